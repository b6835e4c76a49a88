/** The promise of a call's value. */

import type { APIClient } from './client.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { type Answer, type Call, send } from './send.js';

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
  /** Whether the body is left to the caller. @internal */
  declare isRaw?: boolean | undefined;
  readonly #answer: Promise<Answer>;

  constructor(run: (call: Call) => Promise<Answer>) {
    super(() => {}); // never used: the value comes from `then`
    // Until there is an answer `asResponse` can say that its body is not to be read.
    this.#answer = run(this);
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
    this.isRaw = true;
    return this.#answer.then(({ response, text }) =>
      text ? new Response(text, response) : response,
    );
  }

  /** The value together with the answer it came in. */
  async withResponse(): Promise<WithResponse<T, H>> {
    const { value, response, request } = await this.#answer;
    return {
      data: value as T,
      response,
      typedHeaders: request.operation.typedHeaders?.(response.headers) as H,
      requestID: response.headers.get('x-request-id') ?? undefined,
    };
  }

  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answer.then(
      ({ value }) => (fulfilled ? fulfilled(value as T) : (value as A)),
      rejected,
    );
  }
}

/** Calls an operation. */
export function request<T, H = undefined>(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions = {},
): APIPromise<T, H> {
  return new APIPromise((call) => send(client, operation, args, options, call));
}
