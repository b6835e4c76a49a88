import type { UnknownVariant } from './runtime/unknown.js';

/** A cat or a dog. */
export type Pet =
  (Cat & { petType: 'cat' | 'kitten' }) | (Dog & { petType: 'dog' }) | UnknownVariant<'petType'>;

export type Implicit =
  (Cat & { petType: 'Cat' }) | (Dog & { petType: 'Dog' }) | UnknownVariant<'petType'>;

export interface Cat {
  petType: string;
  lives?: number;
}

export interface Dog {
  petType: string;
  tricks?: string[];
}

export interface Owner {
  pet: Pet;
  others?: Pet[];
  former?: Implicit | null;
}
