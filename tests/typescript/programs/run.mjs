/** Runs each program against a server with three pages of jobs, and prints the ids it prints. */

import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

const job = (id) => ({ id, job_type: 'parse', project_id: 'p', status: 'pending', total_items: 0 });
const pages = [[job('job-1'), job('job-2')], [job('job-3'), job('job-4')], [job('job-5')]];

/** The programs whose first request fails for the moment. */
const failing = new Set(['picked.mjs', 'picked.cjs']);

const server = createServer((request, response) => {
  if (failing.delete(request.headers['x-program'])) {
    response.writeHead(503, { 'retry-after-ms': '1' }).end();
    return;
  }
  const url = new URL(request.url, 'http://localhost');
  const items = pages[Math.ceil(Number(url.searchParams.get('offset') ?? 0) / 2)] ?? [];
  const body = url.pathname.endsWith('/job_id')
    ? { job: job('job_id'), progress_percentage: 0 }
    : { items, total_size: 5 };
  const isKnown = request.headers.authorization === 'Bearer key-1';
  response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const env = {
  ...process.env,
  LLAMA_CLOUD_API_KEY: 'key-1',
  LLAMA_CLOUD_BASE_URL: `http://127.0.0.1:${server.address().port}`,
};
const programs = ['list.mjs', 'status.mjs', 'list.cjs', 'require.cjs', 'picked.mjs', 'picked.cjs'];
for (const program of programs) {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
  console.log(`${program}: ${stdout.match(/job[-_]\w+(?=')|^job-\d$/gm)?.join(' ')}`);
}
console.log(`not asked again: ${[...failing].join(' ')}`);
server.close();
