import { LlamaCloudBase } from './base.js';
import type * as batches from './resources/batches.js';
import { Batches, type BatchListParams, type BatchListResponse } from './resources/batches.js';
import type * as beta from './resources/beta.js';
import { Beta } from './resources/beta.js';
import type { RequestOptions } from './runtime/options.js';

/** The client of LlamaCloud. */
export class LlamaCloud extends LlamaCloudBase {
  readonly beta: Beta = new Beta(this);
  readonly batches: Batches = new Batches(this);
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
