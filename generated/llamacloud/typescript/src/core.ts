/** The settings of a client: credentials, and where the API is. */

import { bearer, type Secret } from './runtime/auth.js';
import { APIClient } from './runtime/client.js';
import { readEnv } from './runtime/env.js';
import { ClientError } from './runtime/errors.js';
import type { CoreOptions } from './runtime/options.js';
import { VERSION } from './version.js';

/** Lower-case names of headers and query parameters that hold credentials: they are not logged. */
export const SECRETS: readonly string[] = ['authorization'];

/** Options of `LlamaCloudCore`. */
export interface LlamaCloudCoreOptions extends CoreOptions {
  /**
   * The bearer token, or a function that gives the current one. Default: the environment variable
   * LLAMA_CLOUD_API_KEY.
   */
  apiKey?: Secret | undefined;
}

/**
 * A client without methods: the functions of the operations take it, and a program that is bundled
 * has only what it uses. `LlamaCloud` is the one with methods.
 */
export class LlamaCloudCore extends APIClient {
  constructor(options: LlamaCloudCoreOptions = {}) {
    const apiKey = options.apiKey ?? readEnv('LLAMA_CLOUD_API_KEY');
    if (apiKey === undefined) {
      throw new ClientError('pass `apiKey` or set LLAMA_CLOUD_API_KEY');
    }
    super(options, {
      userAgent: `llama-cloud/${VERSION}`,
      server: readEnv('LLAMA_CLOUD_BASE_URL') ?? 'https://api.cloud.llamaindex.ai',
      signing: [bearer(apiKey)],
    });
  }
}
