/** What a caller may set: for one call, and for a client. */

import type { APIStatusError } from './errors.js';
import type { Logger, LogLevel } from './log.js';
import type { HeaderTable } from './client.js';
import type { Prepared } from './request.js';

/** Header names and values; `null` or `undefined` removes a header that would be sent. */
export type HeadersLike =
  | Headers
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | null | undefined };

/** `fetch`, or something like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sees every request on its way out and every answer on its way back. */
export type Middleware = (url: string, init: RequestInit, next: Fetch) => Promise<Response>;

/** Leads a request to the place that an answer names; false when it is not followed. */
export type Redirect = (request: Prepared, response: Response) => boolean;

/** Sends a request again that failed; false when it does not. It waits as long as that takes. */
export type Retry = (
  request: Prepared,
  /** As they were sent. */
  headers: HeaderTable,
  response: Response | undefined,
  cause: unknown,
) => Promise<boolean>;

/** Options of one call. */
export interface RequestOptions {
  /** Further headers. */
  headers?: HeadersLike | undefined;
  /** Further query parameters. */
  query?: { readonly [name: string]: unknown } | undefined;
  /** Merged over the body when it is an object; else the body of an operation without one. */
  body?: unknown;
  /**
   * Milliseconds for the whole call with its retries, and between two pieces of a stream; 0 is
   * without limit.
   */
  timeout?: number | undefined;
  /** How often a call that failed for the moment is sent again. */
  maxRetries?: number | undefined;
  /** Ends the call. */
  signal?: AbortSignal | null | undefined;
  /** Passed to `fetch`, as `dispatcher` of Node.js. */
  fetchOptions?: RequestInit | undefined;
  /** Makes a request that changes something safe to send again. */
  idempotencyKey?: string | undefined;
}

/** Options of a client that does nothing but calls. */
export interface CoreOptions {
  /** Where the API is. */
  baseURL?: string | null | undefined;
  /** Milliseconds for a whole call with its retries; 0 is without limit. Default: 60,000. */
  timeout?: number | undefined;
  /** How often a call that failed for the moment is sent again. Default: 2. */
  maxRetries?: number | undefined;
  /** Sent with every request. */
  defaultHeaders?: HeadersLike | undefined;
  /** Added to every request's query. */
  defaultQuery?: { readonly [name: string]: unknown } | undefined;
  /** `statusErrors`, or what else tells errors apart; absent: all of them are `APIStatusError`. */
  errors?: ((status: number) => typeof APIStatusError) | undefined;
  /** `retry`, or what else is sent again; absent: nothing. */
  retry?: Retry | undefined;
  /** `followRedirects`, or which ones are followed; absent: none. */
  redirect?: Redirect | undefined;
  /** Your own `fetch`. */
  fetch?: Fetch | undefined;
  /** Passed to `fetch` with every request. */
  fetchOptions?: RequestInit | undefined;
  /** Allow secrets in a browser, where everybody can read them. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options of a client, whatever its API. */
export interface CommonOptions extends CoreOptions {
  /** See every request and every answer, the first of them first. */
  middleware?: readonly Middleware[] | undefined;
  /** How much is logged. Default: `warn`. */
  logLevel?: LogLevel | undefined;
  /** What the log is written to. Default: `console`. */
  logger?: Logger | undefined;
}
