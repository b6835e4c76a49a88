/** What an API sends to its callers: signatures verified, bodies read. */

import { ClientError } from './errors.js';
import { readJSON } from './read.js';

/** The body of a webhook, exactly as it came: before any JSON is read from it. */
export type Payload = string | Uint8Array;

/** Headers of a request, whatever the case of their names: those of `fetch`, or of Node.js. */
export type WebhookHeaders =
  | Headers
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | readonly string[] | null | undefined };

/** How a request is verified. */
export interface VerifyOptions {
  /** The secret that the API has given for the webhook. */
  secret: Payload;
  /** How many seconds old the request may be. */
  tolerance?: number | undefined;
}

/** How requests are signed: an HMAC (RFC 2104) in a header. */
export interface Signature {
  readonly header: string;
  readonly algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly encoding: 'hex' | 'base64';
  /** Stands before the signature; of several in the header one must be right. */
  readonly prefix?: string;
  /** What is signed, joined by `delimiter`; absent: the body. */
  readonly components?: readonly ('body' | 'timestamp' | 'message-id')[];
  readonly delimiter?: string;
  /** The header with the time; it must not be further away than `tolerance` seconds. */
  readonly timestamp?: string;
  readonly timestampFormat?: 'unix-seconds' | 'unix-millis' | 'iso8601';
  readonly tolerance?: number;
  /** The header with the id of the message. */
  readonly messageID?: string;
  /** Whether the secret is base64, perhaps behind `whsec_` (Standard Webhooks). */
  readonly encoded?: boolean;
}

/** A request that the API does not send like this: its body is no JSON. */
export class WebhookError extends ClientError {}

/** A request that somebody else has sent or changed, or that is too old. */
export class InvalidWebhookSignatureError extends WebhookError {}

/** What a body says, whoever has sent it. @throws {WebhookError} for one that is no JSON. */
export function readEvent<Event>(payload: Payload): Event {
  try {
    const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
    return readJSON(text) as Event;
  } catch (cause) {
    throw new WebhookError('the body of the webhook is not JSON', { cause });
  }
}

/** What a body says, once its signature is verified. */
export async function unwrapSigned<Event>(
  signature: Signature,
  payload: Payload,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<Event> {
  await verify(signature, payload, headers, options);
  return readEvent(payload);
}

/** @throws {InvalidWebhookSignatureError} unless the API has sent the request just now. */
export async function verify(
  signature: Signature,
  payload: Payload,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<void> {
  const { header, algorithm, encoding, prefix = '', components = ['body'] } = signature;
  const known = new Map(
    [...(Symbol.iterator in headers ? headers : Object.entries(headers))].map(
      ([name, value]) => [name.toLowerCase(), String(value ?? '')] as const,
    ),
  );
  const valueOf = (name: string): string => {
    const value = known.get(name.toLowerCase());
    if (!value) throw new InvalidWebhookSignatureError(`the header '${name}' is missing`);
    return value;
  };
  const given = valueOf(header);
  if (signature.timestamp !== undefined) {
    const tolerance = options.tolerance ?? signature.tolerance ?? 300;
    checkAge(valueOf(signature.timestamp), signature.timestampFormat, tolerance);
  }
  const parts = components.map((name) =>
    name === 'body'
      ? payload
      : valueOf((name === 'timestamp' ? signature.timestamp : signature.messageID) ?? ''),
  );
  const { subtle } = crypto;
  const secret = keyOf(options.secret, signature.encoded);
  const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: algorithm }, false, [
    'verify',
  ]);
  const content = joined(parts, signature.delimiter ?? '');
  for (const candidate of given.split(/\s+/)) {
    const found = candidate.startsWith(prefix) && decoded(candidate.slice(prefix.length), encoding);
    // Takes the same time wherever they differ.
    if (found && (await subtle.verify('HMAC', key, found, content))) return;
  }
  throw new InvalidWebhookSignatureError(
    `the signature in the header '${header}' does not match: the secret is another one, or the ` +
      'body is not the bytes that were sent',
  );
}

type Bytes = Uint8Array & { readonly buffer: ArrayBuffer };

function bytesOf(payload: Payload): Bytes {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  return bytes as Bytes;
}

function joined(parts: readonly Payload[], delimiter: string): Bytes {
  const pieces = parts.flatMap((part, at) => [...(at ? [delimiter] : []), part]).map(bytesOf);
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function keyOf(secret: Payload, encoded = false): Bytes {
  if (!secret.length) throw new ClientError('the secret of the webhooks is empty');
  if (!encoded || typeof secret !== 'string') return bytesOf(secret);
  const key = decoded(secret.replace(/^whsec_/, ''), 'base64');
  if (!key) throw new ClientError('the secret of the webhooks is not base64');
  return key;
}

function decoded(text: string, encoding: Signature['encoding']): Bytes | undefined {
  if (encoding === 'hex') {
    if (!/^([\da-f]{2})+$/i.test(text)) return undefined;
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  }
  try {
    return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function checkAge(text: string, format: Signature['timestampFormat'], tolerance: number): void {
  const sent =
    format === 'iso8601'
      ? Date.parse(text) / 1000
      : Number(text) / (format === 'unix-millis' ? 1000 : 1);
  if (Number.isNaN(sent)) throw new InvalidWebhookSignatureError('the timestamp is none');
  const late = Date.now() / 1000 - sent;
  if (Math.abs(late) > tolerance) {
    const where = late > 0 ? 'old' : 'in the future';
    throw new InvalidWebhookSignatureError(
      `the request is ${Math.abs(late).toFixed()} seconds ${where}, more than ${tolerance}`,
    );
  }
}
