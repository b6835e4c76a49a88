/** Values as text, and the percent-encodings of the places they go to. */

/** Percent-encodes a text for one place of a request. */
export type Encode = (text: string) => string;

/** Encodes all but RFC 3986's unreserved characters. */
export function encode(text: string): string {
  if (/^[\w-]+$/.test(text)) return text; // as most ids are
  // `encodeURIComponent` leaves these five as they are, `escape` only the star.
  return encodeURIComponent(text)
    .replace(/[!'()]/g, escape)
    .replaceAll('*', '%2A');
}

/** A value as JSON has it: dates and other objects with a `toJSON` become what it returns. */
export function plain(value: unknown): unknown {
  return (value as { toJSON?(): unknown } | null | undefined)?.toJSON?.() ?? value;
}

/** The text of one value; objects and arrays are JSON, `null` is empty. */
export function textOf(value: unknown): string {
  const item = plain(value) ?? '';
  if (typeof item === 'number' && !isFinite(item)) throw new TypeError(`${item} is no value`);
  return typeof item === 'object' ? JSON.stringify(item) : `${item}`;
}

/** Whether a value is an object with members: neither an array nor null. */
export function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an array or object that are not absent; undefined for anything else. */
export function membersOf(value: unknown): [name?: string, item?: unknown][] | undefined {
  const shape = plain(value);
  if (Object(shape) !== shape) return undefined;
  return (
    Array.isArray(shape) ? shape.map((item) => [, item]) : Object.entries(shape as {})
  ).filter(([, item]) => item !== undefined) as [string?, unknown?][];
}

/** A member that an object has itself: never one of its prototype. */
export function own<T>(
  table: { readonly [name: string]: T } | undefined,
  name: string,
): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
