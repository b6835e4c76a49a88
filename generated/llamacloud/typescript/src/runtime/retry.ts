/** When to try again, and how long to wait before. */

/** A server that asks for a longer pause, in milliseconds, is not asked again. */
export const LONGEST_PAUSE = 60_000;

/** Whether another attempt may succeed: 408, 429, and 5xx except 501. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** Whether a status is one of the document's own: `429`, `5XX`. */
export function isOneOf(...statuses: readonly string[]): (status: number) => boolean {
  return (status) => statuses.includes(`${status}`) || statuses.includes(`${status}`[0] + 'XX');
}

/** Milliseconds before the next attempt: from 500 doubled to 8,000, less up to a quarter. */
export function backoff(taken: number): number {
  return Math.min(500 * 2 ** taken, 8000) * (1 - Math.random() / 4);
}

/** Milliseconds that the server asks to wait for; undefined when it does not say. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  let pause = Number(headers.get('retry-after-ms') || NaN);
  if (!(pause >= 0)) pause = Number(value || NaN) * 1000;
  // RFC 9110, section 10.2.3: an HTTP date.
  if (value && /[a-z]/i.test(value)) pause = Math.max(0, Date.parse(value) - Date.now());
  return pause >= 0 ? pause : undefined;
}

/** Waits; rejects when the signal says so. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop);
  });
}
