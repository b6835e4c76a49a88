const { createClient } = require('@llamaindex/llama-cloud');
const { Batch, getStatus } = require('@llamaindex/llama-cloud/resources/beta/batch');

const options = { defaultHeaders: { 'x-program': 'picked.cjs' } };

(async () => {
  const client = createClient({ beta: { batch: Batch } }, options);
  for await (const job of client.beta.batch.list()) console.log(job.id);
  const one = createClient({ beta: { batch: { getStatus } } });
  console.log((await one.beta.batch.getStatus('job_id')).job);
})();
