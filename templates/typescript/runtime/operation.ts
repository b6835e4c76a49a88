/** Operations as constants: what the client knows of each before it is called. */

import type { Credential } from './auth.js';
import type { BodyEncoder } from './bodies.js';
import type { APIClient, HeaderTable } from './client.js';
import type { RequestOptions } from './options.js';
import type { HeaderStyle, PathStyle, Style, Styles } from './query.js';
import type { Reader } from './read.js';

/** Method, path and wire facts of an operation. Styles stand only where they are not the default. */
export interface Operation {
  readonly method: string;
  /** Relative to the base URL, with `{name}` for parameters. */
  readonly path: string;
  /** The path in parts, each second of which is the name of a parameter; made by the first call. */
  parts?: readonly string[];
  readonly pathStyles?: Styles<PathStyle>;
  readonly queryStyles?: Styles<Style>;
  /** How header and cookie parameters get into the headers; absent when there are none. */
  readonly headers?: HeaderWriter;
  readonly headerStyles?: Styles<HeaderStyle>;
  readonly cookieStyles?: Styles<Style>;
  /** How the body is written. */
  readonly body?: BodyEncoder;
  /** The `Accept` header, when it is not JSON. */
  readonly accept?: string;
  /** How the text of an answer is read, when it is not JSON. */
  readonly read?: Reader;
  /** Whether the value is the answer itself, with its body unread. */
  readonly isRaw?: boolean;
  /** How the declared headers of an answer are read; with a status, of an error. */
  readonly typedHeaders?: (headers: Headers, status?: number) => object | undefined;
  /** The credentials; absent: the client's. */
  readonly security?: (client: APIClient) => readonly Credential[];
  /** When the server may get the request twice; absent: always, as GET, PUT and DELETE. */
  readonly repeat?: RepeatRule;
  /** The header that gets a random key, so that the request may be sent again. */
  readonly idempotencyHeader?: string;
  /** Where the operation is, when that is not where the API is. */
  readonly base?: (client: APIClient) => string;
  /** In milliseconds. */
  readonly timeout?: number;
  readonly maxRetries?: number;
  /** After which statuses another attempt is made; absent: the usual ones. */
  readonly isRetryable?: (status: number) => boolean;
}

/** Puts parameters into headers. */
export type HeaderWriter = (headers: HeaderTable, args: Arguments, operation: Operation) => void;

/** Sets the header that makes a request repeatable; absent: it is. Called again, it changes nothing. */
export type RepeatRule = (
  headers: HeaderTable,
  options: RequestOptions,
  operation: Operation,
) => Repeatable | undefined;

/** Whether the server may get a request twice after what has happened to it. */
export type Repeatable = (cause: unknown) => boolean;

/** The arguments of one call, by wire names; what is `undefined` is absent. */
export interface Arguments {
  readonly path?: object | null | undefined;
  readonly query?: object | null | undefined;
  readonly headers?: object | null | undefined;
  readonly cookies?: object | null | undefined;
  readonly body?: unknown;
  /** An absolute URL that takes the place of path and query (next links). */
  readonly url?: string;
}
