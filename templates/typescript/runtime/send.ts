/** One call over all its attempts: retries, redirects, refused credentials. */

import type { Signable } from './auth.js';
import type { APIClient } from './client.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIResponseValidationError,
  APIUserAbortError,
  statusError,
} from './errors.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { readJSON } from './read.js';
import { prepare } from './request.js';
import { backoff, isRetryable, LONGEST_PAUSE, retryAfter, sleep } from './retry.js';

/** How much of the body of an error is read. */
const ERROR_LIMIT = 1 << 20;
const LONGEST_REDIRECTS = 5;

/** An answer, and the value it means. */
export interface Answer {
  readonly operation: Operation;
  readonly response: Response;
  /** The response itself, when its body has been left to the caller. */
  readonly value: unknown;
  /** The body, when it has been read. */
  readonly text: string;
  /** Where the answer came from. */
  readonly url: string;
  /** Ends the reading of a body that has been left to the caller. */
  readonly controller: AbortController;
  /** Milliseconds that the call could take; 0 is without limit. */
  readonly timeout: number;
}

/** Sends a request until there is an answer. `raw` leaves its body to the caller. */
export async function send(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions,
  raw: boolean,
): Promise<Answer> {
  const request = prepare(client, operation, args, options);
  const { method, body } = request;
  const timeout = options.timeout ?? operation.timeout ?? client.timeout;
  const end = timeout ? Date.now() + timeout : Infinity;
  const retries = options.maxRetries ?? operation.maxRetries ?? client.maxRetries;
  let taken = 0;
  let redirects = 0;
  let refused = false;
  const controller = new AbortController();
  const { signal } = controller;
  const outer = options.signal;
  const abort = (): void => controller.abort();
  const timer = timeout ? setTimeout(abort, timeout) : 0;
  outer?.addEventListener('abort', abort);
  const isRaw = raw || operation.read === 'response';

  /** Waits before the next attempt; false when there must not be one. */
  const again = async (safe: boolean, pause = backoff(taken)): Promise<boolean> => {
    if (!safe || taken >= retries || body?.once) return false;
    if (pause > LONGEST_PAUSE || Date.now() + pause >= end) return false;
    taken++;
    await sleep(pause, signal);
    return true;
  };

  try {
    if (outer?.aborted) abort();
    for (;;) {
      signal.throwIfAborted();
      const signed: Signable = { headers: { ...request.headers }, query: '' };
      for (const credential of request.credentials) {
        const pending = credential.sign(signed, client, signal);
        if (pending) await pending;
      }
      const { headers, query } = signed;
      for (const name in headers) if (headers[name] === undefined) delete headers[name];
      const init: RequestInit & { duplex?: string } = {
        ...client.fetchOptions,
        ...options.fetchOptions,
        method,
        headers: headers as { [name: string]: string },
        signal,
        redirect: 'manual',
      };
      if (body) {
        init.body = body.body;
        if (body.body instanceof ReadableStream) init.duplex = 'half';
      }
      let response: Response;
      let text = '';
      try {
        const mark = request.url.includes('?') ? '&' : '?';
        response = await client.fetch(request.url + (query && mark + query), init);
        if (response.ok && !isRaw) text = await response.text();
      } catch (cause) {
        signal.throwIfAborted();
        if (await again(request.safe || isUnsent(cause))) continue;
        throw new APIConnectionError(messageOf(cause), { cause });
      }
      const { ok, status } = response;
      if (ok) {
        const value = isRaw ? response : valueOf(operation, response, text);
        return { operation, response, value, text, url: request.url, controller, timeout };
      }
      if (client._redirect?.(request, response)) {
        if (++redirects > LONGEST_REDIRECTS) throw new APIConnectionError('too many redirects');
      } else if (
        status === 401 &&
        !refused &&
        !body?.once &&
        // Each of them must hear of it.
        request.credentials.filter((one) => one.refused?.(headers, client))[0]
      ) {
        refused = true;
      } else if (
        !(operation.isRetryable ?? isRetryable)(status) ||
        !(await again(request.safe, retryAfter(response.headers)))
      ) {
        throw statusError(response, await readStart(response), operation);
      }
      await response.body?.cancel();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw outer?.aborted
      ? new APIUserAbortError('aborted', { cause: outer.reason })
      : new APIConnectionTimeoutError(`timed out after ${timeout} ms`);
  } finally {
    clearTimeout(timer);
    if (!isRaw) outer?.removeEventListener('abort', abort);
  }
}

/** Whether the server cannot have seen the request. */
function isUnsent(error: unknown): boolean {
  return /REFUSED|NOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT/.test(
    (error as { cause?: { code?: string } }).cause?.code ?? '',
  );
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Error };
  return cause?.message || message;
}

function valueOf(operation: Operation, response: Response, text: string): unknown {
  try {
    const { read } = operation;
    return typeof read === 'function' ? read(text, response) : readJSON(text);
  } catch (cause) {
    const type = response.headers.get('content-type');
    const message = `${response.status} with unreadable ${type}: ${messageOf(cause)}`;
    throw new APIResponseValidationError(message, { response, body: text, cause });
  }
}

/** The start of a body, as much of it as an error may hold. */
async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let next; text.length < ERROR_LIMIT && (next = await reader?.read())?.value;) {
    text += decoder.decode(next.value, { stream: true });
  }
  // The rest, if there is one, is not waited for.
  reader?.cancel().catch(() => {});
  return text;
}
