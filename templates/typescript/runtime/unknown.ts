/** Variants of unions that the document does not know yet. */

/**
 * A variant that the document does not list: look into it as JSON.
 *
 * Its tag is any other string. The type says `unknown: ...` only so that a comparison with a tag
 * that is listed leaves this variant out.
 */
export type UnknownVariant<Tag extends string> = { [name in Tag]: `unknown: ${string}` } & {
  [name: string]: unknown;
};
