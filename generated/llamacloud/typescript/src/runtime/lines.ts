/** Server-sent events and lines, from bytes. */

import { StreamError } from './errors.js';

/** Characters that an event or a line may have. */
const LONGEST = 1 << 24;

/** One event: its type, its data, the last id seen so far, the milliseconds to reconnect. */
export interface ServerSentEvent {
  event: string;
  data: string;
  id: string;
  retry?: number;
}

/** Cuts text into lines: at LF, CR and CRLF, wherever the pieces end. */
class Lines {
  #rest = '';
  #endsWithCR = false;
  readonly #end: RegExp;

  constructor(end: RegExp) {
    this.#end = end;
  }

  feed(text: string): string[] {
    if (this.#endsWithCR && text) {
      // The LF of a CRLF whose CR was the last of its piece.
      text = text.startsWith('\n') ? text.slice(1) : text;
      this.#endsWithCR = false;
    }
    if (this.#end.source.includes('\\r|')) this.#endsWithCR = text.endsWith('\r');
    const lines = text.split(this.#end);
    lines[0] = this.#rest + (lines[0] ?? '');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST) throw new StreamError(`a line is longer than ${LONGEST}`);
    return lines;
  }

  rest(): string {
    return this.#rest;
  }
}

/** Turns bytes into events (HTML standard, section 9.2.6). */
export class EventParser {
  readonly #decoder = new TextDecoder();
  readonly #lines: Lines = new Lines(/\r\n|\r|\n/);
  #data: string[] = [];
  #size = 0;
  #event = '';
  #id = '';
  #retry: number | undefined;

  /** The events that are complete now. What is incomplete at the end of the stream is none. */
  feed(chunk: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    for (const line of this.#lines.feed(this.#decoder.decode(chunk, { stream: true }))) {
      if (line) this.#field(line);
      else {
        if (this.#data.length) {
          const retry = this.#retry === undefined ? {} : { retry: this.#retry };
          const event = this.#event || 'message';
          events.push({ event, data: this.#data.join('\n'), id: this.#id, ...retry });
        }
        this.#data = [];
        this.#size = 0;
        this.#event = '';
        this.#retry = undefined;
      }
    }
    return events;
  }

  #field(line: string): void {
    const [, name, value = ''] = /^([^:]*)(?::[ ]?([^]*))?$/.exec(line) ?? [];
    if (name === 'data') {
      this.#data.push(value);
      this.#size += value.length;
      if (this.#size > LONGEST) throw new StreamError(`an event is longer than ${LONGEST}`);
    } else if (name === 'event') this.#event = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    else if (name === 'retry' && /^\d{1,15}$/.test(value)) this.#retry = Number(value);
  }
}

/** Turns bytes into lines that are not blank; a record separator (RFC 7464) is not part of them. */
export class LineParser {
  readonly #decoder = new TextDecoder();
  readonly #lines: Lines = new Lines(/\r?\n/);

  feed(chunk: Uint8Array): string[] {
    return this.#lines.feed(this.#decoder.decode(chunk, { stream: true })).flatMap(trimmed);
  }

  /** The last line, when it has no end. */
  rest(): string[] {
    return trimmed(this.#lines.rest() + this.#decoder.decode());
  }
}

function trimmed(line: string): string[] {
  // eslint-disable-next-line no-control-regex -- the record separator
  const text = line.replace(/^[\x1e \t]+|[\x1e \t\r]+$/g, '');
  return text ? [text] : [];
}
