/** `client.beta.batch` */

import type { PaginatedBatchItems } from '../../pagination.js';
import type { APIClient } from '../../runtime/client.js';
import { headerParameters } from '../../runtime/headers.js';
import type { Operation } from '../../runtime/operation.js';
import type { RequestOptions } from '../../runtime/options.js';
import { offsetPaging } from '../../runtime/paging-rules.js';
import { type PagedOperation, type PagePromise, requestPage } from '../../runtime/paging.js';
import { type APIPromise, request } from '../../runtime/promise.js';
import { APIResource } from '../../runtime/resource.js';

const listOperation: PagedOperation = {
  method: 'GET',
  path: '/api/v1/beta/batch-processing',
  headers: headerParameters,
  paging: /* @__PURE__ */ offsetPaging({ items: 'items', offset: 'offset', total: 'total_size' }),
};

/**
 * List Batch Jobs
 *
 * List batch processing jobs with optional filtering.
 *
 * Filter by `directory_id`, `job_type`, or `status`. Results
 * are paginated with configurable `limit` and `offset`.
 */
export function list(
  client: APIClient,
  params?: BatchListParams | null,
  options?: RequestOptions,
): PagePromise<PaginatedBatchItems<BatchListResponse>, BatchListResponse> {
  const { session, ...query } = params ?? {};
  return requestPage(client, listOperation, { query, cookies: { session } }, options);
}

const getStatusOperation: Operation = {
  method: 'GET',
  path: '/api/v1/beta/batch-processing/{job_id}',
};

/**
 * Get Batch Job Status
 *
 * Get detailed status of a batch processing job.
 *
 * Returns current progress percentage, file counts (total, processed, failed, skipped), and
 * timestamps.
 */
export function getStatus(
  client: APIClient,
  jobID: string,
  query?: BatchGetStatusParams | null,
  options?: RequestOptions,
): APIPromise<BatchGetStatusResponse> {
  return request(client, getStatusOperation, { path: { job_id: jobID }, query }, options);
}

/** The methods of `client.beta.batch`. */
export class Batch extends APIResource {
  /**
   * List Batch Jobs
   *
   * List batch processing jobs with optional filtering.
   *
   * Filter by `directory_id`, `job_type`, or `status`. Results
   * are paginated with configurable `limit` and `offset`.
   *
   * @example
   * ```ts
   * // Automatically fetches more pages as needed.
   * for await (const batchListResponse of client.beta.batch.list()) {
   *   console.log(batchListResponse.id);
   * }
   * ```
   */
  list(
    params?: BatchListParams | null,
    options?: RequestOptions,
  ): PagePromise<PaginatedBatchItems<BatchListResponse>, BatchListResponse> {
    return list(this._client, params, options);
  }

  /**
   * Get Batch Job Status
   *
   * Get detailed status of a batch processing job.
   *
   * Returns current progress percentage, file counts (total, processed, failed, skipped), and
   * timestamps.
   *
   * @example
   * ```ts
   * const response = await client.beta.batch.getStatus('job_id');
   * console.log(response.job);
   * ```
   */
  getStatus(
    jobID: string,
    query?: BatchGetStatusParams | null,
    options?: RequestOptions,
  ): APIPromise<BatchGetStatusResponse> {
    return getStatus(this._client, jobID, query, options);
  }
}

/** Parameters of `GET /api/v1/beta/batch-processing`. */
export interface BatchListParams {
  /** Filter by directory ID */
  directory_id?: string | null;

  /** Filter by job type (PARSE, EXTRACT, CLASSIFY) */
  job_type?: 'parse' | 'extract' | 'classify' | (string & {}) | null;

  /** Maximum number of jobs to return (at least 1, at most 1000) */
  limit?: number;

  /** Number of jobs to skip for pagination (at least 0) */
  offset?: number;

  organization_id?: string | null;

  project_id?: string | null;

  /** Filter by job status (PENDING, RUNNING, COMPLETED, FAILED, CANCELLED) */
  status?:
    | 'pending'
    | 'running'
    | 'dispatched'
    | 'completed'
    | 'failed'
    | 'cancelled'
    | (string & {})
    | null;

  session?: string;
}

/** Parameters of `GET /api/v1/beta/batch-processing/{job_id}`. */
export interface BatchGetStatusParams {
  organization_id?: string | null;
  project_id?: string | null;
}

/** Response schema for a batch processing job. */
export interface BatchListResponse {
  /** Unique identifier for the batch job */
  id: string;

  /** Type of processing operation (parse or classify) */
  job_type: 'parse' | 'extract' | 'classify' | (string & {});

  /** Project this job belongs to */
  project_id: string;

  /** Current job status */
  status:
    'pending' | 'running' | 'dispatched' | 'completed' | 'failed' | 'cancelled' | (string & {});

  /** Total number of items in the job */
  total_items: number;

  /** Timestamp when job completed */
  completed_at?: string | null;

  /** Creation datetime */
  created_at?: string | null;

  /** Directory being processed */
  directory_id?: string | null;

  effective_at?: string;

  /** Error message for the latest job attempt, if any. */
  error_message?: string | null;

  /** Number of items that failed processing */
  failed_items?: number;

  /** The job record ID associated with this status, if any. */
  job_record_id?: string | null;

  /** Number of items processed so far */
  processed_items?: number;

  /** Number of items skipped (already processed or size limit) */
  skipped_items?: number;

  /** Timestamp when job processing started */
  started_at?: string | null;

  /** Update datetime */
  updated_at?: string | null;

  /** Async job tracking ID */
  workflow_id?: string | null;
}

/** Detailed status response for a batch processing job. */
export interface BatchGetStatusResponse {
  /** Response schema for a batch processing job. */
  job: BatchGetStatusResponse.Job;

  /** Percentage of items processed (0-100) (at least 0, at most 100) */
  progress_percentage: number;
}

export namespace BatchGetStatusResponse {
  /** Response schema for a batch processing job. */
  export interface Job {
    /** Unique identifier for the batch job */
    id: string;

    /** Type of processing operation (parse or classify) */
    job_type: 'parse' | 'extract' | 'classify' | (string & {});

    /** Project this job belongs to */
    project_id: string;

    /** Current job status */
    status:
      'pending' | 'running' | 'dispatched' | 'completed' | 'failed' | 'cancelled' | (string & {});

    /** Total number of items in the job */
    total_items: number;

    /** Timestamp when job completed */
    completed_at?: string | null;

    /** Creation datetime */
    created_at?: string | null;

    /** Directory being processed */
    directory_id?: string | null;

    effective_at?: string;

    /** Error message for the latest job attempt, if any. */
    error_message?: string | null;

    /** Number of items that failed processing */
    failed_items?: number;

    /** The job record ID associated with this status, if any. */
    job_record_id?: string | null;

    /** Number of items processed so far */
    processed_items?: number;

    /** Number of items skipped (already processed or size limit) */
    skipped_items?: number;

    /** Timestamp when job processing started */
    started_at?: string | null;

    /** Update datetime */
    updated_at?: string | null;

    /** Async job tracking ID */
    workflow_id?: string | null;
  }
}
