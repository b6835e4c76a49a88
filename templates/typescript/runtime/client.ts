/** Settings of a client. */

import type { Credential, TokenStore } from './auth.js';
import { ClientError } from './errors.js';
import type { CoreOptions, Fetch, HeadersLike } from './options.js';
import { headerValue } from './query.js';

/** What the generated client knows of its API. */
export interface Defaults {
  /** Of the document; absent when no operation has a server of its own. */
  readonly baseURL?: string;
  /** What is sent as `User-Agent`. */
  readonly userAgent: string;
  /** Credentials by security scheme. */
  readonly credentials?: Credentials;
  /** Those of the operations that do not say. */
  readonly signing?: readonly Credential[];
  /** What calls take that leave parameters out, by the names of the options. */
  readonly globals?: { readonly [option: string]: unknown };
}

/** Credentials by security scheme. */
export interface Credentials {
  [scheme: string]: Credential;
}

/** Header names, in lower case, and values; one that is `undefined` is not sent. */
export interface HeaderTable {
  [name: string]: string | undefined;
}

/**
 * What all calls of a client have in common. The functions of operations take it.
 *
 * Its fields are only declared: bundles have them once, in the constructor.
 */
export class APIClient {
  declare readonly baseURL: string;
  /** Milliseconds for a whole call with its retries; 0 is without limit. */
  declare readonly timeout: number;
  declare readonly maxRetries: number;
  /** @internal */
  declare readonly fetch: Fetch;
  /** @internal */
  declare readonly fetchOptions: RequestInit | undefined;
  /** @internal */
  declare readonly headers: HeaderTable;
  /** @internal */
  declare readonly query: { readonly [name: string]: unknown };
  /** @internal */
  declare readonly defaults: Defaults;
  /** @internal */
  declare _tokens?: TokenStore | undefined;
  /** @internal */
  declare readonly _redirect: CoreOptions['redirect'];

  constructor(options: CoreOptions, defaults: Defaults) {
    this.defaults = defaults;
    this.baseURL = checkBaseURL(options.baseURL ?? '');
    this.timeout = options.timeout ?? 60_000;
    this.maxRetries = options.maxRetries ?? 2;
    // `globalThis`, because tests and tools replace what is there.
    this.fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.fetchOptions = options.fetchOptions;
    this._redirect = options.redirect;
    this.query = options.defaultQuery ?? {};
    const isBrowser = 'document' in globalThis && 'navigator' in globalThis;
    if (
      isBrowser &&
      !options.dangerouslyAllowBrowser &&
      Object.keys({ ...defaults.credentials })[0]
    ) {
      throw new ClientError('no secrets in a browser, but for `dangerouslyAllowBrowser`');
    }
    const headers: HeaderTable = Object.create(null);
    headers['accept'] = 'application/json';
    if (!isBrowser) headers['user-agent'] = defaults.userAgent;
    this.headers = mergeHeaders(headers, options.defaultHeaders);
  }
}

/** @throws {ClientError} for a base URL that is none, or has credentials in it. */
function checkBaseURL(text: string): string {
  if (!/^https?:\/\/[^\s/?#@\\]+(\/[^\s?#\\]*)?$/i.test(text)) {
    throw new ClientError('`baseURL` must be an http(s) URL without credentials and query');
  }
  return text.replace(/\/+$/, '');
}

/** Puts headers into others; `null` and `undefined` take one away. */
export function mergeHeaders(headers: HeaderTable, others: HeadersLike | undefined): HeaderTable {
  if (!others) return headers;
  const entries: Iterable<readonly [string, string | null | undefined]> =
    Symbol.iterator in others ? others : Object.entries(others);
  for (const [name, value] of entries) {
    headers[name.toLowerCase()] = value == null ? undefined : headerValue(name, value);
  }
  return headers;
}
