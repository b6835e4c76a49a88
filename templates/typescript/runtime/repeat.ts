/** Requests that change something: the server may get them twice only with a key. */

import type { RepeatRule } from './operation.js';
import { headerValue } from './query.js';

/** With an idempotency key: the caller's, or a random one where the operation has a header for it. */
export const withKey: RepeatRule = (headers, options, { idempotencyHeader }) => {
  const name = (idempotencyHeader ?? 'idempotency-key').toLowerCase();
  const key = options.idempotencyKey ?? (idempotencyHeader && crypto.randomUUID());
  if (key) headers[name] ??= headerValue(name, key);
  return !!headers[name];
};
