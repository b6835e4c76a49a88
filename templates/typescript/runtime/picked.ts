/** Clients of what a program picks. */

import type { APIClient } from './client.js';
import { APIResource } from './resource.js';

/** Classes of resources and functions of operations, by the names that they have in a client. */
export type Table<C> = {
  readonly [K in keyof C]?: C[K] extends (...args: infer A) => infer R
    ? (client: APIClient, ...args: A) => R
    : (new (client: APIClient) => C[K]) | Table<C[K]>;
};

/** The part of a client that is in a table: a class gives its instance, a table gives a part. */
export type Part<C, T> = {
  readonly [K in keyof C & keyof T]: T[K] extends new (client: APIClient) => infer R
    ? R
    : T[K] extends Function
      ? C[K]
      : Part<C[K], T[K]>;
};

/** Gives a client what is in a table. */
export function pick(client: APIClient, table: object): void {
  // Nothing is assigned: `__proto__` is a name like any other.
  Object.defineProperties(client, Object.getOwnPropertyDescriptors(made(client, table)));
}

function made(client: APIClient, table: object): object {
  return Object.fromEntries(
    Object.entries(table).map(([name, it]) => [
      name,
      typeof it !== 'function'
        ? made(client, it)
        : it.prototype instanceof APIResource
          ? new it(client)
          : it.bind(undefined, client),
    ]),
  );
}
