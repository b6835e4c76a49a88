/**
 * The errors a client throws.
 *
 *     ClientError
 *     ├── PaginationError                  a listing that cannot go on
 *     └── APIError                         .status .headers .body .requestID .cause
 *         ├── APIUserAbortError            the caller's signal
 *         ├── APIConnectionError           no complete answer came
 *         │   └── APIConnectionTimeoutError    ... in time
 *         ├── APIResponseValidationError   a 2xx answer that is not what it should be
 *         ├── StreamError                  an error within a stream
 *         └── APIStatusError               4xx, 5xx, a redirect not followed
 *             ├── BadRequestError 400, AuthenticationError 401, PermissionDeniedError 403,
 *             ├── NotFoundError 404, ConflictError 409, UnprocessableEntityError 422,
 *             └── RateLimitError 429, InternalServerError 5xx
 *
 * None of them holds a credential.
 */

import type { Operation } from './operation.js';
import { readJSON } from './read.js';

/** The root of all errors of the client. */
export class ClientError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A listing cannot go on: a token that repeats, or a link to another origin. */
export class PaginationError extends ClientError {}

/** What is known about a failed call. */
export interface ErrorFacts {
  /** The answer, when there is one. */
  response?: Response | undefined;
  /** The body of the answer: JSON where it is JSON, else text. */
  body?: unknown;
  cause?: unknown;
}

/** A call has failed. */
export class APIError extends ClientError {
  /** The HTTP status, when the server has answered. */
  declare readonly status: number | undefined;
  /** The headers of the answer. */
  declare readonly headers: Headers | undefined;
  /** The body of the answer: JSON where it is JSON, else text. */
  declare readonly body: unknown;
  /** The headers that the document declares for an error, of the type that the method names. */
  declare typedHeaders: unknown;
  /** What the server calls the request (`x-request-id`), for its support. */
  declare readonly requestID: string | undefined;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts);
    const { response, body } = facts;
    this.status = response?.status;
    this.headers = response?.headers;
    this.body = body;
    this.requestID = response?.headers.get('x-request-id') ?? undefined;
  }

  /** The same as `body`. */
  get error(): unknown {
    return this.body;
  }
}

/** The caller's `signal` has ended the call. */
export class APIUserAbortError extends APIError {}

/** No complete answer came: no connection, a broken one, or too many redirects. */
export class APIConnectionError extends APIError {}

/** No complete answer came in time. */
export class APIConnectionTimeoutError extends APIConnectionError {}

/** A 2xx answer that cannot be read as what it should be: HTML, truncated, empty. */
export class APIResponseValidationError extends APIError {}

/** The server has reported an error, or broken the format, within a stream. */
export class StreamError extends APIError {}

/** The server has answered with a 4xx or 5xx status, or a redirect that is not followed. */
export class APIStatusError extends APIError {
  declare readonly status: number;
  declare readonly headers: Headers;
}

/** Status 400. */
export class BadRequestError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 400);
  }
}

/** Status 401. */
export class AuthenticationError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 401);
  }
}

/** Status 403. */
export class PermissionDeniedError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 403);
  }
}

/** Status 404. */
export class NotFoundError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 404);
  }
}

/** Status 409. */
export class ConflictError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 409);
  }
}

/** Status 422. */
export class UnprocessableEntityError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 422);
  }
}

/** Status 429. */
export class RateLimitError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 429);
  }
}

/** Status 500 and above. */
export class InternalServerError extends APIStatusError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return has(error, 500, 599);
  }
}

/** Clients without `statusErrors` have one class for all of them, and tell them apart all the same. */
function has(error: unknown, first: number, last = first): boolean {
  return error instanceof APIStatusError && error.status >= first && error.status <= last;
}

/** The class that belongs to a status: an option of clients. */
export function statusErrors(status: number): typeof APIStatusError {
  return status >= 500
    ? InternalServerError
    : ({
        400: BadRequestError,
        401: AuthenticationError,
        403: PermissionDeniedError,
        404: NotFoundError,
        409: ConflictError,
        422: UnprocessableEntityError,
        429: RateLimitError,
      }[status] ?? APIStatusError);
}

/** The error that an answer is. */
export function statusError(
  response: Response,
  text: string,
  { typedHeaders }: Operation,
  Kind: typeof APIStatusError = APIStatusError,
): APIStatusError {
  let body: unknown = text;
  try {
    body = readJSON(text);
  } catch {
    // Then it is text.
  }
  const { headers, status } = response;
  const error = new Kind(`${status} ${text}`.slice(0, 500), { response, body });
  error.typedHeaders = typedHeaders?.(headers, status);
  return error;
}
