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

/** How much of the body of an error is read. */
const ERROR_LIMIT = 1 << 20;

/** An answer to a request, and the value it means. */
export interface Answer extends Prepared {
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
        if (headers[name] !== undefined) sent[name] = headers[name];
      }
      const signed: Signable = { headers: sent, own: headers, url: request.url };
      for (const credential of request.credentials) {
        await credential.sign(signed, client, signal);
      }
      for (const name of Object.keys(sent)) checkHeader(name, sent[name]!);
      let response: Response | undefined;
      let text = '';
      let cause: unknown;
      try {
        response = await client.fetch(signed.url, {
          ...settings.fetchOptions,
          ...options.fetchOptions,
          method: operation.method,
          headers: sent as { [name: string]: string },
          ...(body && { body: body.body, duplex: 'half' }),
          signal,
          redirect: 'manual',
        });
        if (response.ok && !call.isRaw) text = await response.text();
      } catch (error) {
        response = undefined;
        cause = error;
      }
      if (response?.ok) {
        const value = call.isRaw ? response : valueOf(operation, response, text);
        return Object.assign(request, { response, text, value });
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
