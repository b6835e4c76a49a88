/** The promise of a call's value. */

import type { APIClient } from './client.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { type Answer, send } from './send.js';

/** A value, and the answer it came in. */
export interface WithResponse<T, H = undefined> {
  data: T;
  response: Response;
  /** The headers that the document declares. */
  typedHeaders: H;
  /** What the server calls the request (`x-request-id`). */
  requestID: string | undefined;
}

/** The promise of a call's value. `asResponse()` and `withResponse()` give the answer too. */
export class APIPromise<T, H = undefined> extends Promise<T> {
  #raw = false;
  readonly #answer: Promise<Answer>;
  readonly #convert: (answer: Answer) => T;

  constructor(
    run: (raw: boolean) => Promise<Answer>,
    convert: (answer: Answer) => T = ({ value }) => value as T,
  ) {
    super((resolve) => resolve(undefined as T)); // the value comes from `then`
    this.#convert = convert;
    // One turn later: until then `asResponse` can say that the body is not to be read.
    this.#answer = Promise.resolve().then(() => run(this.#raw));
  }

  /** What `catch` and `finally` make is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /**
   * The answer as soon as its headers are there. Its body has not been read, when this is the first
   * that is asked of the promise; it is the caller's to read or to cancel.
   */
  asResponse(): Promise<Response> {
    this.#raw = true;
    return this.#answer.then(({ response, text }) =>
      text && response.bodyUsed ? new Response(text, response) : response,
    );
  }

  /** The value together with the answer it came in. */
  async withResponse(): Promise<WithResponse<T, H>> {
    const [data, { response, operation }] = await Promise.all([this.#value(), this.#answer]);
    const { headers } = response;
    return {
      data,
      response,
      typedHeaders: operation.typedHeaders?.(headers) as H,
      requestID: headers.get('x-request-id') ?? undefined,
    };
  }

  #value(): Promise<T> {
    return this.#answer.then(this.#convert);
  }

  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#value().then(fulfilled, rejected);
  }
}

/** Calls an operation. */
export function request<T, H = undefined>(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions = {},
): APIPromise<T, H> {
  return new APIPromise((raw) => send(client, operation, args, options, raw));
}
