/** What can be uploaded, and what is known about it. */

/** Bytes to upload, or a file of the caller's: `fs.createReadStream(path)` and `Bun.file` too. */
export type Uploadable =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | Response
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Upload;

/** Something to upload with a name, a media type or headers of its own. */
export interface Upload {
  content: Exclude<Uploadable, Upload> | string;
  name?: string | undefined;
  type?: string | undefined;
  headers?: { [name: string]: string } | undefined;
}

/** Content, ready to be read. */
export interface Source {
  readonly content: Blob | AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly type: string;
  readonly headers: { readonly [name: string]: string };
  /** Whether the content can be read only once. */
  readonly once: boolean;
}

/** Whether a value is bytes or a file, not a plain value of a form. */
export function isUploadable(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value instanceof Blob ||
      value instanceof ArrayBuffer ||
      ArrayBuffer.isView(value) ||
      value instanceof Response ||
      value instanceof ReadableStream ||
      Symbol.asyncIterator in value ||
      ('content' in value && (typeof value.content === 'string' || isUploadable(value.content))))
  );
}

/** Reads what there is to know about an upload. Nothing of its content is read. */
export function sourceOf(value: Uploadable | string): Source {
  const facts = { name: '', type: '', headers: {}, once: false };
  if (typeof value === 'string' || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    return { ...facts, content: new Blob([value as BlobPart]) };
  }
  if (value instanceof Blob) {
    return { ...facts, content: value, name: nameOf(value), type: value.type };
  }
  if (value instanceof Response) {
    const type = value.headers.get('content-type') ?? '';
    return { ...facts, content: piecesOf(value.body), type, name: nameOf(value), once: true };
  }
  if (value instanceof ReadableStream) {
    return { ...facts, content: piecesOf(value), once: true };
  }
  if (Symbol.asyncIterator in value) {
    return { ...facts, content: value, name: nameOf(value), once: true };
  }
  const inner = sourceOf(value.content);
  return {
    content: inner.content,
    name: value.name ?? inner.name,
    type: value.type ?? inner.type,
    headers: value.headers ?? {},
    once: inner.once,
  };
}

/** The name of a file, else the last part of a file stream's path or of a URL. */
function nameOf(value: object): string {
  const { name, path, url } = value as { name?: unknown; path?: unknown; url?: unknown };
  if (typeof name === 'string') return name;
  const last = String(path || url || '').replace(/[?#].*/, '');
  return last.split(/[\\/]/).pop() ?? '';
}

async function* piecesOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // A caller that stops early does not need the rest.
    await reader.cancel();
  }
}

const TYPES: { readonly [extension: string]: string } = {
  csv: 'text/csv',
  gif: 'image/gif',
  gz: 'application/gzip',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  wav: 'audio/x-wav',
  webm: 'video/webm',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
};

/** The media type that a file name suggests. */
export function contentTypeOf(name: string): string {
  const extension = name.split('.').pop()?.toLowerCase() ?? '';
  return (Object.hasOwn(TYPES, extension) && TYPES[extension]) || 'application/octet-stream';
}

/**
 * A `File` of whatever can be uploaded, read into memory.
 *
 * @param value bytes, a `Response`, a stream, or `fs.createReadStream(path)`.
 * @param name the file's name; by default that of the stream's path or the response's URL.
 */
export async function toFile(
  value: Uploadable | string | PromiseLike<Uploadable | string>,
  name?: string | null,
  options: { type?: string; lastModified?: number } = {},
): Promise<File> {
  const source = sourceOf(await value);
  const parts: BlobPart[] = [];
  if (source.content instanceof Blob) parts.push(source.content);
  else for await (const piece of source.content) parts.push(piece as BlobPart);
  const given = name || source.name || 'unknown_file';
  return new File(parts, given, { type: source.type || contentTypeOf(given), ...options });
}
