/** Queries, and what values of paths and headers may be (OpenAPI 3.1, section 4.8.12). */

import { type Encode, membersOf, own, textOf } from './encode.js';

/** How a parameter becomes `name=value` pairs of a query, a cookie or a form. */
export type Style = (name: string, value: unknown, encode: Encode, encodeName: Encode) => string[];

/** How a path parameter is written. `part` encodes one value. */
export type PathStyle = (name: string, value: unknown, part: Encode) => string;

/** How a header parameter is written. */
export type HeaderStyle = (value: unknown) => string;

/** Styles by the wire name of their parameter. */
export interface Styles<T> {
  readonly [name: string]: T;
}

/** `color=blue&color=black`, `R=100&G=200`: the default of queries and cookies. */
export const form: Style = (name, value, write, writeName) =>
  (membersOf(value) ?? [[, value]]).map(
    ([key = name, item]) => `${writeName(key)}=${write(textOf(item))}`,
  );

/** All pairs of some parameters; what is `undefined` is left out. */
export function pairs(
  values: { readonly [name: string]: unknown },
  styles: Styles<Style> | undefined,
  write: Encode,
): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : (own(styles, name) ?? form)(name, value, write, write),
  );
}

/** `blue,black`, `R,100,G,200`; exploded `R=100,G=200`. */
export function joined(value: unknown, encode: Encode, equals = ',', comma = ','): string {
  const members = membersOf(value);
  if (!members) return encode(textOf(value));
  return members
    .map(([key, item]) => (key === undefined ? '' : encode(key) + equals) + encode(textOf(item)))
    .join(comma);
}

/** @throws {TypeError} for line breaks and NUL, which would begin another header. */
export function checkHeader(name: string, text: string): void {
  // eslint-disable-next-line no-control-regex -- what is looked for
  const bad = /[\r\n\0]/;
  if (bad.test(name) || bad.test(text)) throw new TypeError(`line break or NUL in ${name}`);
}
