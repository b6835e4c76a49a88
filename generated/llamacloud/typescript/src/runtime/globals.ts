/** Parameters that the client has been given once, for the calls that leave them out. */

import type { APIClient } from './client.js';
import { own } from './encode.js';
import type { Arguments } from './operation.js';
import type { HeadersLike } from './options.js';

/** Where a parameter goes, its name there, the client's option; whether it must have a value. */
export type Filled = readonly [
  place: 'path' | 'query' | 'headers' | 'cookies',
  name: string,
  option: string,
  required?: true,
];

/**
 * The arguments of a call, with what the client has been given.
 *
 * One that nobody gives is an error where it is read: within the call's promise.
 */
export function filled(client: APIClient, args: Arguments, ...rules: readonly Filled[]): Arguments {
  const found: { -readonly [place in keyof Arguments]: Arguments[place] } = { ...args };
  for (const [place, name, option, required] of rules) {
    const table = { ...(found[place] as { [name: string]: unknown } | undefined) };
    if (own(table, name) !== undefined) continue;
    const value = own(client.defaults.globals, option);
    if (value === undefined && !required) continue;
    const get = (): unknown => {
      if (value !== undefined) return value;
      throw new TypeError(`\`${option}\` is missing: give it to the client, or to this call`);
    };
    found[place] = Object.defineProperty(table, name, { get, enumerable: true });
  }
  return found;
}

/** The caller's own headers, after those that every request has. */
export function withHeaders(
  given: HeadersLike | undefined,
  headers: { readonly [name: string]: string | undefined },
): HeadersLike {
  const own = Object.entries(headers).filter((it): it is [string, string] => it[1] !== undefined);
  if (!given) return own;
  const others: Iterable<readonly [string, string | null | undefined]> =
    Symbol.iterator in given ? given : Object.entries(given);
  return [...own, ...others] as readonly (readonly [string, string])[];
}
