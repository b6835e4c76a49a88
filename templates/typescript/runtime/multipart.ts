/** multipart/form-data bodies (RFC 7578), read from their files while they are sent. */

import { type BodyEncoder, type Encoded, fieldsOf, streamOf } from './bodies.js';
import { isObject, own, plain, textOf } from './encode.js';
import { checkHeader, type Style } from './query.js';
import { contentTypeOf, isUploadable, type Source, sourceOf, type Uploadable } from './uploads.js';
import { stringify } from './stringify.js';

/** By field: its media type, or its style. */
export interface Encodings {
  readonly [name: string]: string | Style;
}

/** What a multipart body needs beyond the usual. */
export interface MultipartFacts {
  /** By field: its media type, or its style. */
  readonly encodings?: Encodings;
  /** The fields that are files: a text, which might be meant as a path, is refused there. */
  readonly files?: readonly string[];
  /** Something else than form-data. */
  readonly type?: string;
}

/** A multipart body that is written as `facts` say. */
export function multipartWith(facts: MultipartFacts): BodyEncoder {
  return (value, extra) => {
    const fields = fieldsOf(value, extra);
    for (const name of (fields && facts.files) ?? []) {
      if ([own(fields, name)].flat().some((item) => typeof item === 'string')) {
        throw new TypeError(`'${name}' is a file: pass its content, not a text`);
      }
    }
    return fields && encodeParts(fields, facts);
  };
}

/** A multipart body. */
export const multipart: BodyEncoder = /* @__PURE__ */ multipartWith({});

type Piece = Source['content'] | string;

function encodeParts(fields: { readonly [name: string]: unknown }, facts: MultipartFacts): Encoded {
  // 128 random bits: no content can foresee it.
  const random = crypto.getRandomValues(new Uint8Array(16));
  const boundary = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const pieces: Piece[] = [];
  let once = false;
  const add = (
    name: string,
    content: Piece,
    type: string | undefined,
    filename?: string,
    headers: { readonly [name: string]: string } = {},
  ): void => {
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (filename !== undefined) head += `; filename="${escaped(checked('filename', filename))}"`;
    if (type) head += `\r\nContent-Type: ${checked('Content-Type', type)}`;
    for (const [key, text] of Object.entries(headers)) {
      if (key.toLowerCase() !== 'content-type') {
        head += `\r\n${checked('name', key)}: ${checked(key, text)}`;
      }
    }
    pieces.push(`${head}\r\n\r\n`, content, '\r\n');
  };
  const addField = (
    name: string,
    value: unknown,
    encoding: string | Style | undefined,
    inside?: true, // a list
  ): void => {
    if (typeof encoding === 'function') {
      for (const pair of encoding(name, value, String, String)) {
        const at = pair.indexOf('=', pair.startsWith(name) ? name.length : 0);
        add(pair.slice(0, at), pair.slice(at + 1), undefined);
      }
    } else if (isUploadable(value)) {
      const source = sourceOf(value as Uploadable);
      once ||= source.once;
      const filename = source.name || 'upload';
      const type = source.type || oneOf(encoding ?? '*', filename);
      add(name, source.content, type, filename, source.headers);
    } else if (Array.isArray(value) && !inside) {
      for (const item of value) if (item !== undefined) addField(name, item, encoding, true);
    } else {
      const item = plain(value);
      const type = encoding?.split(',')[0];
      const isJSON = isObject(item) || Array.isArray(item) || type?.endsWith('json');
      add(
        name,
        isJSON ? stringify(item) : textOf(item),
        type ?? (isJSON ? 'application/json' : undefined),
      );
    }
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) addField(name, value, own(facts.encodings, name));
  }
  pieces.push(`--${boundary}--\r\n`);
  const type = `${facts.type ?? 'multipart/form-data'}; boundary=${boundary}`;
  const solid = pieces.filter((piece) => typeof piece === 'string' || piece instanceof Blob);
  return solid.length === pieces.length
    ? { body: new Blob(solid), type }
    : { body: streamOf(read(pieces)), type, once };
}

/** The media type that a file's name stands for, or the first one of those allowed. */
function oneOf(types: string, filename: string): string {
  const guess = contentTypeOf(filename);
  const allowed = types.split(',').map((one) => one.trim());
  return allowed.includes(guess) || types.includes('*') ? guess : (allowed[0] ?? guess);
}

async function* read(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (typeof piece === 'string') yield new TextEncoder().encode(piece);
    else if (piece instanceof Blob) yield* chunks(piece.stream());
    else yield* piece;
  }
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Escapes a name (HTML standard, "multipart/form-data encoding algorithm"). */
function escaped(name: string): string {
  return name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function checked(name: string, text: string): string {
  checkHeader(name, text);
  return text;
}
