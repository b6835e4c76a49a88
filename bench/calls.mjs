/**
 * What a call costs: bare `fetch` and each of the clients in turn, in microseconds of CPU of this
 * process. `{"raw": 4.1, "client": 12.3, ...}` where `raw` is a whole call, and the others are what
 * they take on top of it.
 *
 *     node bench/calls.mjs FOLDER ROUNDS memory|socket
 *
 * FOLDER has a module `way-NAME.mjs` for each client. Its default function makes a call of one.
 */

import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [, here, folder, rounds = '40', place = 'memory'] = process.argv;
const TEXT = JSON.stringify({ job: { id: 'bjb-1', status: 'running' }, progress_percentage: 50 });
const TURN = 10;
const HEADERS = { 'content-type': 'application/json' };
const PATH = '/api/v1/beta/batch-processing/bjb-1';

if (place === 'server') serve();
else await measure();

/** Answers in a process of its own, whose CPU does not count. */
function serve() {
  const server = createServer((request, response) => {
    response.writeHead(200, { ...HEADERS, 'content-length': TEXT.length });
    response.end(TEXT);
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function measure() {
  const isSocket = place === 'socket';
  const server = isSocket ? fork(here, [folder, '0', 'server']) : undefined;
  const port = await (server && new Promise((resolve) => server.once('message', resolve)));
  const baseURL = server ? `http://127.0.0.1:${port}` : 'https://api.example.com';
  const fetch = server
    ? (url, init) => globalThis.fetch(url, init)
    : async () => new Response(TEXT, { headers: HEADERS });
  const ways = { raw: raw(baseURL, fetch), 'fetch with a deadline': timed(baseURL, fetch) };
  for (const name of readdirSync(folder)) {
    const [, way] = /^way-(.*)\.mjs$/.exec(name) ?? [];
    if (!way) continue;
    const { default: make } = await import(pathToFileURL(`${folder}/${name}`));
    ways[way] = make({ baseURL, fetch });
    const { job } = await ways[way]();
    if (job?.id !== 'bjb-1') throw new Error(`${way} does not give the value`);
  }
  const found = Object.fromEntries(Object.keys(ways).map((name) => [name, [[], []]]));
  for (let round = -2; round < Number(rounds); round++) {
    for (const [name, call] of Object.entries(ways)) {
      const costs = await pair(ways.raw, call, isSocket ? 200 : 1000);
      // The first rounds are for the compiler.
      if (round >= 0) found[name].forEach((list, index) => list.push(...costs[index]));
    }
  }
  server?.disconnect();
  server?.kill();
  const costs = Object.entries(found).map(([name, lists]) => {
    const [bare, all] = lists.map(usual);
    return [name, name === 'raw' ? bare : all - bare];
  });
  console.log(JSON.stringify(Object.fromEntries(costs)));
}

/** What a program would write without a client: a call that can be ended. */
function raw(baseURL, fetch) {
  return async () => {
    const response = await fetch(`${baseURL}${PATH}`, plain(new AbortController().signal));
    return response.json();
  };
}

/** The same, ended in time as every call of a client is: what that costs is beside what clients do. */
function timed(baseURL, fetch) {
  return async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 60_000);
    try {
      const response = await fetch(`${baseURL}${PATH}`, plain(controller.signal));
      return await response.json();
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What a call needs, whoever makes it. */
function plain(signal) {
  const headers = { accept: 'application/json', authorization: 'Bearer key' };
  return { method: 'GET', headers, signal };
}

/** What a call of each costs, in each of some turns: what slows the machine down slows down both. */
async function pair(first, second, calls) {
  const found = [[], []];
  for (let count = 0; count < calls; count += TURN) {
    for (const [index, call] of [first, second].entries()) {
      const before = process.cpuUsage();
      for (let turn = 0; turn < TURN; turn++) await call();
      const { user, system } = process.cpuUsage(before);
      found[index].push((user + system) / TURN);
    }
  }
  return found;
}

/** The lower quartile: other programs only ever add to what a turn costs. */
function usual(values) {
  return values.sort((a, b) => a - b)[values.length >> 2];
}
