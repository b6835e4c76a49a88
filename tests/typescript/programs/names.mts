/** The names that the pages show, as types. */

import LlamaCloud, {
  type BatchGetStatusParams,
  type BetaBatchListParams,
  type PaginatedBatchItems,
  type RequestOptions,
} from '@llamaindex/llama-cloud';
import type {
  BatchGetStatusResponse,
  BatchListParams,
  BatchListResponse,
} from '@llamaindex/llama-cloud/resources/beta/batch';

export async function names(client: LlamaCloud): Promise<BatchGetStatusResponse.Job> {
  const query: LlamaCloud.Beta.BatchListParams = { job_type: 'parse', limit: 10 };
  const same: BatchListParams = query;
  const again: BetaBatchListParams = same;
  const project: BatchGetStatusParams = { project_id: again.project_id ?? null };
  const options: RequestOptions = { timeout: 1000 };
  const other: LlamaCloud.RequestOptions = options;
  const page: PaginatedBatchItems<BatchListResponse> = await client.beta.batch.list(same, other);
  const next: PaginatedBatchItems<LlamaCloud.Beta.BatchListResponse> = await page.getNextPage();
  const id: string | undefined = next.items[0]?.id;
  const { data, response } = await client.beta.batch.getStatus(id ?? '', project).withResponse();
  // @ts-expect-error -- the wire calls it `job_type`
  await client.beta.batch.list({ jobType: 'parse' });
  return response.ok ? data.job : (await client.beta.batch.getStatus('x', null, { signal: null })).job;
}
