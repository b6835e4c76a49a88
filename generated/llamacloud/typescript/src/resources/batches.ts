/** `client.batches` */

import type { PaginatedCursor } from '../pagination.js';
import type { APIClient } from '../runtime/client.js';
import { headerParameters } from '../runtime/headers.js';
import type { RequestOptions } from '../runtime/options.js';
import { cursorPaging } from '../runtime/paging-rules.js';
import { type PagedOperation, type PagePromise, requestPage } from '../runtime/paging.js';
import { APIResource } from '../runtime/resource.js';

const listOperation: PagedOperation = {
  method: 'GET',
  path: '/api/v2/batches',
  headers: headerParameters,
  paging: /* @__PURE__ */ cursorPaging({
    items: 'items',
    cursor: 'page_token',
    next: 'next_page_token',
  }),
};

/**
 * List Batches
 *
 * List batches for the current project.
 */
export function list(
  client: APIClient,
  params?: BatchListParams | null,
  options?: RequestOptions,
): PagePromise<PaginatedCursor<BatchListResponse>, BatchListResponse> {
  const { session, ...query } = params ?? {};
  return requestPage(client, listOperation, { query, cookies: { session } }, options);
}

/** The methods of `client.batches`. */
export class Batches extends APIResource {
  /**
   * List Batches
   *
   * List batches for the current project.
   *
   * @example
   * ```ts
   * // Automatically fetches more pages as needed.
   * for await (const batchListResponse of client.batches.list()) {
   *   console.log(batchListResponse.id);
   * }
   * ```
   */
  list(
    params?: BatchListParams | null,
    options?: RequestOptions,
  ): PagePromise<PaginatedCursor<BatchListResponse>, BatchListResponse> {
    return list(this._client, params, options);
  }
}

/** Parameters of `GET /api/v2/batches`. */
export interface BatchListParams {
  created_at_on_or_after?: string | null;
  created_at_on_or_before?: string | null;
  organization_id?: string | null;
  page_size?: number | null;
  page_token?: string | null;
  project_id?: string | null;
  source_directory_id?: string | null;
  status?:
    | 'PENDING'
    | 'THROTTLED'
    | 'RUNNING'
    | 'COMPLETED'
    | 'FAILED'
    | 'CANCELLED'
    | (string & {})
    | null;
  session?: string;
}

export interface BatchListResponse {
  /** Unique identifier */
  id: string;

  /** Batch configuration snapshot. */
  config: BatchListResponse.Config;

  /** Project this batch belongs to. */
  project_id: string;

  /** Directory being processed. */
  source_directory_id: string;

  /** Current batch status. */
  status:
    'PENDING' | 'THROTTLED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | (string & {});

  /** Creation datetime */
  created_at?: string | null;

  /**
   * Expanded per-file result mappings. Null unless requested with expand=results, or until result
   * mappings are available.
   */
  results?: BatchListResponse.Result[] | null;

  /** Update datetime */
  updated_at?: string | null;
}

export namespace BatchListResponse {
  /** Batch configuration snapshot. */
  export interface Config {
    /** Job to create for each file in the source directory. */
    job: ConfigJob;
  }

  /** Job to create for each file in the source directory. */
  export interface ConfigJob {
    /** Saved product configuration ID matching the job type. */
    configuration_id: string;

    /** Product job type to run for each source directory file. */
    type: 'parse_v2' | 'extract_v2' | (string & {});
  }

  export interface Result {
    /** Source directory file processed by this batch. */
    source_directory_file_id: string;

    /**
     * Batch-level mapping error if the system could not create or associate a job for this source
     * file.
     */
    error_message?: string | null;

    /**
     * Reference to a job produced by a batch.
     *
     * Example: { “type”: “parse_v2”, “id”: “pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee” }
     */
    job_reference?: ResultJobReference | null;
  }

  /**
   * Reference to a job produced by a batch.
   *
   * Example: { “type”: “parse_v2”, “id”: “pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee” }
   */
  export interface ResultJobReference {
    /** Job ID, such as a parse job ID. */
    id: string;

    /** Type of job produced for the file. */
    type: 'parse_v2' | 'extract_v2' | (string & {});
  }
}
