/**
 * Runs `programs/everywhere.mjs` where there is little of Node.js: in Deno and Bun, given their
 * commands, and in a global scope that has what Workers and browsers have, and nothing else.
 *
 *     node elsewhere.mjs BUNDLE COMPILED-CLIENT [COMMAND...]
 */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';

const [, , bundle, index, ...commands] = process.argv;
const job = (id) => ({ id, job_type: 'parse', project_id: 'p', status: 'pending', total_items: 0 });
const pages = [[job('job-1'), job('job-2')], [job('job-3')]];

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const items = pages[Number(url.searchParams.get('offset') ?? 0) / 2] ?? [];
  const known = url.pathname.endsWith('/job_id')
    ? { job: job('job_id'), progress_percentage: 0 }
    : { items, total_size: 3 };
  response.writeHead(url.pathname.endsWith('/missing') ? 404 : 200, {
    'content-type': 'application/json',
  });
  response.end(JSON.stringify(known));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${server.address().port}`;

const NAMES =
  'AbortController AbortSignal Blob File FormData Headers ReadableStream Request Response ' +
  'TextDecoder TextEncoder URL URLSearchParams atob btoa clearTimeout console crypto fetch ' +
  'queueMicrotask setTimeout structuredClone';
const scope = Object.fromEntries(NAMES.split(' ').map((name) => [name, globalThis[name]]));
const code = readFileSync(bundle, 'utf8');

async function inside(more) {
  const context = createContext({ ...scope, ...more, baseURL });
  try {
    return await runInContext(`${code}; program(baseURL)`, context);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

console.log(`worker: ${await inside({})}`);
console.log(`browser: ${await inside({ document: {}, navigator: {} })}`);
for (const command of commands) {
  const program = new URL('programs/everywhere.mjs', import.meta.url).href;
  const text =
    `const [a, b] = await Promise.all([import(${JSON.stringify(program)}), ` +
    `import(${JSON.stringify(index)})]); console.log(await a.everywhere(b, '${baseURL}'));`;
  const [name, ...rest] = command.split(' ');
  const { stdout } = await promisify(execFile)(name, [...rest, text]);
  console.log(`${name.split('/').at(-1)}: ${stdout.trim()}`);
}
server.close();
