/** `client.beta` */

import { APIResource } from '../runtime/resource.js';
import { Batch } from './beta/batch.js';
export {
  Batch,
  type BatchListParams,
  type BatchGetStatusParams,
  type BatchListResponse,
  type BatchGetStatusResponse,
} from './beta/batch.js';

/** The methods of `client.beta`. */
export class Beta extends APIResource {
  readonly batch: Batch = new Batch(this._client);
}
