/** From the text of an answer to its value. No integer is ever rounded. */

/**
 * Reads the text of a 2xx answer.
 *
 * @throws {SyntaxError} when the text is not what it should be.
 */
export type Reader = (text: string, response: Response) => unknown;

/** JSON. Integers beyond 2^53 are `bigint`, or what `unsafe` makes of their digits. */
export function readJSON(
  text: string,
  _response?: Response,
  unsafe: (digits: string) => unknown = BigInt,
): unknown {
  const value: unknown = JSON.parse(text); // or throws: what is marked below would hide some faults
  if (!/\d{16}/.test(text)) return value;
  let mark = '';
  const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
  const marked = text.replace(stringsAndNumbers, (token) => {
    if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(+token)) return token;
    return `"${(mark ||= `${Math.random()}:`)}${token}"`;
  });
  return mark
    ? JSON.parse(marked, (_, it: unknown) =>
        typeof it === 'string' && it.startsWith(mark) ? unsafe(it.slice(mark.length)) : it,
      )
    : value;
}

/** JSON without integers beyond 2^53. @throws {SyntaxError} instead of rounding one. */
export const readSafely: Reader = (text, response) =>
  readJSON(text, response, (digits) => {
    throw new SyntaxError(`the integer ${digits} is beyond 2^53 and would be rounded`);
  });

/** Nothing: the answer has no content. */
export const readNothing: Reader = () => undefined;

/** JSON, or `undefined` for an answer without content. */
export function optional(read: Reader): Reader {
  return (text, response) => (text.trim() ? read(text, response) : undefined);
}

/** Text, which may also come as JSON. */
export const readText: Reader = (text, response) => {
  const isJSON = /^application\/([^;]*\+)?json\b/i.test(response.headers.get('content-type') ?? '');
  return isJSON ? readJSON(text) : text;
};
