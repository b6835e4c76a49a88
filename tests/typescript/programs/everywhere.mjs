/**
 * What the client needs of its surroundings, in any of them: Node.js, Deno, Bun, Workers, browsers.
 *
 * The place of the client comes from outside; so does the server, by its URL.
 */
export async function everywhere({ default: LlamaCloud, NotFoundError, toFile }, baseURL) {
  const client = new LlamaCloud({ apiKey: 'key-1', baseURL, maxRetries: 0, logLevel: 'off' });
  const found = [];
  for await (const job of client.beta.batch.list({ limit: 2 })) found.push(job.id);
  const { data, response } = await client.beta.batch.getStatus('job_id').withResponse();
  found.push(data.job.id, response.status);
  const missing = await client.beta.batch.getStatus('missing').catch((error) => error);
  found.push(missing instanceof NotFoundError, missing.status);
  const stopped = new AbortController();
  stopped.abort();
  const aborted = client.beta.batch.list({}, { signal: stopped.signal });
  found.push(await aborted.catch((error) => error.name));
  const file = await toFile(new Uint8Array([104, 105]), 'hi.txt');
  found.push(file.name, await file.text());
  return found.join(' ');
}
