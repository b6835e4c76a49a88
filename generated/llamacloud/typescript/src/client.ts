import { LlamaCloudCore, type LlamaCloudCoreOptions, SECRETS } from './core.js';
import type * as batches from './resources/batches.js';
import { Batches, type BatchListParams, type BatchListResponse } from './resources/batches.js';
import type * as beta from './resources/beta.js';
import { Beta } from './resources/beta.js';
import { readEnv } from './runtime/env.js';
import { statusErrors } from './runtime/errors.js';
import { levelOf } from './runtime/log.js';
import { observed } from './runtime/observe.js';
import type { CommonOptions, RequestOptions } from './runtime/options.js';
import { followRedirects } from './runtime/redirect.js';
import { retry } from './runtime/retry.js';

/** Options of `LlamaCloud`. */
export interface ClientOptions extends LlamaCloudCoreOptions, CommonOptions {}

/** The client of LlamaCloud. */
export class LlamaCloud extends LlamaCloudCore {
  readonly #options: ClientOptions;
  readonly beta: Beta = new Beta(this);
  readonly batches: Batches = new Batches(this);

  constructor(options: ClientOptions = {}) {
    super({
      errors: statusErrors,
      redirect: followRedirects,
      retry,
      ...options,
      fetch: observed({ logLevel: levelOf(readEnv('LLAMA_CLOUD_LOG')), ...options }, SECRETS),
    });
    this.#options = options;
  }

  /** A client like this one, with some options changed. */
  withOptions(options: ClientOptions): LlamaCloud {
    return new LlamaCloud({ ...this.#options, ...options });
  }
}

export declare namespace LlamaCloud {
  export {
    type RequestOptions as RequestOptions,
    beta as Beta,
    batches as Batches,
    type BatchListParams as BatchListParams,
    type BatchListResponse as BatchListResponse,
  };
}
