import { LlamaCloud } from '../src/index.js';

/** A client of the server at `baseURL`, with all credentials, that sends everything once. */
export function client(baseURL: string): LlamaCloud {
  return new LlamaCloud({
    baseURL,
    maxRetries: 0,
    logLevel: 'off',
    // Only a token is asked for without the signal of a call; its endpoint is somewhere else.
    fetch: (url, init) => fetch(init.signal ? url : `${baseURL}/authorization-server/token`, init),
    apiKey: 'my-api-key',
  });
}
