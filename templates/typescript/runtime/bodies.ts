/** Request bodies: JSON, forms, text and raw bytes. Multipart bodies are in multipart.ts. */

import { encode, type Encode, isObject, textOf } from './encode.js';
import { pairs, type Style, type Styles } from './query.js';
import { contentTypeOf, type Source, sourceOf, type Uploadable } from './uploads.js';
import { stringify } from './stringify.js';

/** What `fetch` sends. */
export type Content = NonNullable<RequestInit['body']>;

/** A body on the wire. */
export interface Encoded {
  readonly body: Content;
  readonly type: string;
  /** Whether the body can be sent only once. */
  readonly once?: boolean;
}

/**
 * Writes a body. `extra` is what the call's options add to it.
 *
 * @throws {TypeError} for a value that cannot be a body of this kind.
 */
export type BodyEncoder = (value: unknown, extra: unknown) => Encoded | undefined;

/** JSON under a media type of its own, as `application/merge-patch+json`. */
export function jsonAs(type: string): BodyEncoder {
  return (value, extra) => {
    if (value === undefined) value = extra;
    else if (extra !== undefined) value = merged(value, extra);
    return value === undefined ? undefined : { body: stringify(value), type };
  };
}

/** JSON. */
export const json: BodyEncoder = /* @__PURE__ */ jsonAs('application/json');

/** `application/x-www-form-urlencoded`; members without a style are JSON where they are objects. */
export function formWith(styles: Styles<Style>): BodyEncoder {
  return (value, extra) => {
    const fields = fieldsOf(value, extra);
    return (
      fields && {
        body: pairs(fields, { ...styles, ...objectStyles(fields, styles) }, encodeForm).join('&'),
        type: 'application/x-www-form-urlencoded',
      }
    );
  };
}

/** A form without any styles. */
export const form: BodyEncoder = /* @__PURE__ */ formWith({});

function objectStyles(fields: { [name: string]: unknown }, styles: Styles<Style>): Styles<Style> {
  const found: { [name: string]: Style } = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    if (isObject(value) && !Object.hasOwn(styles, name)) {
      found[name] = (key, item, write, writeName) => [`${writeName(key)}=${write(textOf(item))}`];
    }
  }
  return found;
}

/** Encodes as the URL standard does in `application/x-www-form-urlencoded`. */
export const encodeForm: Encode = (text) =>
  encode(text).replace(/%20/g, '+').replace(/%2A/g, '*').replace(/~/g, '%7E');

/** Text of a media type. */
export function text(type: string): BodyEncoder {
  return (value, extra) => {
    if (value === undefined || value === null) return undefined;
    refuseExtra(extra);
    const body = textOf(value);
    // eslint-disable-next-line no-control-regex -- ASCII is what is looked for
    const charset = /[^\0-\x7f]/.test(body) && !type.includes('charset') ? '; charset=utf-8' : '';
    return { body, type: type + charset };
  };
}

/** Raw bytes; where the media type is a range, the content's own type is sent. */
export function binary(type: string): BodyEncoder {
  return (value, extra) => {
    if (value === undefined || value === null) return undefined;
    refuseExtra(extra);
    const source = sourceOf(value as Uploadable);
    const own = source.type || (type.includes('*') ? contentTypeOf(source.name) : type);
    return { body: bodyOf(source), type: own, once: source.once };
  };
}

function bodyOf(source: Source): Content {
  return source.content instanceof Blob ? source.content : streamOf(source.content);
}

/** A stream of some pieces, each asked for when it is needed. */
export function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  });
}

/** JSON values on a line each; text and bytes are lines already. */
export function lines(type: string): BodyEncoder {
  return (value, extra) => {
    if (value === undefined || value === null) return undefined;
    refuseExtra(extra);
    if (!Array.isArray(value)) return binary(type)(value, extra);
    return { body: value.map((item) => `${stringify(item)}\n`).join(''), type };
  };
}

/** A body that need not be sent: undefined when it has no members. */
export function optionalBody<T extends object>(body: T): T | undefined {
  return Object.values(body).some((item) => item !== undefined) ? body : undefined;
}

/** The members of a form, with `extra` over them; undefined for no body at all. */
export function fieldsOf(value: unknown, extra: unknown): { [name: string]: unknown } | undefined {
  if (value === undefined || value === null) {
    return extra === undefined ? undefined : merged({}, extra);
  }
  return merged(value, extra ?? {});
}

function merged(value: unknown, extra: unknown): { [name: string]: unknown } {
  if (!isObject(value) || !isObject(extra)) {
    throw new TypeError('forms and `body` of the options need a body that is an object');
  }
  return { ...value, ...extra };
}

function refuseExtra(extra: unknown): void {
  if (extra !== undefined)
    throw new TypeError('`body` of the options needs a body that is an object');
}
