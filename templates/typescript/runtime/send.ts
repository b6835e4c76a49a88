/** One call over all its attempts. */

import type { Signable } from './auth.js';
import { type APIClient, type HeaderTable, mergeHeaders } from './client.js';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIResponseValidationError,
  APIUserAbortError,
  statusError,
} from './errors.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { checkHeader } from './query.js';
import { readJSON } from './read.js';
import { type Prepared, urlOf } from './request.js';

/** An answer to a request, and the value it means. */
export interface Answer {
  readonly request: Prepared;
  readonly response: Response;
  /** The body, when it has been read. */
  readonly text: string;
  /** The response itself, when its body has been left to the caller. */
  readonly value: unknown;
}

/** What is known of a call while it is made. */
export interface Call {
  /** Whether the body is left to the caller. */
  isRaw?: boolean | undefined;
}

/**
 * Sends a request until there is an answer.
 *
 * @throws {TypeError} for an argument that cannot be sent.
 */
export async function send(
  client: APIClient,
  operation: Operation,
  args: Arguments,
  options: RequestOptions,
  call: Call,
): Promise<Answer> {
  const settings = client._options();
  const headers: HeaderTable = client.headers();
  if (operation.accept) headers['accept'] = operation.accept;
  operation.headers?.(headers, args, operation);
  const body = operation.body?.(args.body, options.body);
  if (body) headers['content-type'] = body.type;
  if (options.headers) mergeHeaders(headers, options.headers);
  operation.repeat?.(headers, options, operation);
  const timeout = options.timeout ?? operation.timeout ?? client.timeout;
  const controller = new AbortController();
  const { signal } = controller;
  const request: Prepared = {
    client,
    operation,
    options,
    url: urlOf(client, operation, args, options),
    headers,
    body,
    credentials: operation.security?.(client) ?? client.defaults.signing,
    controller,
    timeout,
    end: Date.now() + (timeout || NaN),
  };
  const outer = options.signal;
  const abort = (): void => controller.abort();
  const timer = timeout && setTimeout(abort, timeout);
  if (outer?.aborted) abort();
  else outer?.addEventListener('abort', abort);
  call.isRaw ||= operation.isRaw;
  try {
    for (;;) {
      signal.throwIfAborted();
      const sent: HeaderTable = {};
      for (const name of Object.keys(headers)) {
        const text = headers[name];
        if (text === undefined) continue;
        checkHeader(name, text);
        sent[name] = text;
      }
      const signed: Signable = { headers: sent, own: headers, url: request.url };
      for (const credential of request.credentials) {
        const signing = credential.sign(signed, client, signal);
        if (signing) await signing; // most sign at once
      }
      let response: Response | undefined;
      let text = '';
      let cause: unknown;
      try {
        const answer = await client.fetch(signed.url, {
          ...settings.fetchOptions,
          ...options.fetchOptions,
          method: operation.method,
          headers: sent as { [name: string]: string },
          signal,
          redirect: 'manual',
          ...(body && { body: body.body, duplex: 'half' }),
        });
        if (answer.ok && !call.isRaw) text = await answer.text();
        response = answer;
      } catch (error) {
        cause = error;
      }
      if (response?.ok) {
        const value = call.isRaw ? response : valueOf(operation, response, text);
        return { request, response, text, value };
      }
      if (
        !(response && settings.redirect?.(request, response)) &&
        !(await settings.retry?.(request, sent, response, cause))
      ) {
        throw response
          ? statusError(
              response,
              await readStart(response),
              operation,
              settings.errors?.(response.status),
            )
          : new APIConnectionError(messageOf(cause), { cause });
      }
      await response?.body?.cancel();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw outer?.aborted
      ? new APIUserAbortError('aborted', { cause: outer.reason })
      : new APIConnectionTimeoutError(`timed out after ${timeout} ms`);
  } finally {
    // Node.js keeps its list of timers for the next call when the last one in it is an `unref`ed one.
    (timer as { unref?(): void }).unref?.();
    clearTimeout(timer);
    if (!call.isRaw) outer?.removeEventListener('abort', abort);
  }
}

function messageOf(error: unknown): string {
  return (error as { cause?: Error }).cause?.message || (error as Error).message;
}

function valueOf(operation: Operation, response: Response, text: string): unknown {
  try {
    return (operation.read ?? readJSON)(text, response);
  } catch (cause) {
    throw new APIResponseValidationError(
      `unreadable ${response.headers.get('content-type')}: ${messageOf(cause)}`,
      { response, body: text, cause },
    );
  }
}

/** The start of a body: a million characters are as much of it as an error may hold. */
async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let next; text.length < 1e6 && (next = await reader?.read())?.value;) {
    text += decoder.decode(next.value, { stream: true });
  }
  // The rest, if there is one, is not waited for.
  reader?.cancel().catch(() => {});
  return text;
}
