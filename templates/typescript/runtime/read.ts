/** From the text of an answer to its value. */

import { stringify } from './stringify.js';

/**
 * Reads the text of a 2xx answer.
 *
 * @throws {SyntaxError} when the text is not what it should be.
 */
export type Reader = (text: string, response: Response) => unknown;

/** JSON. */
export const readJSON: Reader = (text) => JSON.parse(text);

/** Nothing: the answer has no content. */
export const readNothing: Reader = () => undefined;

/** JSON, or `undefined` for an answer without content. */
export function optional(read: Reader): Reader {
  return (text, response) => (text.trim() ? read(text, response) : undefined);
}

/** Text, which may also come as JSON. */
export const readText: Reader = (text, response) => {
  const isJSON = /^application\/([^;]*\+)?json\b/i.test(response.headers.get('content-type') ?? '');
  return isJSON ? JSON.parse(text) : text;
};

/** Strings, and numbers outside of them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

function readExactly(text: string, unsafe: (digits: string) => unknown): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  JSON.parse(text); // or throws: what is marked below would hide some faults
  const mark = `${Math.random()}:`;
  let found = false;
  const marked = text.replace(TOKENS, (token) => {
    if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) return token;
    found = true;
    return stringify(mark + token);
  });
  return found
    ? JSON.parse(marked, (_, value: unknown) =>
        typeof value === 'string' && value.startsWith(mark)
          ? unsafe(value.slice(mark.length))
          : value,
      )
    : JSON.parse(text);
}

/** JSON whose integers beyond 2^53 are `bigint`: none of them is rounded. */
export const readBigInts: Reader = (text) => readExactly(text, BigInt);

/** JSON without integers beyond 2^53. @throws {SyntaxError} instead of rounding one. */
export const readSafely: Reader = (text) =>
  readExactly(text, (digits) => {
    throw new SyntaxError(`the integer ${digits} is beyond 2^53 and would be rounded`);
  });
