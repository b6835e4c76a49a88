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
  const parts = (operation.parts ??= operation.path.split(/{(.*?)}/));
  let url = operation.base?.(client) ?? client.baseURL;
  let isName = true;
  for (const part of parts) {
    isName = !isName;
    url += isName ? segment(operation, part, (args.path as Values)[part]) : part;
  }
  const { defaultQuery } = client._options();
  const hasQuery = defaultQuery ?? args.query ?? options.query;
  return hasQuery
    ? withQuery(
        url,
        pairs(
          { ...defaultQuery, ...args.query, ...options.query },
          operation.queryStyles,
          encode,
        ).join('&'),
      )
    : url;
}

interface Values {
  readonly [name: string]: unknown;
}

/** A path parameter as it is written. */
function segment(operation: Operation, name: string, value: unknown): string {
  const style = own(operation.pathStyles, name);
  const text = style && value != null ? style(name, value, encode) : encode(textOf(value));
  // Nothing, and what leads to another path (RFC 3986, section 5.2.4), also when it is encoded twice.
  const elsewhere = /^(\.|%(25)?2e)?$|(^|\/|%(25)?(2f|5c))(\.|%(25)?2e){2}(\/|%(25)?(2f|5c)|$)/i;
  if (!elsewhere.test(text)) return text;
  throw new TypeError(`${operation.method} ${operation.path}: {${name}} must not be empty or '..'`);
}

/** A URL with more in its query. */
export function withQuery(url: string, query: string): string {
  return url + (query && (url.includes('?') ? '&' : '?') + query);
}
