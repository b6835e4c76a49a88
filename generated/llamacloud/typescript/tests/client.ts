import { LlamaCloud } from '../src/index.js';

/** A client of the server at `baseURL`, with all credentials, that sends everything once. */
export function client(baseURL: string): LlamaCloud {
  return new LlamaCloud({
    baseURL,
    maxRetries: 0,
    logLevel: 'off',
    // The token endpoint of the document is somewhere else.
    fetch: (url, init) => fetch(url.startsWith(baseURL) ? url : `${baseURL}/token`, init),
    apiKey: 'my-api-key',
  });
}
