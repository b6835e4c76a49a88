export { type ClientOptions, createClient } from './base.js';
export { LlamaCloud, LlamaCloud as default } from './client.js';
export { LlamaCloudCore, type LlamaCloudCoreOptions } from './core.js';
export type { Credential, Secret } from './runtime/auth.js';
export { APIClient } from './runtime/client.js';
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIResponseValidationError,
  APIStatusError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ClientError,
  ClientError as LlamaCloudError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PaginationError,
  PermissionDeniedError,
  RateLimitError,
  statusErrors,
  StreamError,
  UnprocessableEntityError,
} from './runtime/errors.js';
export type { ServerSentEvent } from './runtime/lines.js';
export type { Logger, LogLevel } from './runtime/log.js';
export type { Fetch, HeadersLike, Middleware, RequestOptions } from './runtime/options.js';
export { type Page, PagePromise } from './runtime/paging.js';
export { followRedirects } from './runtime/redirect.js';
export { retry } from './runtime/retry.js';
export { APIPromise, type WithResponse } from './runtime/promise.js';
export { Stream } from './runtime/streaming.js';
export type { UnknownVariant } from './runtime/unknown.js';
export { toFile, type Upload, type Uploadable } from './runtime/uploads.js';
export { VERSION } from './version.js';

export type * from './types.js';
export type { PaginatedBatchItems, PaginatedCursor } from './pagination.js';
export type {
  BatchGetStatusParams,
  BatchGetStatusResponse,
  BatchListParams as BetaBatchListParams,
  BatchListResponse as BetaBatchListResponse,
} from './resources/beta/batch.js';
export type { BatchListParams, BatchListResponse } from './resources/batches.js';
