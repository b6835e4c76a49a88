import { Acme } from './src/index.js';

const baseURL = process.argv[2];
const options = { baseURL, clientID: 'me', clientSecret: 's', maxRetries: 0 };
const client = new Acme({ ...options, tenant: 'a b', xTrace: 3, session: 's1', pool: 'p' });

const ids = [];
for await (const thing of client.things.list()) ids.push(thing.id);
console.log(ids.join());
await client.withOptions({ region: 'us' }).things.list({ tenant: 'other', 'X-Trace': 4 });
await client.things.create({ id: '1' }, { maxRetries: 1, idempotencyKey: 'k' });
for (const call of [() => client.things.list(), () => client.things.create({ id: '1' })]) {
  await call().catch((error) => console.log(error.status, JSON.stringify(error.typedHeaders)));
}
await new Acme({ ...options, defaultHeaders: { 'X-Level': '9' } }).things
  .create({ id: '1' })
  .catch((error) => console.log(error.message));
delete process.env.THE_VERSION;
try {
  new Acme(options);
} catch (error) {
  console.log(error.message);
}
