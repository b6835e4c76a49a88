/** A client of what a program picks: what it has, and what it has not. */

import LlamaCloud, { APIPromise, AuthenticationError, createClient } from '@llamaindex/llama-cloud';
import type { LlamaCloudBase, Picked } from '@llamaindex/llama-cloud/base';
import { Beta } from '@llamaindex/llama-cloud/resources/beta';
import * as batch from '@llamaindex/llama-cloud/resources/beta/batch';
import { Batch, type BatchListResponse } from '@llamaindex/llama-cloud/resources/beta/batch';
import { Batches, list } from '@llamaindex/llama-cloud/resources/batches';

const defaultHeaders = { 'x-program': 'picked.mjs' };
export const client: Picked<{ beta: { batch: typeof Batch } }> = createClient(
  { beta: { batch: Batch } },
  { apiKey: 'key-1', defaultHeaders },
);
export const one = createClient({ beta: { batch: { getStatus: batch.getStatus } }, batches: Batches });
export const all = createClient({ beta: { batch }, batches: { list } });

/** Written for the client of classes. */
async function show(client: Pick<LlamaCloud, 'beta'>): Promise<void> {
  for await (const job of client.beta.batch.list()) console.log(job.id);
}

const changed = client.withOptions({ maxRetries: 1 });
for await (const job of changed.beta.batch.list()) console.log(job.id satisfies string);
await show(createClient({ beta: Beta }));
for await (const job of all.beta.batch.list({ limit: 2 })) console.log(job.id satisfies string);
const answer: APIPromise<batch.BatchGetStatusResponse> = one.beta.batch.getStatus('job_id', null);
console.log((await answer.withResponse()).data.job);

class Waiting extends Batch {
  async first(): Promise<BatchListResponse | undefined> {
    return (await this.list()).items[0];
  }
}
const waiting: LlamaCloudBase & { beta: { batch: Waiting } } = createClient({
  beta: { batch: Waiting },
});
console.log((await waiting.beta.batch.first())?.id);

const refused = client.withOptions({ apiKey: 'other' }).beta.batch.getStatus('job_id');
const error: unknown = await refused.catch((cause: unknown) => cause);
if (!(error instanceof AuthenticationError)) throw error;
if (error.constructor.name !== 'AuthenticationError') throw error;

export function wrong(): unknown[] {
  return [
    // @ts-expect-error -- not picked
    client.batches,
    // @ts-expect-error -- not picked
    one.beta.batch.list,
    // @ts-expect-error -- no such method
    client.beta.batch.nope,
    // @ts-expect-error -- no such parameter
    one.beta.batch.getStatus('job_id', { nope: '' }),
    // @ts-expect-error -- another resource
    createClient({ beta: { batch: Batches } }),
    // @ts-expect-error -- another operation
    createClient({ beta: { batch: { getStatus: list } } }),
    // @ts-expect-error -- no resource has that name
    createClient({ bta: { batch: Batch } }),
    // @ts-expect-error -- an instance
    createClient({ beta: { batch: client.beta.batch } }),
    // @ts-expect-error -- no such option
    createClient({ beta: Beta }, { key: '' }),
  ];
}
