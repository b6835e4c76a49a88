/** A real HTTP server on loopback that answers from a script and remembers the requests. */

import { createServer } from 'node:net';

/** Answers in turn, shared by the servers of one test; a missing one is a 599. */
export class Script {
  received = [];
  constructor(answers) {
    this.answers = [...answers];
  }
  take(request) {
    this.received.push(request);
    return this.answers.shift() ?? { status: 599 };
  }
}

/** Serves a script; `name` is noted with each request. */
export async function serve(script, name = 'a') {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    answer(socket, script, self).catch(() => socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const self = {
    name,
    port,
    origin: `http://127.0.0.1:${port}`,
    other: '',
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

async function answer(socket, script, server) {
  const request = await read(socket);
  if (!request) return;
  request.at = performance.now() / 1000;
  request.server = server.name;
  const given = script.take(request);
  if (given.fault === 'close') return socket.destroy();
  if (given.fault === 'stall') return;
  const body = bodyOf(given.body, server);
  const headers = { 'Content-Length': String(body.length) };
  if (body.length && typeof given.body !== 'string') headers['Content-Type'] = 'application/json';
  for (const [name, value] of Object.entries(given.headers ?? {}))
    headers[name] = filled(value, server);
  const head = [`HTTP/1.1 ${given.status} Scripted`, 'Connection: close'];
  for (const [name, value] of Object.entries(headers)) head.push(`${name}: ${value}`);
  socket.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1');
  if (given.fault === 'drip') {
    for (const byte of body) {
      if (socket.destroyed) return;
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setTimeout(resolve, (given.seconds * 1000) / body.length));
    }
    socket.end();
  } else {
    socket.end(given.fault === 'truncate' ? body.subarray(0, body.length / 2) : body);
  }
}

async function read(socket) {
  let data = Buffer.alloc(0);
  let head;
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    data = Buffer.concat([data, chunk]);
    if (!head) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) continue;
      const [first, ...lines] = data.subarray(0, end).toString('latin1').split('\r\n');
      const [method, target] = first.split(' ');
      const headers = {};
      for (const line of lines) {
        const at = line.indexOf(':');
        headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
      }
      head = { method, target, headers };
      data = data.subarray(end + 4);
    }
    if (head.headers['transfer-encoding'] === 'chunked') {
      if (data.subarray(-5).toString() === '0\r\n\r\n') return { ...head, body: unchunked(data) };
    } else if (data.length >= Number(head.headers['content-length'] ?? 0)) {
      return { ...head, body: data };
    }
  }
  return undefined;
}

function unchunked(data) {
  const parts = [];
  for (let at = 0; ;) {
    const end = data.indexOf('\r\n', at);
    const size = parseInt(data.subarray(at, end).toString(), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(data.subarray(end + 2, end + 2 + size));
    at = end + 4 + size;
  }
}

function bodyOf(body, server) {
  if (body === null || body === undefined) return Buffer.alloc(0);
  if (body.$repeat) return Buffer.from(body.$repeat.text.repeat(body.$repeat.times));
  return Buffer.from(filled(typeof body === 'string' ? body : JSON.stringify(body), server));
}

function filled(text, server) {
  return text
    .replaceAll('{origin}', server.origin)
    .replaceAll('{other}', server.other)
    .replaceAll('{port}', server.port)
    .replace(/\{date:([+-]\d+)\}/g, (_, seconds) =>
      new Date(Date.now() + Number(seconds) * 1000).toUTCString(),
    );
}
