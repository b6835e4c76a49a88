/** Which redirects are followed, and what goes along (RFC 9110, section 15.4). */

import { APIConnectionError } from './errors.js';
import type { Redirect } from './options.js';

/**
 * Follows redirects: an option of clients. Another origin gets no credentials.
 *
 * Leads the request to the place that an answer names; false when it is not followed.
 */
export const followRedirects: Redirect = (request, { status, headers }) => {
  const location = headers.get('location');
  const isRead = /^(GET|HEAD)$/.test(request.operation.method);
  if (!location || !/^30[12378]$/.test(`${status}`)) return false;
  if (!isRead && (status < 307 || request.body?.once)) return false;
  let target: URL;
  try {
    target = new URL(location, request.url);
  } catch {
    return false;
  }
  if (!/^https?:$/.test(target.protocol)) return false;
  request.redirects = (request.redirects ?? 0) + 1;
  if (request.redirects > 5) throw new APIConnectionError('too many redirects');
  if (target.origin !== new URL(request.url).origin) {
    // Whoever has put it there: no header that could hold a secret.
    for (const name in request.headers) {
      if (!/^(accept|content-type|user-agent)$/.test(name)) delete request.headers[name];
    }
    request.credentials = [];
  }
  target.hash = '';
  request.url = target.href;
  return true;
};
