/** A client without resources, and how a program gives it those that it needs. */

import type { LlamaCloud } from './client.js';
import { LlamaCloudCore, type LlamaCloudCoreOptions, SECRETS } from './core.js';
import { readEnv } from './runtime/env.js';
import { statusErrors } from './runtime/errors.js';
import { levelOf } from './runtime/log.js';
import { observed } from './runtime/observe.js';
import type { CommonOptions } from './runtime/options.js';
import { type Part, pick, type Table } from './runtime/picked.js';
import { followRedirects } from './runtime/redirect.js';
import { retry } from './runtime/retry.js';

/** Options of `LlamaCloud`. */
export interface ClientOptions extends LlamaCloudCoreOptions, CommonOptions {}

/** What `LlamaCloud` is but for its resources: it sends again, tells errors apart, and logs. */
export class LlamaCloudBase extends LlamaCloudCore {
  readonly #options: ClientOptions;

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
  withOptions(options: ClientOptions): this {
    const Client = this.constructor as new (options: ClientOptions) => this;
    return new Client({ ...this.#options, ...options });
  }
}

type Members = Omit<LlamaCloud, keyof LlamaCloudBase>;

/** A client of what is in a table. */
export type Picked<T> = LlamaCloudBase & Part<Members, T>;

/**
 * A client of the resources and operations in a table, which have the names that they have in
 * `LlamaCloud`. A program that is bundled has no others.
 */
export function createClient<T extends Table<Members>>(
  table: T,
  options?: ClientOptions,
): Picked<T> {
  class Client extends LlamaCloudBase {
    constructor(options?: ClientOptions) {
      super(options);
      pick(this, table);
    }
  }
  return new Client(options) as Picked<T>;
}
