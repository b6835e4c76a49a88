/** The headers of an answer as what the document says they are. */

import { own } from './encode.js';
import { readJSON } from './read.js';

/** Reads the text of one header; what does not fit is left as it came. */
export type HeaderReader = (text: string) => unknown;

/** How the headers of one answer are read, by their names in the document. */
export interface HeaderReaders {
  readonly [name: string]: HeaderReader;
}

/**
 * The declared headers of an answer, and those of errors: of its status, of the range `4XX`, or
 * `default`.
 */
export function headersAs(
  readers: HeaderReaders,
  errors: { readonly [status: string]: HeaderReaders } = {},
): (headers: Headers, status?: number) => object | undefined {
  return (headers, status) => {
    const asked = [`${status}`, `${status}`[0] + 'XX', 'default'];
    const chosen = status ? asked.map((name) => own(errors, name)).find((it) => it) : readers;
    const found: { [name: string]: unknown } = {};
    for (const [name, read] of Object.entries(chosen ?? {})) {
      const text = headers.get(name);
      if (text !== null) found[name] = read(text);
    }
    return chosen && found;
  };
}

/** Text. */
export const textOf: HeaderReader = (text) => text;

/** `true`, `false`. */
export const booleanOf: HeaderReader = (text) =>
  /^(true|false)$/.test(text) ? text === 'true' : text;

/** A number; an integer beyond 2^53 is a `bigint`. */
export const numberOf: HeaderReader = (text) =>
  /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? json(text) : text;

/** `1,2,3`, or JSON. */
export function listOf(item: HeaderReader): HeaderReader {
  return (text) => (text.startsWith('[') ? json(text) : parts(text).map(item));
}

/** `R=100,G=200`, `R,100,G,200`, or JSON; `others` reads the members that have no reader. */
export function tableOf(
  items: { readonly [name: string]: HeaderReader },
  others: HeaderReader = textOf,
): HeaderReader {
  return (text) => {
    if (text.startsWith('{')) return json(text);
    const flat = parts(text);
    const pairs = flat.every((part) => part.includes('='))
      ? flat.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)])
      : flat.flatMap((part, at) => (at % 2 ? [] : [[part, flat[at + 1] ?? '']]));
    return Object.fromEntries(
      pairs.map(([name = '', value = '']) => [
        name,
        (Object.hasOwn(items, name) ? (items[name] ?? others) : others)(value),
      ]),
    );
  };
}

function parts(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function json(text: string): unknown {
  try {
    return readJSON(text);
  } catch {
    return text;
  }
}
