const { LlamaCloud } = require('@llamaindex/llama-cloud');

(async () => {
  for await (const job of new LlamaCloud().beta.batch.list()) console.log(job.id);
})();
