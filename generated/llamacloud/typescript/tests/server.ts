/** A real HTTP server on this machine that answers what a test tells it, and keeps what it got. */

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';

import { APIStatusError } from '../src/index.js';
import { stringify } from '../src/runtime/stringify.js';

/** What the server's token endpoint hands out, and what its answer calls it. */
const TOKEN = 'token-of-the-server';
export const TOKEN_NAMES: string[] = ['access_token'];

/** One answer; the last one is given from then on. */
export interface Answer {
  status: number;
  json?: unknown;
  text?: string;
  /** The media type of `text`. */
  type?: string;
  headers?: { [name: string]: string };
  /** A stream of `items`. */
  stream?: 'sse' | 'jsonl';
  items?: unknown[];
  terminator?: string;
}

/** A request as it arrived. */
export interface Received {
  /** Method and target: `GET /pets?limit=1`. */
  line: string;
  /** By lower-case names. */
  headers: { [name: string]: string | undefined };
  body: string;
}

/** What a request has to be. */
export interface Expected {
  line: string;
  headers?: { [name: string]: string };
  body?: string;
  json?: unknown;
  /** Name and content of each part of a multipart body. */
  parts?: [string, string][];
}

/** Runs a test with a server. */
export async function serving(
  answers: Answer[],
  run: (url: string, requests: Received[]) => Promise<void>,
): Promise<void> {
  const requests: Received[] = [];
  const server = createServer((request, response) => {
    void receive(request).then((received) => {
      const isToken = received.line === 'POST /authorization-server/token';
      if (!isToken) requests.push(received);
      const answer = isToken
        ? { status: 200, json: Object.fromEntries(TOKEN_NAMES.map((it) => [it, TOKEN])) }
        : answers.length > 1
          ? answers.shift()
          : answers[0];
      const [content, type] = contentOf(answer ?? { status: 599 });
      response.writeHead(answer?.status ?? 599, {
        ...(type ? { 'content-type': type } : {}),
        ...answer?.headers,
      });
      response.end(request.method === 'HEAD' ? undefined : content);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    await run(`http://127.0.0.1:${server.address().port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const decoder = new TextDecoder();
  let body = '';
  for await (const chunk of request) body += decoder.decode(chunk, { stream: true });
  return { line: `${request.method} ${request.url}`, headers: request.headers, body };
}

function contentOf(answer: Answer): [string | undefined, string] {
  const { stream, items = [], terminator, json, text, type = 'text/plain' } = answer;
  if (stream) {
    const lines = items.map((item) => written(item));
    if (stream === 'jsonl') return [`${lines.join('\n')}\n`, 'application/jsonl'];
    if (terminator) lines.push(terminator);
    return [lines.map((line) => `data: ${line}\n\n`).join(''), 'text/event-stream'];
  }
  if (text !== undefined) return [text, type];
  return json === undefined ? [undefined, ''] : [written(json), 'application/json'];
}

const MARK = 'a number that is no integer: ';

/** JSON in which numbers beyond 2^53 have an exponent: without one they would be integers. */
function written(value: unknown): string {
  return stringify(marked(value)).replace(new RegExp(`"${MARK}([^"]+)"`, 'g'), '$1');
}

function marked(value: unknown): unknown {
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return MARK + value.toExponential();
  }
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, marked(it)]));
}

/** Checks a request. */
export function expect(received: Received | undefined, expected: Expected): void {
  assert.ok(received, 'there was no request');
  assert.equal(received.line, expected.line);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const got = received.headers[name] ?? '';
    assert.equal(name === 'content-type' ? got.replace(/;.*/, '') : got, value, name);
  }
  if (expected.body !== undefined) assert.equal(received.body, expected.body);
  // The digits of an integer beyond 2^53 are in the text.
  if ('json' in expected) assert.equal(received.body, stringify(expected.json));
  if (expected.parts) assert.deepEqual(partsOf(received), expected.parts);
}

function partsOf({ headers, body }: Received): [string, string][] {
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
      return [unescaped(name), rest.join('\r\n\r\n').slice(0, -2)];
    });
}

/** The name of a part, as the HTML standard escapes it. */
function unescaped(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0D/g, '\r').replace(/%0A/g, '\n');
}

/** Checks that a call fails as it should. */
export async function refuses(
  call: PromiseLike<unknown>,
  kind: new (...args: never) => APIStatusError,
  status: number,
  ...body: unknown[]
): Promise<void> {
  let caught: unknown;
  try {
    await call;
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof kind, String(caught));
  assert.equal(caught.status, status);
  for (const one of body) assert.equal(stringify(caught.body), stringify(one));
}
