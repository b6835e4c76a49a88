/** Which credentials an operation gets, where the client may have several. */

import type { Credential } from './auth.js';
import type { APIClient, Credentials } from './client.js';
import { own } from './encode.js';

/** Alternatives of credentials, each the schemes that go together. */
export type Security = readonly (readonly string[])[];

/** The credentials of the first alternative that the client has all of. */
export function choose(
  credentials: Credentials | undefined,
  security: Security,
): readonly Credential[] {
  return (
    security
      .map((names) => names.map((name) => own(credentials, name)))
      .find((found): found is Credential[] => !!found[0] && !found.includes(undefined)) ?? []
  );
}

/** What an operation asks for that is not what most do. */
export function secured(security: Security): (client: APIClient) => readonly Credential[] {
  return ({ defaults }) => choose(defaults.credentials, security);
}

/** No credentials. */
export function anonymous(): readonly Credential[] {
  return [];
}
