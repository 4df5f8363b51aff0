import type { RequestInfo } from './token-handler-options.ts';

/**
 * The caller's address. Behind `hops` proxies it is the entry of `X-Forwarded-For` that the outermost of them wrote,
 * counted from the right: everything further left is the caller's own invention. With fewer entries than proxies the
 * request did not come the way it should have, and the socket's address counts.
 */
export const clientAddress = (
  request: Pick<Request, 'headers'>,
  info: RequestInfo,
  hops: number,
): string | undefined => {
  if (hops === 0) return info.remoteAddress;
  const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? [];
  const address = forwarded.at(-hops)?.trim();
  return forwarded.length >= hops && address ? stripPort(address) : info.remoteAddress;
};

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const stripPort = (address: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([^:]+):\d+$/.exec(address)?.[1] ?? address;

/**
 * The address as the limiter counts it. One home has a whole IPv6 /64 network at its disposal, so that the last 64 bits
 * are left out; an IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`) counts as itself.
 */
export const addressKey = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  return address.includes(':') ? `${network64(address)}::/64` : address;
};

const network64 = (address: string): string => {
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
};
