/** From an operation and a call's arguments to the request that is sent. */

import type { Credential } from './auth.js';
import type { Encoded } from './bodies.js';
import type { APIClient, HeaderTable } from './client.js';
import { encode, own, textOf } from './encode.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { pairs } from './query.js';

/** A request that has not been signed yet, with what is known of its call. */
export interface Prepared {
  readonly client: APIClient;
  readonly operation: Operation;
  readonly options: RequestOptions;
  /** Without the credentials in it. */
  url: string;
  readonly headers: HeaderTable;
  readonly body: Encoded | undefined;
  credentials: readonly Credential[];
  /** Ends the call, and the reading of a body that has been left to the caller. */
  readonly controller: AbortController;
  /** Milliseconds that the call may take; 0 is without limit. */
  readonly timeout: number;
  /** When the call's time ends, as `Date.now()` counts; NaN is never. */
  readonly end: number;
  /** How often it has been sent again. */
  retries?: number;
  /** How often it has been led to another place. */
  redirects?: number;
  /** Whether refused credentials have been renewed. */
  isRenewed?: boolean;
}

/** Nothing, and what leads to another path (RFC 3986, section 5.2.4), also when it is encoded twice. */
const ELSEWHERE = /^(\.|%(25)?2e)?$|(^|\/|%(25)?(2f|5c))(\.|%(25)?2e){2}(\/|%(25)?(2f|5c)|$)/i;

/**
 * The URL of a call, without the credentials in it.
 *
 * @throws {TypeError} for path parameters that would make another path of it.
 */
export function urlOf(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions,
): string {
  if (args.url) return args.url;
  let { path } = operation;
  for (const [name, value] of Object.entries(args.path ?? {})) {
    const style = own(operation.pathStyles, name);
    const text = style && value != null ? style(name, value, encode) : encode(textOf(value));
    if (ELSEWHERE.test(text)) {
      throw new TypeError(
        `${operation.method} ${operation.path}: {${name}} must not be empty or '..'`,
      );
    }
    path = path.replaceAll(`{${name}}`, () => text);
  }
  const query = { ...client._options().defaultQuery, ...args.query, ...options.query };
  const base = operation.base?.(client) ?? client.baseURL;
  return withQuery(base + path, pairs(query, operation.queryStyles, encode).join('&'));
}

/** A URL with more in its query. */
export function withQuery(url: string, query: string): string {
  return url + (query && (url.includes('?') ? '&' : '?') + query);
}
