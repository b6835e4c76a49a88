/** From an operation and a call's arguments to the request that is sent. */

import type { Credential } from './auth.js';
import type { Encoded } from './bodies.js';
import { type APIClient, type HeaderTable, mergeHeaders } from './client.js';
import { encode, own } from './encode.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { pairs, segment } from './query.js';

/** A request that has not been signed yet. */
export interface Prepared {
  readonly method: string;
  /** Without the credentials in it. */
  url: string;
  readonly headers: HeaderTable;
  readonly body: Encoded | undefined;
  /** Whether the server may get the request twice. */
  readonly safe: boolean;
  credentials: readonly Credential[];
}

/**
 * The request that an operation and its arguments are. Nothing is sent.
 *
 * @throws {TypeError} for an argument that cannot be sent.
 */
export function prepare(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions,
): Prepared {
  const { method, accept } = operation;
  const headers: HeaderTable = Object.assign(Object.create(null), client.headers);
  if (accept) headers['accept'] = accept;
  operation.headers?.(headers, args, operation);
  const body = operation.body?.(args.body, options.body);
  if (body) headers['content-type'] = body.type;
  mergeHeaders(headers, options.headers);
  const safe = operation.repeat?.(headers, options, operation) ?? true;
  return {
    method,
    url: urlOf(client, operation, args, options),
    headers,
    body,
    safe,
    credentials: operation.security?.(client) ?? client.defaults.signing ?? [],
  };
}

/** The URL of a call, without the credentials in it. */
export function urlOf(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions,
): string {
  if (args.url) return args.url;
  const base = operation.base?.(client) ?? client.baseURL;
  const path = operation.path.replace(/\{([^}]*)\}/g, (_, name: string) =>
    segment(
      name,
      own(args.path as { [name: string]: unknown }, name),
      own(operation.pathStyles, name),
    ),
  );
  // Several parameters may make up one segment: "{a}{b}" of "." and ".".
  if (/\/(\.|%2e){1,2}(\/|$)/i.test(path)) throw new TypeError('the path has dot segments');
  const query = pairs(
    { ...client.query, ...args.query, ...options.query },
    operation.queryStyles,
    encode,
  ).join('&');
  return base + path + (query && (path.includes('?') ? '&' : '?') + query);
}
