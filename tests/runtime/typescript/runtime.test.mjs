/** What the wire vectors do not show: credentials, time, the answer itself, uploads, integers, logs. */

import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

const RUNTIME = pathToFileURL(`${process.env.CLIENTSMITH_RUNTIME}/`);
const load = (name) => import(new URL(`${name}.js`, RUNTIME));
const [auth, bodies, client, errors, multipart, observe, paging, promise, read, repeat] =
  await Promise.all(
    'auth bodies client errors multipart observe paging promise read repeat'.split(' ').map(load),
  );
const [retry, streaming, stringify, uploads] = await Promise.all(
  'retry streaming stringify uploads'.split(' ').map(load),
);

const [headers, parameters, picked, resource, rules, security, webhooks] = await Promise.all(
  'answer-headers headers picked resource paging-rules security webhooks'.split(' ').map(load),
);

const GET = { method: 'GET', path: '/thing' };

/** Runs a test with a server that answers with a function. */
async function serving(answer, run) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ target: request.url, headers: request.headers, body });
    await answer(response, request, body, requests.length);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${server.address().port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const json =
  (value, status = 200) =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };

function made(baseURL, credentials = {}, options = {}) {
  return new client.APIClient(
    { baseURL, maxRetries: 0, retry: retry.retry, ...options },
    { userAgent: 't/1', credentials, signing: Object.values(credentials).slice(0, 1) },
  );
}

describe('credentials', () => {
  const places = [
    ['bearer', auth.bearer('k'), ({ headers }) => headers.authorization, 'Bearer k'],
    ['basic', auth.basic('a', 'b:ü'), ({ headers }) => headers.authorization, 'Basic YTpiOsO8'],
    [
      'header',
      auth.headerKey('k', 'X-Key', 'Token '),
      ({ headers }) => headers['x-key'],
      'Token k',
    ],
    ['query', auth.queryKey('a b', 'api key'), ({ target }) => target, '/thing?api%20key=a%20b'],
    ['cookie', auth.cookieKey('k', 'sid'), ({ headers }) => headers.cookie, 'sid=k'],
    [
      'function',
      auth.bearer(async () => 'later'),
      ({ headers }) => headers.authorization,
      'Bearer later',
    ],
  ];
  for (const [name, credential, place, wanted] of places) {
    test(name, () =>
      serving(json(1), async (url, requests) => {
        await promise.request(made(url, { it: credential }), GET, {});
        assert.equal(place(requests[0]), wanted);
      }),
    );
  }

  test('the header of the caller is stronger, null takes it away', () =>
    serving(json(1), async (url, requests) => {
      const one = made(url, { it: auth.bearer('k') });
      await promise.request(one, GET, {}, { headers: { Authorization: 'mine' } });
      await promise.request(one, GET, {}, { headers: { authorization: null } });
      assert.equal(requests[0].headers.authorization, 'mine');
      assert.equal(requests[1].headers.authorization, undefined);
    }));

  test('calls share one fetch of a token, and a refused one is replaced once', () => {
    let tokens = 0;
    return serving(
      async (response, request, body) => {
        if (request.url === '/token') {
          assert.equal(body, 'grant_type=client_credentials&scope=a+b');
          assert.equal(request.headers.authorization, 'Basic aWQ6c2VjcmV0');
          return json({ access_token: `t${++tokens}`, expires_in: 3600 })(response);
        }
        json({}, request.headers.authorization === 'Bearer t2' ? 200 : 401)(response);
      },
      async (url, requests) => {
        const options = {
          clientID: 'id',
          clientSecret: 'secret',
          tokenURL: '/token',
          scopes: ['a', 'b'],
        };
        const one = made(url, { it: auth.oauth2(options) });
        await Promise.all([1, 2, 3].map(() => promise.request(one, GET, {})));
        assert.equal(tokens, 2);
        assert.equal(requests.filter(({ target }) => target === '/token').length, 2);
      },
    );
  });

  test('an empty path argument is refused with the operation, the argument and what to do', async () => {
    const operation = { method: 'GET', path: '/jobs/{job_id}/items/{item}' };
    const one = made('https://a.b');
    for (const item of ['', undefined, '..', '%2e', 'a/../b']) {
      const call = promise.request(one, operation, { path: { job_id: 'x', item } });
      await assert.rejects(call, {
        name: 'TypeError',
        message: "GET /jobs/{job_id}/items/{item}: {item} must not be empty or '..'",
      });
    }
  });

  const bad = 'a\r\nX: 1';
  const params = { ...GET, headers: parameters.headerParameters };
  const breaks = [
    ['a secret', { credential: () => auth.headerKey(bad, 'x') }],
    ['a secret that is asked for', { credential: () => auth.bearer(() => bad) }],
    ['a header of the client', { client: { defaultHeaders: { x: bad } } }],
    ['a header of a call', { options: { headers: { x: bad } } }],
    ['the name of a header', { options: { headers: [[bad, 'a']] } }],
    ['a parameter', { operation: params, args: { headers: { x: bad } } }],
    ['a key', { operation: { ...GET, repeat: repeat.withKey }, options: { idempotencyKey: bad } }],
    ['a media type', { operation: { ...GET, body: bodies.jsonAs(bad) }, args: { body: 1 } }],
  ];
  for (const [name, one] of breaks) {
    test(`a line break in ${name} is refused before anything is sent`, async () => {
      let sent = 0;
      const fetch = async () => new Response(++sent);
      const call = async () => {
        const credentials = one.credential ? { it: one.credential() } : {};
        const it = made('https://a.b', credentials, { fetch, ...one.client });
        await promise.request(it, one.operation ?? GET, one.args ?? {}, one.options);
      };
      await assert.rejects(call, { name: 'TypeError', message: /^line break or NUL in / });
      assert.equal(sent, 0);
    });
  }

  test('a browser is no place for secrets', () => {
    globalThis.document = {};
    globalThis.navigator ??= {};
    try {
      assert.throws(() => made('https://a.b', { it: auth.bearer('k') }), errors.ClientError);
      made('https://a.b', { it: auth.bearer('k') }, { dangerouslyAllowBrowser: true });
      made('https://a.b');
    } finally {
      delete globalThis.document;
    }
  });

  for (const url of ['', 'ftp://a', 'https://u:p@a', 'https://a?b=1', 'https://a#b', 'a.b']) {
    test(`no base URL: '${url}'`, () => assert.throws(() => made(url), errors.ClientError));
  }
});

describe('time', () => {
  const never = () => new Promise(() => {});

  test('a call has so much time in all', () =>
    serving(never, async (url) => {
      const started = performance.now();
      const call = promise.request(made(url), GET, {}, { timeout: 150, maxRetries: 5 });
      await assert.rejects(call, errors.APIConnectionTimeoutError);
      assert.ok(performance.now() - started < 1500);
    }));

  test('the signal of the caller ends it', () =>
    serving(never, async (url) => {
      const controller = new AbortController();
      const call = promise.request(made(url), GET, {}, { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 30);
      await assert.rejects(call, (error) => {
        assert.ok(error instanceof errors.APIUserAbortError);
        assert.equal(error.cause.message, 'enough');
        return true;
      });
    }));

  test('a signal that is aborted already sends nothing', () =>
    serving(never, async (url, requests) => {
      const call = promise.request(made(url), GET, {}, { signal: AbortSignal.abort() });
      await assert.rejects(call, errors.APIUserAbortError);
      assert.equal(requests.length, 0);
    }));
});

describe('the answer itself', () => {
  test('asResponse leaves the body unread', () =>
    serving(json({ a: 1 }), async (url) => {
      const response = await promise.request(made(url), GET, {}).asResponse();
      assert.equal(response.bodyUsed, false);
      assert.deepEqual(await response.json(), { a: 1 });
    }));

  test('withResponse gives both; a later asResponse has the body again', () =>
    serving(json({ a: 1 }), async (url) => {
      const call = promise.request(made(url), GET, {});
      const { data, response } = await call.withResponse();
      assert.deepEqual(data, { a: 1 });
      assert.equal(response.status, 200);
      assert.deepEqual(await (await call.asResponse()).json(), { a: 1 });
    }));

  test('members called __proto__ change nothing', () =>
    serving(
      (response) => response.end('{"items":[{"__proto__":{"x":1}}],"__proto__":{"y":1}}'),
      async (url) => {
        const operation = { ...GET, paging: rules.offsetPaging({ items: 'items', offset: 'o' }) };
        const page = await paging.requestPage(made(url), operation, {});
        assert.equal(page.y, undefined);
        assert.equal({}.x ?? {}.y, undefined);
        assert.deepEqual(page.getPaginatedItems().length, 1);
      },
    ));

  test('a stream is closed when its loop is left', () => {
    let closed;
    const ended = new Promise((resolve) => (closed = resolve));
    return serving(
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\ndata: 2\n\n');
        response.on('close', closed);
      },
      async (url) => {
        const operation = { ...GET, stream: { format: 'sse' } };
        for await (const item of await streaming.requestStream(made(url), operation, {})) {
          assert.equal(item, 1);
          break;
        }
        await ended;
      },
    );
  });
});

describe('uploads', () => {
  const file = fileURLToPath(import.meta.url);
  const operation = {
    method: 'POST',
    path: '/files',
    body: multipart.multipart,
    repeat: repeat.withKey,
  };

  test('a stream of a file is sent while it is read, with its name', () =>
    serving(json({}), async (url, requests) => {
      await promise.request(made(url), operation, { body: { file: createReadStream(file), a: 1 } });
      assert.match(requests[0].body, /name="file"; filename="runtime.test.mjs"/);
      assert.match(requests[0].body, /What the wire vectors do not show/);
      assert.equal(requests[0].headers['transfer-encoding'], 'chunked');
    }));

  test('what can be read once is sent once', () =>
    serving(json({}, 503), async (url, requests) => {
      const body = { file: createReadStream(file) };
      const options = { maxRetries: 2, idempotencyKey: 'k' };
      await assert.rejects(promise.request(made(url), operation, { body }, options));
      assert.equal(requests.length, 1);
    }));

  const kinds = [
    ['bytes', () => new TextEncoder().encode('abc'), 'unknown_file'],
    ['text', () => 'abc', 'unknown_file'],
    ['a blob', () => new Blob(['abc']), 'unknown_file'],
    ['a file', () => new File(['abc'], 'a.txt'), 'a.txt'],
    ['a stream', () => new Blob(['abc']).stream(), 'unknown_file'],
    ['an answer', () => new Response('abc'), 'unknown_file'],
    ['a promise', () => Promise.resolve('abc'), 'unknown_file'],
  ];
  for (const [name, value, wanted] of kinds) {
    test(`toFile of ${name}`, async () => {
      const made = await uploads.toFile(value());
      assert.deepEqual([await made.text(), made.name], ['abc', wanted]);
    });
  }

  test('a file has the name and the type that are given', async () => {
    const made = await uploads.toFile('{}', 'a.json');
    assert.deepEqual([made.name, made.type], ['a.json', 'application/json']);
  });
});

describe('integers', () => {
  const text = '{"a":9007199254740993,"b":[-9007199254740993,7],"c":"9007199254740993","d":1e400}';

  test('beyond 2^53 they are bigint, in strings they are text', () => {
    const value = read.readJSON(text);
    assert.equal(value.a, 9007199254740993n);
    assert.deepEqual(value.b, [-9007199254740993n, 7]);
    assert.equal(value.c, '9007199254740993');
    assert.equal(stringify.stringify(value.b), '[-9007199254740993,7]');
  });

  test('or an error', () => {
    assert.throws(() => read.readSafely(text), SyntaxError);
    assert.deepEqual(read.readSafely('{"a":1234567890123456}'), { a: 1234567890123456 });
    assert.deepEqual(read.readSafely('{"a":0.1234567890123456789}'), { a: 0.1234567890123456789 });
  });

  test('what is no JSON stays none', () => {
    for (const bad of ['{"a":01234567890123456789}', '[12345678901234567890', '-']) {
      assert.throws(() => read.readJSON(bad), SyntaxError);
    }
  });

  test('they are sent with all their digits', () => {
    const encoded = bodies.json({ a: 2n ** 60n, b: new Date(0) }, undefined);
    assert.equal(encoded.body, '{"a":1152921504606846976,"b":"1970-01-01T00:00:00.000Z"}');
  });
});

describe('log and middleware', () => {
  test('a debug log has no secrets and no bodies', () =>
    serving(json({ secret: 'of the body' }), async (url) => {
      const lines = [];
      const note = (...parts) => lines.push(JSON.stringify(parts));
      const logger = { error: note, warn: note, info: note, debug: note };
      const secrets = ['x-custom', 'authorization'];
      const fetch = observe.observed({ logger, logLevel: 'debug' }, secrets);
      const credentials = {
        a: auth.headerKey('canary', 'X-Custom'),
        b: auth.queryKey('canary', 'access_token'),
      };
      const one = new client.APIClient(
        { baseURL: url, fetch },
        { userAgent: 't', credentials, signing: security.choose(credentials, [['a', 'b']]) },
      );
      await promise.request(one, GET, {}, { headers: { 'X-Session-Token': 'canary' } });
      assert.equal(lines.length, 2);
      assert.ok(
        !lines.join().includes('canary') && !lines.join().includes('of the body'),
        lines.join('\n'),
      );
    }));

  test('a client whose base URL is not encrypted warns once', async () => {
    const lines = [];
    const logger = { warn: (line) => lines.push(line) };
    const fetch = observe.observed({ logger, fetch: async () => new Response('1') }, [
      'authorization',
    ]);
    await fetch('http://example.com/a', {});
    await fetch('http://example.com/b', {});
    await fetch('http://127.0.0.1/b', {});
    assert.equal(lines.length, 1);
  });

  test('middleware is called in its order', async () => {
    const seen = [];
    const note = (name) => async (url, init, next) => {
      seen.push(name);
      return next(url, init);
    };
    const options = { middleware: [note('a'), note('b')], fetch: async () => new Response('1') };
    await observe.observed(options)('https://a.b', {});
    assert.deepEqual(seen, ['a', 'b']);
  });
});

describe('headers of answers', () => {
  const { booleanOf, headersAs, listOf, numberOf, tableOf, textOf } = headers;
  const cases = [
    ['text', textOf, 'abc', 'abc'],
    ['true', booleanOf, 'true', true],
    ['no boolean stays text', booleanOf, 'yes', 'yes'],
    ['integer', numberOf, '17', 17],
    ['integer beyond 2^53', numberOf, '9007199254740993', 9007199254740993n],
    ['no number stays text', numberOf, '007', '007'],
    ['list', listOf(numberOf), '1, 2,3', [1, 2, 3]],
    ['list as JSON', listOf(numberOf), '[1,2]', [1, 2]],
    ['exploded object', tableOf({ R: numberOf }), 'R=100,G=1', { R: 100, G: '1' }],
    ['object', tableOf({}, numberOf), 'R,100,G,200', { R: 100, G: 200 }],
    ['object as JSON', tableOf({}), '{"a":1}', { a: 1 }],
  ];
  for (const [name, reader, text, wanted] of cases) {
    test(name, () => assert.deepEqual(reader(text), wanted));
  }

  test('of one answer, without those it does not have', () =>
    serving(
      (response) => {
        response.writeHead(200, { 'x-total': '7', 'content-type': 'application/json' });
        response.end('[]');
      },
      async (url) => {
        const typedHeaders = headersAs({ 'X-Total': numberOf, 'X-Next': textOf });
        const operation = { ...GET, typedHeaders };
        const found = await promise.request(made(url), operation, {}).withResponse();
        assert.deepEqual(found.typedHeaders, { 'X-Total': 7 });
      },
    ));
});

describe('webhooks', () => {
  const body = '{"type":"done","id":9007199254740993}';
  const signed = (text, key, algorithm = 'sha256', encoding = 'hex') =>
    createHmac(algorithm, key).update(text).digest(encoding);
  const plain = {
    header: 'X-Hub-Signature-256',
    algorithm: 'SHA-256',
    encoding: 'hex',
    prefix: 'sha256=',
  };
  const standard = {
    header: 'webhook-signature',
    algorithm: 'SHA-256',
    encoding: 'base64',
    prefix: 'v1,',
    components: ['message-id', 'timestamp', 'body'],
    delimiter: '.',
    timestamp: 'webhook-timestamp',
    messageID: 'webhook-id',
    encoded: true,
  };
  const secret = `whsec_${Buffer.from('key').toString('base64')}`;
  const sent = (age) => {
    const stamp = String(Math.floor(Date.now() / 1000) - age);
    return {
      'Webhook-Id': 'm1',
      'webhook-timestamp': stamp,
      'webhook-signature': `v1,AAAA v1,${signed(`m1.${stamp}.${body}`, 'key', 'sha256', 'base64')}`,
    };
  };
  const good = { 'x-hub-signature-256': `sha256=${signed(body, 'key')}` };
  const refused = [
    ['another secret', plain, body, good, 'other'],
    ['another body', plain, `${body} `, good, 'key'],
    ['no signature', plain, body, {}, 'key'],
    ['another scheme', plain, body, { 'x-hub-signature-256': signed(body, 'key') }, 'key'],
    ['no hex', plain, body, { 'x-hub-signature-256': 'sha256=xyz' }, 'key'],
    ['an old one', standard, body, sent(301), secret],
    ['one of the future', standard, body, sent(-400), secret],
    ['no time', standard, body, { ...sent(0), 'webhook-timestamp': 'now' }, secret],
  ];

  test('a signed body', async () => {
    const wanted = { type: 'done', id: 9007199254740993n };
    const all = [
      [plain, good, { secret: 'key' }],
      [plain, new Headers(good), { secret: new TextEncoder().encode('key') }],
      [standard, sent(0), { secret }],
      [standard, sent(400), { secret, tolerance: 500 }],
    ];
    for (const [signature, given, options] of all) {
      assert.deepEqual(await webhooks.unwrapSigned(signature, body, given, options), wanted);
      const bytes = new TextEncoder().encode(body);
      assert.deepEqual(await webhooks.unwrapSigned(signature, bytes, given, options), wanted);
    }
  });
  for (const [name, signature, payload, given, key] of refused) {
    test(name, () =>
      assert.rejects(
        webhooks.verify(signature, payload, given, { secret: key }),
        webhooks.InvalidWebhookSignatureError,
      ),
    );
  }
  test('an empty secret, and one that is not base64', async () => {
    for (const key of ['', '%']) {
      await assert.rejects(webhooks.verify(standard, body, sent(0), { secret: key }), /secret/);
    }
  });
  test('no JSON', () => assert.throws(() => webhooks.readEvent('<xml>'), webhooks.WebhookError));
});

describe('what was missing', () => {
  test('the body of an error is exact', () =>
    serving(
      (response) => {
        response.writeHead(409, { 'content-type': 'application/json' });
        response.end('{"id":9007199254740993}');
      },
      async (url) => {
        await assert.rejects(promise.request(made(url), GET, {}), (error) => {
          assert.deepEqual(error.body, { id: 9007199254740993n });
          return true;
        });
      },
    ));

  test('a stream that falls silent', () =>
    serving(
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
      },
      async (url) => {
        const operation = { ...GET, stream: { format: 'sse' } };
        const stream = await streaming.requestStream(made(url), operation, {}, { timeout: 100 });
        const items = [];
        await assert.rejects(async () => {
          for await (const item of stream) items.push(item);
        }, errors.APIConnectionTimeoutError);
        assert.deepEqual(items, [1]);
      },
    ));

  test('clients that share their tokens fetch one', () => {
    let tokens = 0;
    return serving(
      (response, request) => {
        if (request.url === '/token') return json({ access_token: `t${++tokens}` })(response);
        json({})(response);
      },
      async (url) => {
        const facts = { clientID: 'id', clientSecret: 'secret', tokenURL: '/token' };
        const one = made(url, { it: auth.oauth2(facts) });
        const two = made(url, { it: auth.oauth2(facts) });
        const other = made(url, { it: auth.oauth2({ ...facts, clientID: 'other' }) });
        other._tokens = two._tokens = one._tokens = auth.tokenStore();
        for (const client of [one, two, other, one]) await promise.request(client, GET, {});
        assert.equal(tokens, 2);
      },
    );
  });
});

test('a client that is printed shows no secrets', () =>
  serving(json({ access_token: 'secret-token' }), async (url) => {
    const facts = { clientID: 'id', clientSecret: 'secret-1', tokenURL: '/token' };
    const credentials = {
      oauth2: auth.oauth2(facts),
      basic: auth.basic('user', 'secret-2'),
      key: auth.headerKey('secret-3', 'x-key'),
    };
    const options = { apiKey: 'secret-4', defaultHeaders: { 'X-Other': 'secret-5' } };
    const one = made(url, credentials, { ...options, defaultQuery: { key: 'secret-6' } });
    await promise.request(one, GET, {});
    const encoded = btoa('user:secret-2');
    for (const shown of [inspect(one, { depth: 9, showHidden: true }), JSON.stringify(one)]) {
      assert.ok(shown.includes(url));
      assert.ok(!shown.includes('secret') && !shown.includes(encoded), shown);
    }
  }));

test('nor do the generated clients', async () => {
  const load = (name) => import(new URL(`../${name}.js`, RUNTIME));
  const { LlamaCloud, LlamaCloudCore, createClient } = await load('index');
  const batch = await load('resources/beta/batch');
  const options = { apiKey: 'secret', baseURL: 'http://localhost' };
  const [whole, core] = [LlamaCloud, LlamaCloudCore].map((Client) => new Client(options));
  const [all, one] = [batch.Batch, { getStatus: batch.getStatus }].map((it) =>
    createClient({ beta: { batch: it } }, options),
  );
  for (const client of [whole, core, all, one, one.withOptions({ timeout: 1 })]) {
    const texts = [inspect(client, { depth: 9, showHidden: true })];
    if (client !== whole && client !== all) texts.push(JSON.stringify(client));
    for (const shown of texts) assert.ok(shown.includes('localhost') && !shown.includes('secret'));
  }
});

test('what is picked', async () => {
  class Thing extends resource.APIResource {
    read() {
      return [this._client];
    }
  }
  const read = (...args) => args;
  const table = Object.create({ inherited: read });
  const nasty = JSON.parse('{"__proto__": {"polluted": {}}, "constructor": {"prototype": {}}}');
  Object.defineProperty(table, '__proto__', { value: { read }, enumerable: true });
  Object.assign(table, { read, things: { thing: Thing, read, nasty } });
  const one = made('http://localhost');
  picked.pick(one, table);
  assert.deepEqual(one.read('a', 2), [one, 'a', 2]);
  assert.deepEqual(one.things.read('a', 2), [one, 'a', 2]);
  assert.deepEqual(one.things.thing.read(), [one]);
  assert.ok(one.things.thing instanceof Thing && one instanceof client.APIClient);
  assert.deepEqual(Object.getOwnPropertyDescriptor(one, '__proto__').value.read(1), [one, 1]);
  assert.deepEqual(Object.keys(one.things.nasty), ['__proto__', 'constructor']);
  assert.equal(one.inherited, undefined);
  assert.equal({}.polluted, undefined);
  // Tests put other functions in the place of methods.
  one.things.read = () => 'mock';
  assert.equal(one.things.read(), 'mock');
});

test('the key of a call wins over the parameter', () => {
  const operation = { ...GET, method: 'POST', idempotencyHeader: 'X-Key' };
  const cases = [
    [{ 'x-key': 'parameter' }, {}, 'parameter'],
    [{ 'x-key': 'parameter' }, { idempotencyKey: 'option' }, 'option'],
    [{}, { idempotencyKey: 'option' }, 'option'],
  ];
  for (const [given, options, wanted] of cases) {
    assert.equal(repeat.withKey(given, options, operation), undefined);
    assert.equal(given['x-key'], wanted);
  }
});

test('the member at a path', () => {
  const cases = [
    [{ a: { b: 1 } }, 'a.b', 1],
    [{ 'a.b': 2, a: { b: 1 } }, 'a.b', 2],
    [{ a: { 'b.c': 3 } }, 'a.b.c', 3],
    [{ a: 1 }, 'a.b', undefined],
    [{}, 'toString', undefined],
    [null, 'a', undefined],
  ];
  for (const [value, path, wanted] of cases) assert.equal(rules.read(value, path), wanted, path);
});
