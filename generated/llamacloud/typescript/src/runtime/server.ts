/** Servers whose URL has variables (OpenAPI 3.1, section 4.8.5). */

import type { APIClient } from './client.js';
import { encode } from './encode.js';
import { ClientError } from './errors.js';

/** A variable: what the caller has given, its default, and what is allowed. */
export type ServerVariable = readonly [
  given: string | undefined,
  fallback: string,
  allowed?: readonly string[],
];

/**
 * A server's URL with its variables filled in.
 *
 * @throws {ClientError} for a value that is not allowed.
 */
export function expandServer(
  template: string,
  variables: { readonly [name: string]: ServerVariable },
): string {
  return template.replace(/\{([^}]*)\}/g, (whole, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!variable) return whole;
    const [given, fallback, allowed] = variable;
    if (given === undefined) return fallback;
    if (allowed && !allowed.includes(given)) {
      throw new ClientError(`'${name}' must be one of ${allowed.join(', ')}`);
    }
    return encode(given);
  });
}

/** An operation's own server, unless the caller has chosen another one than the document's. */
export function serverAt(server: string): (client: APIClient) => string {
  return ({ baseURL, defaults }) =>
    baseURL === defaults.baseURL?.replace(/\/+$/, '')
      ? new URL(server, `${baseURL}/`).href.replace(/\/+$/, '')
      : baseURL;
}
