/** Credentials: how a request is signed, and where its secrets are. */

import type { HeaderTable } from './client.js';
import { encode } from './encode.js';
import { APIConnectionError, ClientError } from './errors.js';
import type { Fetch } from './options.js';
import { checkHeader } from './query.js';
import { withQuery } from './request.js';

/** What a credential may change of a request. */
export interface Signable {
  readonly headers: HeaderTable;
  /** What the caller has set himself: no credential replaces it. */
  readonly own: HeaderTable;
  /** Credentials may be added to its query. */
  url: string;
}

/** What a credential may use. */
export interface Sender {
  readonly baseURL: string;
  readonly fetch: Fetch;
  /** Tokens that have been fetched; clients that are made of one another share them. */
  _tokens?: TokenStore | undefined;
}

/** Tokens by what they were fetched with: a function, so that printing a client shows none. */
export type TokenStore = (key: string) => Token;

/** An empty store. */
export function tokenStore(): TokenStore {
  const tokens = new Map<string, Token>();
  return (key) => {
    const token = tokens.get(key) ?? { value: '', end: 0 };
    tokens.set(key, token);
    return token;
  };
}

interface Token {
  /** Empty: there is none, or it has been refused. */
  value: string;
  /** When it is renewed. */
  end: number;
  pending?: Promise<void> | undefined;
}

/** A credential. */
export interface Credential {
  /** Signs a request, before each attempt. */
  sign(request: Signable, sender: Sender, signal: AbortSignal): void | Promise<void>;
  /** The server has said 401: whether signing again may give another secret. */
  refused?(headers: HeaderTable, sender: Sender): boolean;
}

/** A secret, or a function that gives the current one. */
export type Secret = string | (() => string | Promise<string>);

/** Signs a request at once. */
type Signer = (request: Signable) => void;

/** The credential of a secret; `signer` makes of it what signs. */
function token(secret: Secret, signer: (secret: string) => Signer): Credential {
  return typeof secret === 'string'
    ? { sign: signer(secret) }
    : { sign: async (request) => signer(await secret())(request), refused: () => true };
}

/** A key in a header, behind a prefix. */
export function headerKey(secret: Secret, name: string, prefix = ''): Credential {
  const key = name.toLowerCase();
  return token(secret, (value) => {
    const text = prefix + value;
    checkHeader(name, text);
    return ({ headers, own }) => {
      if (!Object.hasOwn(own, key)) headers[key] = text;
    };
  });
}

/** A bearer token (RFC 6750). */
export function bearer(secret: Secret): Credential {
  return headerKey(secret, 'authorization', 'Bearer ');
}

/** A key in the query. */
export function queryKey(secret: Secret, name: string): Credential {
  return token(secret, (value) => (request) => {
    request.url = withQuery(request.url, `${encode(name)}=${encode(value)}`);
  });
}

/** A key in a cookie. */
export function cookieKey(secret: Secret, name: string): Credential {
  return token(secret, (value) => ({ headers }) => {
    const others = headers['cookie'];
    headers['cookie'] = `${others ? `${others}; ` : ''}${encode(name)}=${encode(value)}`;
  });
}

/** User name and password (RFC 7617). */
export function basic(username: string, password: string): Credential {
  if (username.includes(':')) {
    throw new ClientError('a user name of basic authentication has no colon');
  }
  return headerKey(base64(`${username}:${password}`), 'authorization', 'Basic ');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** What `oauth2` needs to know. */
export interface OAuth2Options {
  clientID: string;
  clientSecret: string;
  /** Absolute, or relative to the base URL. */
  tokenURL: string;
  scopes?: readonly string[];
  /** Further parameters of the token request: audience, resource. */
  parameters?: { readonly [name: string]: string };
  /** Where the client authenticates itself: `basic`, or in the body. */
  clientAuthentication?: 'basic' | 'post';
  /** The member of the answer that is the token. */
  tokenName?: string;
  /** Seconds before its end that a token is renewed. */
  leeway?: number;
}

/**
 * The OAuth 2.0 client credentials grant (RFC 6749, section 4.4).
 *
 * The token is fetched at the first call, shared by all calls of the client and of those that
 * `withOptions` makes of it, renewed before it ends and once after a 401. Calls that need it at the
 * same time share one fetch. The token endpoint is never followed to another place.
 */
export function oauth2(options: OAuth2Options): Credential {
  const tokenOf = (sender: Sender): Token => {
    const store = (sender._tokens ??= tokenStore());
    return store(JSON.stringify([sender.baseURL, options]));
  };
  const renew = async (token: Token, sender: Sender): Promise<void> => {
    const { value, lifetime } = await fetchToken(options, sender);
    token.end = Date.now() + (lifetime - Math.min(options.leeway ?? 30, lifetime / 2)) * 1000;
    token.value = value;
  };
  return {
    async sign(request, sender, signal): Promise<void> {
      const token = tokenOf(sender);
      if (!token.value || Date.now() >= token.end) {
        // Not bound to the signal of one call: the others that wait for it still get their token.
        token.pending ??= renew(token, sender).finally(() => (token.pending = undefined));
        await Promise.race([token.pending, aborted(signal)]);
      }
      if (!Object.hasOwn(request.own, 'authorization')) {
        checkHeader('authorization', token.value);
        request.headers['authorization'] = `Bearer ${token.value}`;
      }
    },
    refused(headers, sender): boolean {
      const token = tokenOf(sender);
      if (headers['authorization'] === `Bearer ${token.value}`) token.value = '';
      return true;
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function fetchToken(
  options: OAuth2Options,
  sender: Sender,
): Promise<{ value: string; lifetime: number }> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...options.parameters });
  if (options.scopes?.length) form.set('scope', options.scopes.join(' '));
  const headers: { [name: string]: string } = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (options.clientAuthentication === 'post') {
    form.set('client_id', options.clientID);
    form.set('client_secret', options.clientSecret);
  } else {
    const pair = `${encode(options.clientID)}:${encode(options.clientSecret)}`;
    headers['authorization'] = `Basic ${base64(pair)}`;
  }
  const url = new URL(options.tokenURL, `${sender.baseURL}/`).href;
  const body = form.toString();
  let response: Response;
  try {
    response = await sender.fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
  } catch (cause) {
    throw new APIConnectionError('the token endpoint cannot be reached', { cause });
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new ClientError(`the token endpoint answers with status ${response.status}`);
  }
  const answer: { [name: string]: unknown } | null = await response.json();
  const value = answer?.[options.tokenName ?? 'access_token'];
  if (typeof value !== 'string' || !value) {
    throw new ClientError('the answer of the token endpoint has no token');
  }
  const lifetime = Number(answer?.['expires_in'] ?? Infinity);
  return { value, lifetime: lifetime >= 0 ? lifetime : Infinity };
}
