/** The few things of Node.js that the tests need, so that there is nothing to install for them. */

declare module 'node:test' {
  export function describe(name: string, body: () => void): void;
  export function test(name: string, body: () => void | Promise<void>): void;
}

declare module 'node:assert/strict' {
  const strict: {
    ok(value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
  };
  export default strict;
}

declare module 'node:crypto' {
  export interface Hmac {
    update(text: string): Hmac;
    digest(encoding: 'hex' | 'base64'): string;
  }
  export function createHmac(algorithm: string, key: string): Hmac;
}

declare module 'node:http' {
  export interface IncomingMessage extends AsyncIterable<Uint8Array> {
    method: string;
    url: string;
    headers: { [name: string]: string | undefined };
  }
  export interface ServerResponse {
    writeHead(status: number, headers: { [name: string]: string }): void;
    end(content?: string): void;
  }
  export interface Server {
    listen(port: number, host: string, done: () => void): void;
    address(): { port: number };
    close(): void;
    closeAllConnections(): void;
  }
  export function createServer(
    listener: (request: IncomingMessage, response: ServerResponse) => void,
  ): Server;
}
