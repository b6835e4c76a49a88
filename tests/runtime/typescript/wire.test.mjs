/** The wire vectors of tests/wire, run against the TypeScript runtime and a real server. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { Script, serve } from './scripted_server.mjs';

const RUNTIME = pathToFileURL(`${process.env.CLIENTSMITH_RUNTIME}/`);
const load = (name) => import(new URL(`${name}.js`, RUNTIME));
const [
  auth,
  bodies,
  client,
  encode,
  errors,
  headers,
  lines,
  multipart,
  paging,
  promise,
  query,
  read,
  redirect,
  repeat,
  request,
  retry,
  streaming,
  styles,
] = await Promise.all(
  'auth bodies client encode errors headers lines multipart paging promise query read redirect repeat request retry streaming styles'
    .split(' ')
    .map(load),
);

const rules = await load('paging-rules');

/** The cases of a file; integers beyond 2^53 are bigint. */
function cases(name) {
  const text = readFileSync(new URL(`../../wire/${name}.json`, import.meta.url), 'utf8');
  const found = read.readJSON(text).cases;
  assert.ok(found.length);
  return found;
}

// --- styles ------------------------------------------------------------------------------------

/** What TypeScript has for a value of a format: texts, but for numbers that are written as such. */
function native(one) {
  if (one.format !== 'decimal') return one.value;
  return /e/i.test(one.value) ? Number(one.value) : one.value;
}

const QUERY = {
  'form true': styles.formLists,
  'form false': styles.formComma,
  'spaceDelimited false': styles.spaceDelimited,
  'spaceDelimited true': query.form,
  'pipeDelimited false': styles.pipeDelimited,
  'pipeDelimited true': query.form,
  'deepObject true': styles.deepObject,
};
const PATH = {
  'simple false': styles.simple,
  'simple true': styles.simpleExplode,
  'label false': styles.label,
  'label true': styles.labelExplode,
  'matrix false': styles.matrix,
  'matrix true': styles.matrixExplode,
};

function write(one) {
  const name = one.parameter ?? 'color';
  const value = native(one);
  const style = `${one.style} ${one.explode}`;
  switch (one.in) {
    case 'path': {
      const written = one.content ? styles.jsonPath : PATH[style];
      assert.ok(one.content || style in PATH, style);
      const operation = {
        path: `/{${name}}`,
        pathStyles: { [name]: one.allowReserved ? styles.reservedPath(written) : written },
      };
      const made = { baseURL: '', _options: () => ({}) };
      return request.urlOf(made, operation, { path: { [name]: value } }, {}).slice(1);
    }
    case 'header': {
      const found = {};
      const written = one.content
        ? styles.jsonHeader
        : one.explode
          ? styles.headerExplode
          : undefined;
      const operation = written ? { headerStyles: { [name]: written } } : {};
      headers.headerParameters(found, { headers: { [name]: value } }, operation);
      const text = found[name.toLowerCase()];
      query.checkHeader(name, text);
      return text;
    }
    default: {
      let written = one.content ? styles.json : QUERY[style];
      // Only objects with lists need more than the default.
      if (written === styles.formLists && !encode.isObject(value)) written = query.form;
      assert.ok(written, style);
      if (one.allowReserved) written = styles.reserved(written);
      const isCookie = one.in === 'cookie';
      return query
        .pairs(
          { [name]: value },
          { [name]: written },
          isCookie ? headers.writeCookie : encode.encode,
        )
        .join(isCookie ? '; ' : '&');
    }
  }
}

describe('styles', () => {
  for (const one of cases('styles')) {
    test(one.name, () => {
      if (one.error) assert.throws(() => write(one), TypeError);
      else assert.equal(write(one), one.expect);
    });
  }
});

// --- streams -----------------------------------------------------------------------------------

const bytesOf = (one) =>
  one.chunks.map((chunk) =>
    typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.base64, 'base64'),
  );

describe('sse', () => {
  for (const one of cases('sse')) {
    test(one.name, async () => {
      if (one.events) {
        const parser = new lines.EventParser();
        const events = bytesOf(one).flatMap((chunk) => parser.feed(chunk));
        assert.deepEqual(
          events,
          one.events.map((event) => ({ event: 'message', id: '', ...event })),
        );
        return;
      }
      const chunks = bytesOf(one);
      let closed = 0;
      const body = new ReadableStream({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.close();
          else if (chunk.length) controller.enqueue(new Uint8Array(chunk));
          else this.pull(controller);
        },
        cancel() {
          closed++;
        },
      });
      const facts = { format: one.format ?? 'sse', terminator: one.terminator };
      const items = [];
      let failure;
      try {
        for await (const item of new streaming.Stream(new Response(body), facts)) items.push(item);
      } catch (error) {
        failure = error;
      }
      assert.deepEqual(items, one.items);
      assert.equal(failure !== undefined, one.error !== undefined, String(failure));
      if (failure) assert.ok(failure instanceof errors.StreamError);
      if (one.error?.body) assert.deepEqual(failure.body, one.error.body);
      assert.ok(closed <= 1);
    });
  }
});

// --- over the network ----------------------------------------------------------------------------

const KINDS = {
  bad_request: errors.BadRequestError,
  authentication: errors.AuthenticationError,
  permission_denied: errors.PermissionDeniedError,
  not_found: errors.NotFoundError,
  conflict: errors.ConflictError,
  unprocessable_entity: errors.UnprocessableEntityError,
  rate_limit: errors.RateLimitError,
  internal_server: errors.InternalServerError,
  status: errors.APIStatusError,
  response_validation: errors.APIResponseValidationError,
  timeout: errors.APIConnectionTimeoutError,
  connection: errors.APIConnectionError,
  pagination: errors.PaginationError,
};

function checkOutcome(expected, error) {
  if (expected === 'ok') assert.equal(error, undefined);
  else if (typeof expected === 'number') assert.equal(error?.status, expected);
  else assert.equal(error?.constructor, KINDS[expected], String(error?.stack));
}

const recovery = {
  errors: errors.statusErrors,
  redirect: redirect.followRedirects,
  retry: retry.retry,
};

async function withClient(server, options, run) {
  const made = new client.APIClient(
    { baseURL: server.origin, timeout: 10_000, ...recovery, ...options },
    { userAgent: 'test/1', signing: [auth.bearer('canary')] },
  );
  try {
    await run(made);
  } catch (error) {
    if (!(error instanceof errors.ClientError)) throw error;
    return error;
  }
  return undefined;
}

describe('retry', { concurrency: 8 }, () => {
  for (const one of cases('retry')) {
    test(one.name, async () => {
      const script = new Script(one.server);
      const server = await serve(script);
      const isPost = one.method === 'POST';
      const operation = {
        method: one.method,
        path: '/thing',
        ...(isPost ? { body: bodies.json } : {}),
        ...(/^P(OST|ATCH)$/.test(one.method) ? { repeat: repeat.withKey } : {}),
      };
      const options = { maxRetries: one.maxRetries ?? 2, timeout: (one.timeout ?? 10) * 1000 };
      const error = await withClient(server, options, (made) =>
        promise.request(made, operation, isPost ? { body: { a: 1 } } : {}, {
          idempotencyKey: one.idempotencyKey,
        }),
      );
      await server.close();
      checkOutcome(one.expect.outcome, error);
      assert.equal(script.received.length, one.expect.attempts);
      one.expect.waits.forEach(([least, most], index) => {
        const wait = script.received[index + 1].at - script.received[index].at;
        assert.ok(least - 0.02 <= wait && wait <= most + 0.5, `waited ${wait} s`);
      });
      if (one.expect.sameHeader) {
        for (const { headers } of script.received) {
          assert.equal(headers[one.expect.sameHeader.toLowerCase()], one.idempotencyKey);
        }
      }
    });
  }
});

const RULES = {
  offset: rules.offsetPaging,
  page: rules.pagePaging,
  cursor: rules.cursorPaging,
  link: rules.linkPaging,
  last_item: rules.lastItemPaging,
};
const FACTS = { has_more: 'hasMore', total_pages: 'totalPages', item_id: 'itemID' };

describe('pages', () => {
  for (const one of cases('pages')) {
    test(one.name, async () => {
      const { kind, ...facts } = one.paging;
      const named = Object.fromEntries(
        Object.entries(facts).map(([key, it]) => [FACTS[key] ?? key, it]),
      );
      const script = new Script(one.pages.map((page) => ({ status: 200, ...page })));
      const server = await serve(script);
      const hasBody = 'body' in one;
      const operation = {
        method: hasBody ? 'POST' : 'GET',
        path: '/items',
        paging: RULES[kind](named),
        ...(hasBody ? { body: bodies.json } : {}),
      };
      const items = [];
      const error = await withClient(server, { maxRetries: 0 }, async (made) => {
        const args = { query: one.query ?? {}, body: one.body };
        for await (const item of paging.requestPage(made, operation, args)) items.push(item);
      });
      await server.close();
      checkOutcome(one.outcome, error);
      assert.deepEqual(
        items.map((item) => item.id ?? null),
        one.items,
      );
      assert.deepEqual(
        script.received.map((it) => `${it.target} ${it.body}`.trim()),
        one.requests,
      );
      for (const { headers } of script.received)
        assert.equal(headers.authorization, 'Bearer canary');
    });
  }
});

describe('errors', () => {
  for (const one of cases('errors')) {
    test(one.name, async () => {
      const headers = {
        ...one.headers,
        ...(one.contentType ? { 'Content-Type': one.contentType } : {}),
      };
      const server = await serve(new Script([{ status: one.status, body: one.body, headers }]));
      const error = await withClient(server, { maxRetries: 0 }, (made) =>
        promise.request(made, { method: 'GET', path: '/thing' }, {}),
      );
      await server.close();
      assert.equal(error?.constructor, KINDS[one.kind], String(error?.stack));
      assert.equal(error.status, one.status);
      assert.ok(error.message.includes(one.messageHas ?? ''), error.message);
      assert.ok(error.message.length < (one.messageShorterThan ?? 10_000));
      if (one.requestId) assert.equal(error.requestID, one.requestId);
    });
  }
});

describe('redirects', () => {
  for (const one of cases('redirects')) {
    test(one.name, async () => {
      const script = new Script(one.server);
      const [a, b] = await Promise.all([serve(script, 'a'), serve(script, 'b')]);
      a.other = b.origin;
      b.other = a.origin;
      const operation = {
        method: one.method ?? 'GET',
        path: '/start',
        headers: headers.headerParameters,
        ...(one.body ? { body: bodies.json } : {}),
      };
      const error = await withClient(a, { maxRetries: 0 }, (made) =>
        promise.request(made, operation, { body: one.body, cookies: { session: 'canary' } }),
      );
      await Promise.all([a.close(), b.close()]);
      checkOutcome(one.outcome, error);
      assert.equal(script.received.length, one.requests.length);
      script.received.forEach((got, index) => {
        const expected = one.requests[index];
        assert.deepEqual([got.server, got.target], [expected.server, expected.path]);
        const secrets = ['authorization', 'cookie'].filter((name) => name in got.headers);
        assert.deepEqual(secrets, expected.credentials ? ['authorization', 'cookie'] : []);
        assert.equal(got.method, expected.method ?? got.method);
        assert.equal(String(got.body), expected.body ?? String(got.body));
      });
    });
  }
});

// --- credentials ---------------------------------------------------------------------------------

function credential({ in: place, name, secret, provided }) {
  const given = provided ? async () => secret : secret;
  if (place === 'bearer') return auth.bearer(given);
  return { header: auth.headerKey, query: auth.queryKey, cookie: auth.cookieKey }[place](given, name);
}

describe('credentials', () => {
  for (const one of cases('credentials')) {
    test(one.name, async () => {
      const script = new Script([{ status: 200, body: {} }]);
      const server = await serve(script, 'a');
      const made = new client.APIClient(
        { baseURL: server.origin },
        { userAgent: 'test/1', signing: one.credentials.map(credential) },
      );
      const options = one.own && { headers: one.own };
      await promise.request(made, { method: 'GET', path: '/thing' }, {}, options);
      await server.close();
      const [got] = script.received;
      assert.equal(got.target, one.path);
      const names = Object.keys(one.headers);
      assert.deepEqual(Object.fromEntries(names.map((name) => [name, got.headers[name]])), one.headers);
    });
  }
});

// --- bodies --------------------------------------------------------------------------------------

function bodyValue(value) {
  if (Array.isArray(value)) return value.map(bodyValue);
  if (typeof value !== 'object' || value === null) return value;
  if (value.$absent) return undefined;
  if (value.$file) {
    const { content, filename, contentType, headers } = value.$file;
    if (filename === undefined) return new TextEncoder().encode(content);
    if (contentType === undefined) return new File([content], filename);
    return { content, name: filename, type: contentType, headers };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bodyValue(item)]));
}

function encoder(one) {
  const [kind, type] = one.kind.split(/:(.*)/);
  const encoding = Object.fromEntries(
    Object.entries(one.encoding ?? {}).map(([name, it]) => [
      name,
      it.contentType ?? QUERY[`${it.style} ${it.explode}`],
    ]),
  );
  switch (kind) {
    case 'json':
      return type ? bodies.jsonAs(type) : bodies.json;
    case 'form':
      return one.encoding ? bodies.formWith(encoding) : bodies.form;
    case 'multipart':
      return one.encoding || one.files || type
        ? multipart.multipartWith({
            encodings: encoding,
            files: one.files,
            ...(type ? { type } : {}),
          })
        : multipart.multipart;
    case 'lines':
      return bodies.lines(type);
    case 'text':
      return bodies.text(type);
    default:
      return bodies.binary(type);
  }
}

describe('bodies', () => {
  for (const one of cases('bodies')) {
    test(one.name, async () => {
      const value = one.optional ? bodies.optionalBody(bodyValue(one.value)) : bodyValue(one.value);
      if (one.error) {
        assert.throws(() => encoder(one)(value, one.extra), TypeError);
        return;
      }
      const encoded = encoder(one)(value, one.extra);
      if (one.none) {
        assert.equal(encoded, undefined);
        return;
      }
      const content = Buffer.from(await new Response(encoded.body).arrayBuffer());
      const boundary = /boundary=([0-9a-f]{32})$/.exec(encoded.type)?.[1] ?? 'none';
      assert.equal(content.toString(), one.expect.replaceAll('{boundary}', boundary));
      assert.equal(encoded.type.replace(boundary, '{boundary}'), one.contentType);
    });
  }
});
