import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { Refusal } from './answers.ts';
import { addressKey } from './client-address.ts';
import { inRange } from './in-range.ts';
import type { RateLimiter, RateLimitOptions, RequestInfo } from './token-handler-options.ts';

/** Takes one point of the caller's allowance, or throws the `Refusal` that says when to come back. */
export type FloodLimit = (request: Request, info: RequestInfo) => Promise<void>;

/** Callers whose address nobody told share one allowance: too strict rather than none. */
const UNKNOWN_CALLER = 'unknown';

const byAddress = (_request: Request, { remoteAddress }: RequestInfo): string =>
  remoteAddress ? addressKey(remoteAddress) : UNKNOWN_CALLER;

/** More is no limit. */
const MAX_POINTS = 1_000_000;
/** Seconds. The limiter forgets a caller by a timer, and a timer of more than 2³¹ − 1 ms runs out at once. */
const MAX_DURATION = 2_147_483;

/**
 * The flood limit of one handler. A limiter that fails (its store is down) issues no tokens: 503.
 * Throws a TypeError or RangeError that names the option which is wrong.
 */
export const createFloodLimit = (options: RateLimitOptions): FloodLimit => {
  if (typeof options !== 'object' || options === null) throw new TypeError('rateLimit must be an object.');
  const { key = byAddress } = options;
  if (typeof key !== 'function') throw new TypeError('rateLimit.key must be a function.');
  const limiter: RateLimiter = options.limiter ?? inMemory(options);
  if (typeof limiter.consume !== 'function') {
    throw new TypeError('rateLimit.limiter must have a method consume(key).');
  }
  return async (request, info) => {
    const caller = await key(request, info);
    if (typeof caller !== 'string' || caller === '') throw new TypeError('rateLimit.key() returned no text.');
    try {
      await limiter.consume(caller);
    } catch (reason) {
      throw refusalFor(reason);
    }
  };
};

const inMemory = ({ points = 20, duration = 60 }: RateLimitOptions): RateLimiter =>
  new RateLimiterMemory({
    points: inRange('rateLimit.points', points, 1, MAX_POINTS),
    duration: inRange('rateLimit.duration', duration, 1, MAX_DURATION),
    keyPrefix: 'live-token',
  });

const refusalFor = (reason: unknown): Refusal => {
  const wait = millisecondsLeft(reason);
  if (wait === undefined) {
    return new Refusal(503, 'unavailable', 'Tokens cannot be issued at the moment.', { cause: reason });
  }
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return new Refusal(429, 'rate-limit', `Too many requests. Try again in ${seconds} s.`, {
    headers: { 'Retry-After': String(seconds) },
  });
};

const millisecondsLeft = (reason: unknown): number | undefined => {
  if (typeof reason !== 'object' || reason === null || !('msBeforeNext' in reason)) return undefined;
  const { msBeforeNext } = reason;
  return typeof msBeforeNext === 'number' && Number.isFinite(msBeforeNext) ? msBeforeNext : undefined;
};
