/** Streams of items: server-sent events and JSON lines. */

import type { APIClient } from './client.js';
import { APIConnectionError, APIConnectionTimeoutError, APIError, StreamError } from './errors.js';
import { EventParser, LineParser, type ServerSentEvent } from './lines.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { APIPromise } from './promise.js';
import { readJSON, type Reader } from './read.js';
import { send } from './send.js';

/** An operation that answers with a stream. */
export interface StreamOperation extends Operation {
  readonly stream: StreamFacts;
}

/** How the items of a stream are found. */
export interface StreamFacts {
  readonly format: 'sse' | 'jsonl';
  /** The data that ends the stream and is not an item. */
  readonly terminator?: string;
  /** Whether an item is the whole event. */
  readonly whole?: boolean;
  /** How the data of an item is read, when it is not JSON. */
  readonly read?: Reader;
}

/**
 * The items of an answer, as they arrive.
 *
 * The connection is given back when the items end, when the loop over them is left, and by `close()`.
 */
export class Stream<Item> implements AsyncIterable<Item> {
  /** The answer. */
  readonly response: Response;
  /** Ends the stream from anywhere. */
  readonly controller: AbortController;
  readonly #items: AsyncGenerator<Item>;

  constructor(
    response: Response,
    facts: StreamFacts,
    controller: AbortController = new AbortController(),
    timeout = 0,
  ) {
    this.response = response;
    this.controller = controller;
    this.#items = itemsOf<Item>(response, facts, controller, timeout);
  }

  [Symbol.asyncIterator](): AsyncIterator<Item> {
    return this.#items;
  }

  /** Gives the connection back; what has not arrived yet is lost. */
  async close(): Promise<void> {
    this.controller.abort();
    await this.#items.return(undefined);
  }

  /** The items as JSON lines. */
  toReadableStream(): ReadableStream<Uint8Array> {
    const items = this.#items;
    return new ReadableStream({
      async pull(controller): Promise<void> {
        const { done, value } = await items.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
      },
      async cancel(): Promise<void> {
        await items.return(undefined);
      },
    });
  }
}

/** The items; `timeout` is how many milliseconds may pass between two pieces of the stream. */
async function* itemsOf<Item>(
  response: Response,
  facts: StreamFacts,
  controller: AbortController,
  timeout: number,
): AsyncGenerator<Item> {
  const reader = response.body?.getReader();
  let late = false;
  const expire = (): void => {
    late = true;
    controller.abort();
  };
  const events = new EventParser();
  const lines = new LineParser();
  const { format, terminator, whole } = facts;
  try {
    for (let done = !reader; !done;) {
      const timer = timeout ? setTimeout(expire, timeout) : 0;
      const next = await reader
        ?.read()
        .catch((cause: unknown) => {
          throw late
            ? new APIConnectionTimeoutError(`nothing came for ${timeout} ms`, { response })
            : new APIConnectionError('the stream broke off', { response, cause });
        })
        .finally(() => clearTimeout(timer));
      done = next?.done ?? true;
      const found: (string | ServerSentEvent)[] =
        next?.value === undefined
          ? format === 'jsonl'
            ? lines.rest()
            : []
          : (format === 'jsonl' ? lines : events).feed(next.value);
      for (const it of found) {
        const data = typeof it === 'string' ? it : it.data;
        if (terminator !== undefined && data.trim() === terminator) return;
        yield (typeof it !== 'string' && whole ? it : itemOf(it, data, response, facts)) as Item;
      }
    }
  } catch (error) {
    throw error instanceof APIError
      ? error
      : new StreamError(String(error), { response, cause: error });
  } finally {
    await reader?.cancel().catch(() => {});
  }
}

function itemOf(
  it: string | ServerSentEvent,
  data: string,
  response: Response,
  facts: StreamFacts,
): unknown {
  let value: unknown = data;
  let cause: unknown;
  try {
    value = facts.read ? facts.read(data, response) : readJSON(data);
  } catch (error) {
    cause = error;
  }
  if (typeof it !== 'string' && it.event === 'error') {
    throw new StreamError(`the server reports: ${data.slice(0, 500)}`, { response, body: value });
  }
  if (cause) {
    const text = `an item of the stream is not JSON: ${data.slice(0, 200)}`;
    throw new StreamError(text, { response, body: value, cause });
  }
  return value;
}

/** Calls an operation that answers with a stream. */
export function requestStream<Item, H = undefined>(
  client: APIClient,
  operation: StreamOperation,
  args: Arguments,
  options: RequestOptions = {},
): APIPromise<Stream<Item>, H> {
  const facts: Operation = {
    ...operation,
    isRaw: true,
    accept: operation.stream.format === 'sse' ? 'text/event-stream' : 'application/jsonl',
  };
  return new APIPromise(async (call) => {
    const answer = await send(client, facts, args, options, call);
    const { response, request } = answer;
    const { controller, timeout } = request;
    return { ...answer, value: new Stream<Item>(response, operation.stream, controller, timeout) };
  });
}
