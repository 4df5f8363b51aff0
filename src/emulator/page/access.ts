import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1';

/** The host of a `Host` header or an origin, in lower case, without port and brackets. */
const hostOf = (authority: string): string =>
  authority
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

const isLocalName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || (isIP(host) > 0 && isLoopback(host));

/**
 * Why this request may not see conversations; `undefined` when it may. Without `hosts` it must come from this machine and
 * ask for a name that nobody else can own: a page elsewhere whose name was made to lead here (DNS rebinding) asks for its
 * own. With `hosts`, those names are answered too, to whoever can reach them. Other sites may not embed or fetch anything.
 *
 * @param hosts host names or addresses, without ports
 */
export const refusalOf = (
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  hosts: readonly string[],
): string | undefined => {
  const host = hostOf(headers.host ?? '');
  const named = hosts.some((one) => one.toLowerCase() === host);
  if (!named && !isLocalName(host))
    return `The host ${host || '(none)'} is not one of those that may see this page.`;
  if (!named && !isLoopback(socket.remoteAddress ?? '')) return 'Only this machine may see this page.';
  const { origin } = headers;
  if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== headers.host)
    return 'Other sites may not read this.';
  const site = headers['sec-fetch-site'];
  const navigates = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates)
    return 'Other sites may not read this.';
  return undefined;
};
