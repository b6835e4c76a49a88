/** Pages, and how listings go on after them. */

import type { APIClient } from './client.js';
import { isObject } from './encode.js';
import { PaginationError } from './errors.js';
import type { Arguments, Operation } from './operation.js';
import type { RequestOptions } from './options.js';
import { type Change, type Paging, read } from './paging-rules.js';
import { APIPromise } from './promise.js';
import { urlOf } from './request.js';
import { type Answer, type Call, send } from './send.js';

/** A page of a listing, and the way to the pages after it. */
export interface Page<Item> extends AsyncIterable<Item> {
  /** The items of this page. */
  getPaginatedItems(): Item[];
  /** Whether there is another page. */
  hasNextPage(): boolean;
  /** Asks for the next page. @throws {PaginationError} when there is none. */
  getNextPage(): Promise<this>;
  /** This page and all after it. */
  iterPages(): AsyncGenerator<this>;
}

/** The promise of a page; iterate it to get the items of all pages. */
export class PagePromise<P, Item, H = undefined>
  extends APIPromise<P, H>
  implements AsyncIterable<Item>
{
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    yield* itemsFrom((await this) as Pageful) as AsyncGenerator<Item>;
  }
}

/** An operation whose answers are pages. */
export interface PagedOperation extends Operation {
  readonly paging: Paging;
}

interface State {
  readonly answer: Answer;
  readonly operation: PagedOperation;
  readonly args: Arguments;
  /** The requests so far, one of which must not come again. */
  readonly seen: ReadonlySet<string>;
  /** How many pages before this one were the same. */
  repeated: number;
}

const STATE: unique symbol = Symbol('state');

/** A page with what is known of its request. */
interface Pageful {
  readonly [STATE]: State;
}

/** The methods of pages, under the members of the answer, which may have the same names. */
const METHODS: { [name in keyof Page<unknown>]: unknown } & ThisType<Pageful> = {
  getPaginatedItems(): unknown[] {
    return itemsOf(this);
  },
  hasNextPage(): boolean {
    return changeOf(this) !== undefined;
  },
  getNextPage(): Promise<unknown> {
    return pageAfter(this);
  },
  iterPages(): AsyncGenerator {
    return pagesFrom(this);
  },
  [Symbol.asyncIterator](): AsyncGenerator {
    return itemsFrom(this);
  },
};

function itemsOf(page: Pageful): unknown[] {
  const items = read(page, page[STATE].operation.paging.items || 'items');
  return Array.isArray(items) ? items : [];
}

async function pageAfter(page: Pageful): Promise<Pageful> {
  const { answer, operation, args, seen } = page[STATE];
  const { client, options, url } = answer.request;
  const change = changeOf(page);
  if (!change) throw new PaginationError('there is no next page');
  const key = keyOf(change);
  // The first page has no change; a link may lead back to it all the same.
  if (seen.has(key) || change.url === url) {
    throw new PaginationError(`the page repeats: ${key}`);
  }
  const next = { ...args, ...change, query: { ...args.query, ...change.query } };
  const again = change.query
    ? { ...options, query: without(options.query, change.query) }
    : options;
  const visited = new Set(seen).add(key).add(url);
  const found = await pageOf(client, operation, next, again, {}, visited);
  const following = found.value as Pageful;
  const { counter } = operation.paging;
  if (counter !== undefined && areSame(itemsOf(page), itemsOf(following))) {
    following[STATE].repeated = page[STATE].repeated + 1;
    // Short pages of a listing can be equal.
    if (following[STATE].repeated >= 3) {
      throw new PaginationError(`the server seems not to know '${counter}'`);
    }
  }
  return following;
}

/** Whether two pages have the same objects. */
function areSame(items: unknown[], others: unknown[]): boolean {
  const first = items[0];
  return (
    isObject(first) &&
    items.length === others.length &&
    textOf(first) === textOf(others[0]) &&
    textOf(items) === textOf(others)
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item));
}

async function* pagesFrom(page: Pageful): AsyncGenerator<Pageful> {
  for (;;) {
    yield page;
    if (!changeOf(page)) return;
    page = await pageAfter(page);
  }
}

async function* itemsFrom(page: Pageful): AsyncGenerator {
  for await (const one of pagesFrom(page)) yield* itemsOf(one);
}

/** Calls an operation whose answers are pages. */
export function requestPage<P, Item, H = undefined>(
  client: APIClient,
  operation: PagedOperation,
  args: Arguments,
  options: RequestOptions = {},
): PagePromise<P, Item, H> {
  return new PagePromise<P, Item, H>((call) =>
    pageOf(client, operation, args, options, call, new Set<string>()),
  );
}

async function pageOf(
  client: APIClient,
  operation: PagedOperation,
  args: Arguments,
  options: RequestOptions,
  call: Call,
  seen: ReadonlySet<string>,
): Promise<Answer> {
  const answer = await send(client, operation, args, options, call);
  if (call.isRaw) return answer;
  const { value } = answer;
  const isArray = !operation.paging.items && Array.isArray(value);
  const page = isObject(value) ? value : { items: isArray ? value : [] };
  const state: State = { answer, operation, args, seen, repeated: 0 };
  Object.defineProperty(page, STATE, { value: state });
  return { ...answer, value: Object.setPrototypeOf(page, METHODS) };
}

function changeOf(page: Pageful): Change | undefined {
  const { answer, operation, args } = page[STATE];
  const { client, options } = answer.request;
  const query = { ...client._options().defaultQuery, ...args.query, ...options.query };
  const { body } = args;
  const inBody = (name: string): boolean => body !== undefined && !Object.hasOwn(query, name);
  const change = operation.paging.next({
    page,
    items: itemsOf(page),
    headers: answer.response.headers,
    sent: (name) =>
      inBody(name) ? read(body, name) : Object.hasOwn(query, name) ? query[name] : undefined,
    ask: (name, value) =>
      inBody(name) ? { body: changed(body, name.split('.'), value) } : { query: { [name]: value } },
  });
  if (change?.url === undefined) return change;
  return { url: sameOrigin(urlOf(client, operation, args, options), change.url) };
}

/** @throws {PaginationError} for a link to another origin: it must not get credentials. */
function sameOrigin(here: string, link: string): string {
  const base = new URL(here);
  let target: URL | undefined;
  try {
    target = new URL(link, base);
  } catch {
    // Refused below.
  }
  if (target?.origin !== base.origin) {
    throw new PaginationError('the next page is on another origin');
  }
  target.hash = '';
  return target.href;
}

function keyOf(change: Change): string {
  return change.url ?? textOf([change.query, change.body]);
}

function without(query: RequestOptions['query'], names: object): RequestOptions['query'] {
  return query && Object.fromEntries(Object.entries(query).filter(([name]) => !(name in names)));
}

/** A copy of an object with another value at a path. */
function changed(base: unknown, [head = '', ...tail]: string[], value: unknown): unknown {
  const copy: { [name: string]: unknown } = isObject(base) ? { ...base } : {};
  copy[head] = tail.length ? changed(copy[head], tail, value) : value;
  return copy;
}
