/** Logging without secrets. */

/** How much is logged: everything up to this level. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug';

/** What the log is written to, `console` for example. */
export interface Logger {
  error(message: string, ...rest: unknown[]): void;
  warn(message: string, ...rest: unknown[]): void;
  info(message: string, ...rest: unknown[]): void;
  debug(message: string, ...rest: unknown[]): void;
}

/** A level by its name; undefined when there is no such level. */
export function levelOf(name = ''): LogLevel | undefined {
  return /^(off|error|warn|info|debug)$/.test(name) ? (name as LogLevel) : undefined;
}

/** Whether a header or query parameter of this name may hold a credential. */
export function isSecret(name: string, secrets: readonly string[]): boolean {
  return (
    secrets.includes(name.toLowerCase()) ||
    /auth|cookie|credential|key|passw|secret|session|signature|token/i.test(name)
  );
}

/** Headers with the values of secret ones replaced. */
export function redactHeaders(
  headers: { readonly [name: string]: string | undefined },
  secrets: readonly string[],
): { [name: string]: string | undefined } {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecret(name, secrets) ? '[redacted]' : value,
    ]),
  );
}

/** A URL with the values of secret query parameters replaced. */
export function redactURL(url: string, secrets: readonly string[]): string {
  return url.replace(/([?&])([^=&]*)=[^&#]*/g, (pair, mark: string, name: string) =>
    isSecret(name, secrets) ? `${mark}${name}=[redacted]` : pair,
  );
}
