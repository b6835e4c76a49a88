/**
 * What a call costs on top of `fetch`: the same answer from memory, taken with bare `fetch` and with
 * the client, in turn. Prints microseconds of CPU for each: `{"raw": 4.1, "client": 12.3, ...}`.
 *
 *     node bench/calls.mjs FOLDER-OF-THE-COMPILED-CLIENT [ROUNDS]
 */

import { pathToFileURL } from 'node:url';

const [, , folder, rounds = '40'] = process.argv;
const load = (name) => import(pathToFileURL(`${folder}/${name}.js`));
const { default: LlamaCloud, LlamaCloudCore } = await load('index');
const { getStatus } = await load('resources/beta/batch');

const CALLS = 2000;
const BASE = 'https://api.example.com';
const TEXT = JSON.stringify({ job: { id: 'bjb-1', status: 'running' }, progress_percentage: 50 });
const fetch = async () => new Response(TEXT, { headers: { 'content-type': 'application/json' } });
const options = { apiKey: 'key', baseURL: BASE, fetch };
const client = new LlamaCloud({ ...options, logLevel: 'off' });
const core = new LlamaCloudCore(options);

const ways = {
  raw: async () => {
    const response = await fetch(`${BASE}/api/v1/beta/batch-processing/bjb-1`, {
      method: 'GET',
      headers: { accept: 'application/json', authorization: 'Bearer key' },
      signal: new AbortController().signal,
    });
    return response.json();
  },
  client: () => client.beta.batch.getStatus('bjb-1'),
  function: () => getStatus(core, 'bjb-1'),
};

async function cost(call) {
  const before = process.cpuUsage();
  for (let count = 0; count < CALLS; count++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const found = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = -2; round < Number(rounds); round++) {
  for (const [name, call] of Object.entries(ways)) {
    const microseconds = await cost(call);
    if (round >= 0) found[name].push(microseconds); // the first rounds are for the compiler
  }
}

/** The middle of what each round's pair differs by: what slows down a round slows down both. */
const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const over = (name) => middle(found[name].map((value, round) => value - found.raw[round]));
console.log(
  JSON.stringify({
    raw: middle([...found.raw]),
    client: over('client'),
    function: over('function'),
  }),
);
