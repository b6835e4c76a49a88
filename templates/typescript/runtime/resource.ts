/** Groups of methods. */

import type { APIClient } from './client.js';

/** A group of methods of a client. */
export class APIResource {
  /** @internal */
  protected readonly _client: APIClient;

  constructor(client: APIClient) {
    this._client = client;
  }
}
