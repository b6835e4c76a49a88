/** Requests that change something: the server may get them twice only with a key. */

import type { Repeatable, RepeatRule } from './operation.js';

/** With an idempotency key: the caller's, or a random one where the operation has a header for it. */
export const withKey: RepeatRule = (headers, options, { idempotencyHeader }) => {
  const name = (idempotencyHeader ?? 'idempotency-key').toLowerCase();
  const key =
    options.idempotencyKey ?? (headers[name] || (idempotencyHeader && crypto.randomUUID()));
  if (!key) return isUnsent;
  headers[name] = key;
  return undefined;
};

/** Whether the server cannot have seen the request. */
const isUnsent: Repeatable = (cause) =>
  /REFUSED|NOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT/.test(
    (cause as { cause?: { code?: string } } | undefined)?.cause?.code ?? '',
  );
