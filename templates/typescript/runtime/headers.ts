/** Header and cookie parameters, for the operations that have any. */

import { own } from './encode.js';
import type { HeaderWriter } from './operation.js';
import { joined, pairs } from './query.js';

/** Puts the header and cookie parameters of a call into its headers. */
export const headerParameters: HeaderWriter = (headers, args, operation) => {
  for (const [name, value] of Object.entries(args.headers ?? {})) {
    if (value !== undefined) {
      const style = own(operation.headerStyles, name);
      headers[name.toLowerCase()] = style ? style(value) : joined(value, String);
    }
  }
  const cookies = pairs({ ...args.cookies }, operation.cookieStyles, writeCookie).join('; ');
  if (cookies) headers['cookie'] = cookies;
};

/** Encodes what a cookie's value cannot hold (RFC 6265, section 4.1.1). */
export function writeCookie(text: string): string {
  return text.replace(/[^\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]/gu, encodeURIComponent);
}
