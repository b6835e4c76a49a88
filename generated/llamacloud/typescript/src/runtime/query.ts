/** Queries, and the default styles of paths and headers (OpenAPI 3.1, section 4.8.12). */

import { encode, type Encode, membersOf, own, plain, textOf } from './encode.js';

/** How a parameter becomes `name=value` pairs of a query, a cookie or a form. */
export type Style = (name: string, value: unknown, encode: Encode, encodeName: Encode) => string[];

/** How a path parameter is written. `part` encodes one value and refuses dot segments. */
export type PathStyle = (name: string, value: unknown, part: Encode) => string;

/** How a header parameter is written. */
export type HeaderStyle = (value: unknown) => string;

/** Styles by the wire name of their parameter. */
export interface Styles<T> {
  readonly [name: string]: T;
}

/** `color=blue&color=black`, `R=100&G=200`: the default of queries and cookies. */
export const form: Style = (name, value, encode, encodeName) => {
  const shape = plain(value);
  return (membersOf(shape) ?? [[undefined, shape]]).map(
    ([key, item]) => `${encodeName(key ?? name)}=${encode(textOf(item))}`,
  );
};

/** All pairs of some parameters; what is `undefined` is left out. */
export function pairs(
  values: { readonly [name: string]: unknown },
  styles: Styles<Style> | undefined,
  write: Encode,
  writeName: Encode = write,
): string[] {
  const found: string[] = [];
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined)
      found.push(...(own(styles, name) ?? form)(name, value, write, writeName));
  }
  return found;
}

/** `blue,black`, `R,100,G,200`; exploded `R=100,G=200`. */
export function joined(value: unknown, encode: Encode, equals = ',', comma = ','): string {
  const shape = plain(value);
  const members = membersOf(shape);
  if (!members) return encode(textOf(shape));
  return members
    .map(([key, item]) => (key === undefined ? '' : encode(key) + equals) + encode(textOf(item)))
    .join(comma);
}

/**
 * A path parameter as one segment (RFC 3986, section 3.3).
 *
 * @throws {TypeError} for what would make another path of it: empty, absent, `.`, `..`, also
 * percent-encoded.
 */
export function segment(name: string, value: unknown, style?: PathStyle): string {
  const part = (text: string): string => {
    const path = text.replace(/%2e/gi, '.').replace(/%2f|\\/gi, '/');
    if (/^\.$|(^|\/)\.\.(\/|$)/.test(path)) refuse(name);
    return encode(text);
  };
  const result =
    value === null || value === undefined
      ? ''
      : style
        ? style(name, value, part)
        : joined(value, part);
  if (!result || result === '.' || result === '..') refuse(name);
  return result;
}

function refuse(name: string): never {
  throw new TypeError(`path parameter '${name}' must not be empty or have dot segments`);
}

/** A header's value. @throws {TypeError} for line breaks and NUL, which would begin another one. */
export function headerValue(name: string, value: unknown, style?: HeaderStyle): string {
  const text = style ? style(value) : joined(value, String);
  if (/[\r\n\0]/.test(text)) {
    throw new TypeError(`header '${name}' must not contain line breaks or NUL`);
  }
  return text;
}
