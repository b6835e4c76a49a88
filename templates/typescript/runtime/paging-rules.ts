/** How the listings of an API go on: what the next request is, given a page. */

import { PaginationError } from './errors.js';
import type { Arguments } from './operation.js';

/** How a listing goes on. */
export interface Paging {
  /** Where the items are in an answer: dots lead into objects; empty: the answer is the array. */
  readonly items: string;
  /** The parameter that counts items or pages, which a server might not know. */
  readonly counter?: string;
  /** What the next request changes; undefined after the last page. */
  next(view: View): Change | undefined;
}

/** What the request of the next page changes in the one of this page. */
export type Change = Pick<Arguments, 'query' | 'body' | 'url'>;

/** A page and the request it answers, as the rules see them. */
export interface View {
  readonly page: unknown;
  readonly items: readonly unknown[];
  readonly headers: Headers;
  /** What the request had for a parameter, of its query or its JSON body. */
  sent(name: string): unknown;
  /** The request with another value for a parameter. */
  ask(name: string, value: unknown): Change;
}

/** The member at a dotted path; a member whose own name has the dots comes first. */
export function read(value: unknown, path: string): unknown {
  while (typeof value === 'object' && value !== null) {
    const members = value as { [name: string]: unknown };
    if (Object.hasOwn(members, path)) return members[path];
    const [head = '', ...rest] = path.split('.');
    if (!rest.length || !Object.hasOwn(members, head)) break;
    value = members[head];
    path = rest.join('.');
  }
  return undefined;
}

function flag({ page }: View, path: string | undefined): boolean | undefined {
  const value = path && read(page, path);
  return typeof value === 'boolean' ? value : undefined;
}

function count({ page }: View, path: string | undefined): number | undefined {
  const value = path && read(page, path);
  return typeof value === 'number' ? value : undefined;
}

function sentNumber(view: View, name: string | undefined): number | undefined {
  const value = name ? view.sent(name) : undefined;
  return value === undefined || value === null || value === '' || isNaN(Number(value))
    ? undefined
    : Number(value);
}

/** The next page begins after the items so far: until one is empty, or the total. */
export function offsetPaging(facts: { items: string; offset: string; total?: string }): Paging {
  return {
    items: facts.items,
    counter: facts.offset,
    next(view): Change | undefined {
      const reached = (sentNumber(view, facts.offset) ?? 0) + view.items.length;
      const total = count(view, facts.total) ?? Infinity;
      return view.items.length && reached < total ? view.ask(facts.offset, reached) : undefined;
    },
  };
}

/**
 * Pages are numbered. The last one is known by `hasMore`, else by the number of pages, else by the
 * number of items (when the request says how many a page has), else it is empty.
 */
export function pagePaging(facts: {
  items: string;
  number: string;
  size?: string;
  first?: number;
  totalPages?: string;
  total?: string;
  hasMore?: string;
}): Paging {
  return {
    items: facts.items,
    counter: facts.number,
    next(view): Change | undefined {
      const first = facts.first ?? 1;
      const number = sentNumber(view, facts.number) ?? first;
      const before = number - first;
      const pages = count(view, facts.totalPages);
      const total = count(view, facts.total);
      const size = sentNumber(view, facts.size);
      const more =
        flag(view, facts.hasMore) ??
        (pages !== undefined
          ? before + 1 < pages
          : view.items.length > 0 &&
            !(total !== undefined && size && before * size + view.items.length >= total));
      return more ? view.ask(facts.number, number + 1) : undefined;
    },
  };
}

/** The answer holds a token that asks for the next page: until there is none. */
export function cursorPaging(facts: {
  items: string;
  cursor: string;
  next: string;
  hasMore?: string;
}): Paging {
  return {
    items: facts.items,
    next(view): Change | undefined {
      const token = read(view.page, facts.next);
      if (token === undefined || token === null || token === '' || token === false)
        return undefined;
      if (flag(view, facts.hasMore) === false) return undefined;
      if (String(token) === String(view.sent(facts.cursor))) {
        throw new PaginationError(`the server repeats the page token '${facts.cursor}'`);
      }
      return view.ask(facts.cursor, token);
    },
  };
}

/** The answer holds the next page's URL, in a member or in the `Link` header. */
export function linkPaging(facts: { items: string; next?: string }): Paging {
  return {
    items: facts.items,
    next(view): Change | undefined {
      const url = facts.next
        ? read(view.page, facts.next)
        : nextLink(view.headers.get('link') ?? '');
      return typeof url === 'string' && url ? { url } : undefined;
    },
  };
}

/** The target whose relation is `next` (RFC 8288, section 3). */
function nextLink(header: string): string | undefined {
  for (const [, target, parameters = ''] of header.matchAll(
    /<([^>]*)>((?:[^",<]|"(?:[^"\\]|\\.)*")*)/g,
  )) {
    for (const [, name, quoted, token] of parameters.matchAll(
      /;\s*([^\s=;]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";]*)))?/g,
    )) {
      if (name?.toLowerCase() !== 'rel') continue;
      const relations = (quoted ?? token ?? '').toLowerCase().split(/\s+/);
      if (relations.includes('next')) return target?.trim();
      break; // only the first one counts
    }
  }
  return undefined;
}

/** The next page begins after the last item: until one is empty, or `hasMore`. */
export function lastItemPaging(facts: {
  items: string;
  cursor: string;
  itemID: string;
  hasMore?: string;
}): Paging {
  return {
    items: facts.items,
    next(view): Change | undefined {
      if (!view.items.length || flag(view, facts.hasMore) === false) return undefined;
      const token = read(view.items.at(-1), facts.itemID);
      if (token === undefined || token === null || token === '') {
        throw new PaginationError(`the page's last item has no '${facts.itemID}'`);
      }
      return view.ask(facts.cursor, token);
    },
  };
}
