/** What a client does around `fetch`: middleware, and a log without secrets. */

import { type LogLevel, redactHeaders, redactURL } from './log.js';
import type { CommonOptions, Fetch } from './options.js';

/** `fetch` with the middleware and the log of a client's options around it. */
export function observed(options: CommonOptions, secrets: readonly string[] = []): Fetch {
  const { logger = console, logLevel = 'warn', middleware = [] } = options;
  const send = middleware.reduceRight<Fetch>(
    (next, one) => (url, init) => one(url, init, next),
    options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
  );
  if (logLevel !== 'debug') return warned(send, logger, logLevel, secrets);
  return async (url, init) => {
    const name = `${init.method} ${redactURL(url, secrets)}`;
    logger.debug(`request ${name}`, redactHeaders(init.headers as {}, secrets));
    const started = Date.now();
    try {
      const response = await send(url, init);
      logger.debug(
        `answer ${response.status} to ${name} after ${Date.now() - started} ms`,
        redactHeaders(Object.fromEntries(response.headers), secrets),
      );
      return response;
    } catch (error) {
      logger.debug(`no answer to ${name} after ${Date.now() - started} ms: ${String(error)}`);
      throw error;
    }
  };
}

/** Warns, once, when credentials would cross the network in clear. */
function warned(
  send: Fetch,
  logger: { warn(message: string): void },
  logLevel: LogLevel,
  secrets: readonly string[],
): Fetch {
  if (!secrets[0] || /^(off|error)$/.test(logLevel)) return send;
  let isKnown = false;
  return (url, init) => {
    if (!isKnown && /^http:\/\/(?!localhost\b|127\.|\[::1\])/.test(url)) {
      isKnown = true;
      logger.warn(`credentials go to ${new URL(url).host} without encryption`);
    }
    return send(url, init);
  };
}
