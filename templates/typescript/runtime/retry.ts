/** When a request is sent again, and how long to wait before. */

import type { Retry } from './options.js';

/** A server that asks for a longer pause, in milliseconds, is not asked again. */
const LONGEST_PAUSE = 60_000;

/** Whether a status is one of the document's own: `429`, `5XX`. */
export function isOneOf(...statuses: readonly string[]): (status: number) => boolean {
  return (status) => statuses.includes(`${status}`) || statuses.includes(`${status}`[0] + 'XX');
}

/** Whether another attempt may succeed: 408, 429, and 5xx except 501. */
function isRetryable(status: number): boolean {
  return /^(408|429|5(?!01))/.test(`${status}`);
}

/**
 * Sends requests again that failed for the moment: an option of clients.
 *
 * That is after no answer, 408, 429 and 5xx but 501, where the server may get the request twice; and
 * once after 401, where other credentials can be had.
 */
export const retry: Retry = async (request, headers, response, cause) => {
  const { client, operation, options, credentials, controller, end, retries = 0 } = request;
  const { signal } = controller;
  if (signal.aborted || request.body?.once) return false;
  if (response?.status === 401 && !request.isRenewed) {
    // Each of them must hear of it.
    request.isRenewed = credentials.filter((one) => one.refused?.(headers, client)).length > 0;
    return request.isRenewed;
  }
  const most = options.maxRetries ?? operation.maxRetries ?? client.maxRetries;
  if (response && !(operation.isRetryable ?? isRetryable)(response.status)) return false;
  const pause = pauseAfter(retries, response);
  if (!(retries < most && pause <= LONGEST_PAUSE) || Date.now() + pause >= end) return false;
  const repeatable = operation.repeat?.(request.headers, options, operation);
  if (repeatable && !repeatable(cause)) return false;
  request.retries = retries + 1;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, pause);
    signal.onabort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
  });
  return true;
};

/**
 * Milliseconds before the next attempt, after an answer or after none.
 *
 * What the server asks for; else from 500 doubled to 8,000, less up to a quarter.
 */
function pauseAfter(retries: number, response: Response | undefined): number {
  const value = response?.headers.get('retry-after') ?? '';
  const pauses = [
    Number(response?.headers.get('retry-after-ms') || NaN),
    Number(value || NaN) * 1000,
    // RFC 9110, section 10.2.3: an HTTP date.
    /[a-z]/i.test(value) ? Math.max(0, Date.parse(value) - Date.now()) : NaN,
  ];
  return (
    pauses.find((pause) => pause >= 0) ??
    Math.min(500 * 2 ** retries, 8000) * (1 - Math.random() / 4)
  );
}
