export interface Event {
  /** Always the same. */
  kind: 'created';

  version: 2;

  flag?: true;

  ratio?: 0.5;

  nothing?: null;

  list?: unknown;

  one?: 'only';
}

export type Fixed = 'fixed';
