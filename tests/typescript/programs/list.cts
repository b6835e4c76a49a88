import LlamaCloud from '@llamaindex/llama-cloud';

const client = new LlamaCloud({
  apiKey: process.env['LLAMA_CLOUD_API_KEY'], // This is the default and can be omitted
});

async function main(): Promise<void> {
  // Automatically fetches more pages as needed.
  for await (const batchListResponse of client.beta.batch.list()) {
    console.log(batchListResponse.id);
  }
}

void main();
