/** Settings of a client. */

import type { Credential, TokenStore } from './auth.js';
import { ClientError } from './errors.js';
import type { CoreOptions, Fetch, HeadersLike } from './options.js';

/** What the generated client knows of its API. */
export interface Defaults {
  /** Where the API is, unless the caller says it. */
  readonly server?: string | undefined;
  /** Where the document says it is; absent when no operation has a server of its own. */
  readonly baseURL?: string;
  /** What is sent as `User-Agent`. */
  readonly userAgent: string;
  /** Credentials by security scheme; absent when operations do not choose among them. */
  readonly credentials?: Credentials;
  /** Those of the operations that do not say. */
  readonly signing: readonly Credential[];
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
 * Its fields are only declared: bundles have them once, in the constructor. Those with secrets in
 * them are functions: nothing that prints the client or makes JSON of it shows what they return.
 */
export class APIClient {
  declare readonly baseURL: string;
  /** Milliseconds for a whole call with its retries; 0 is without limit. */
  declare readonly timeout: number;
  declare readonly maxRetries: number;
  /** @internal */
  declare readonly fetch: Fetch;
  /** @internal */
  declare readonly headers: () => HeaderTable;
  /** @internal */
  declare readonly defaults: Defaults;
  /** @internal */
  declare readonly _options: () => CoreOptions;
  /** @internal */
  declare _tokens?: TokenStore | undefined;

  constructor(options: CoreOptions, defaults: Defaults) {
    const baseURL = options.baseURL ?? defaults.server ?? '';
    if (!/^https?:\/\/[^\s/?#@\\]+(\/[^\s?#\\]*)?$/i.test(baseURL)) {
      throw new ClientError('`baseURL`: http(s), no credentials, no query');
    }
    const isBrowser = 'document' in globalThis;
    if (
      isBrowser &&
      !options.dangerouslyAllowBrowser &&
      Object.keys(defaults.credentials ?? defaults.signing)[0]
    ) {
      throw new ClientError('secrets in a browser need `dangerouslyAllowBrowser`');
    }
    const headers: HeaderTable = {
      accept: 'application/json',
      'user-agent': isBrowser ? undefined : defaults.userAgent,
    };
    mergeHeaders(headers, options.defaultHeaders);
    this._options = () => options;
    this.defaults = defaults;
    this.headers = () => ({ ...headers });
    this.baseURL = baseURL.replace(/\/+$/, '');
    this.timeout = options.timeout ?? 60_000;
    this.maxRetries = options.maxRetries ?? 2;
    // The one of the moment: tests and tools replace it.
    this.fetch = options.fetch ?? ((url, init) => fetch(url, init));
  }
}

/** Puts headers into others; `null` and `undefined` take one away. */
export function mergeHeaders(headers: HeaderTable, others: HeadersLike = {}): void {
  const entries: Iterable<readonly [string, string | null | undefined]> =
    Symbol.iterator in others ? others : Object.entries(others);
  for (const [name, value] of entries) {
    headers[name.toLowerCase()] = value == null ? undefined : value;
  }
}
