import type { LiveConnectConstraints } from '@google/genai/web';

/** What the runtime's adapter knows about a request and the Web-standard `Request` does not carry. */
export interface RequestInfo {
  /** The address of the socket's other end. `toNodeListener` fills it in; on other runtimes the host passes it. */
  readonly remoteAddress?: string;
}

/** The one thing asked of a limiter. Every class of `rate-limiter-flexible` has it, in memory, on Redis or elsewhere. */
export interface RateLimiter {
  /**
   * Takes one point from `key`'s allowance. Rejects with an object that carries `msBeforeNext` (milliseconds) when the
   * allowance is used up; a rejection with anything else counts as a broken limiter, and no token is issued.
   */
  consume(key: string): Promise<unknown>;
}

/** How many tokens one caller may fetch. */
export interface RateLimitOptions {
  /** Tokens a caller may fetch in `duration`, 1 to 1,000,000. Default 20: a conversation needs one about every ten minutes. */
  readonly points?: number;
  /** Seconds until the allowance is whole again, 1 to 2,147,483 (24 days). Default 60. */
  readonly duration?: number;
  /** Replaces the limiter in memory, and what `points` and `duration` say: with several instances, pass one that they share (for instance on Redis). */
  readonly limiter?: RateLimiter;
  /**
   * Who is counted. Default: the caller's address, IPv6 by its /64 network. `remoteAddress` is already the address
   * that `trustProxy` yields, and undefined where the runtime told none.
   */
  readonly key?: (request: Request, info: RequestInfo) => string | Promise<string>;
}

/** Options of `createTokenHandler()`. */
export interface TokenHandlerOptions {
  /** The Gemini API key. It leaves this process only in the header of the call that mints a token. */
  readonly apiKey: string;
  /** Models that may be asked for. Default: the constraints' model, else `gemini-3.8-live`. A token works for one. */
  readonly models?: readonly string[];
  /**
   * What every token pins, in the SDK's own form `{ model?, config? }`. Fields that are not set here stay the page's to
   * choose: with `{ model }` alone, any prompt can be run on that model. Blank texts are refused.
   * `sessionResumption` is ignored: a token that pinned it would lose the page's resumption handle.
   */
  readonly constraints?: LiveConnectConstraints;
  /** Further `LiveConnectConfig` fields to pin at the service's default, by name. Default none. */
  readonly lockAdditionalFields?: readonly string[];
  /** How many sessions a token may open, 1 or more. Default 1; resuming one does not count. */
  readonly uses?: number;
  /** Seconds for which a session may use the token. Default 1800, at most 72,000 (the service's 20 hours). */
  readonly ttl?: number;
  /** Seconds within which a session must be opened. Default 60 (the service's own), never more than `ttl`. */
  readonly newSessionTtl?: number;
  /** Origins whose pages may ask, such as `https://www.example.com`. Default none. They get CORS headers too. */
  readonly allowedOrigins?: readonly string[];
  /**
   * Decides about a request: only `true` lets it pass, whatever its origin. The request can be read whole, body
   * included. A rejection answers 500 and issues nothing. Without it, `allowedOrigins` decides.
   */
  readonly authorize?: (request: Request, info: RequestInfo) => boolean | Promise<boolean>;
  /** The flood limit. Always on. */
  readonly rateLimit?: RateLimitOptions;
  /**
   * How many reverse proxies stand in front; `true` is one. Their `X-Forwarded-For` entries, counted from the right,
   * then tell the caller's address. Default `false`: the header is what any caller writes, and is not read.
   */
  readonly trustProxy?: boolean | number;
  /** Where tokens are minted and sessions opened instead of Google's address; told to the page as `baseUrl`. */
  readonly baseUrl?: string;
  /** The API version that tokens are minted with and good for. Default `v1alpha`. */
  readonly apiVersion?: string;
  /** Milliseconds until an unanswered call to the service counts as failed. Default 10,000. */
  readonly timeoutMs?: number;
  /** Told why a token could not be issued. The caller only ever sees a general sentence, and nothing is logged. */
  readonly onError?: (error: unknown) => void;
}

/** What `createTokenHandler()` returns. It never rejects. */
export type TokenHandler = (request: Request, info?: RequestInfo) => Promise<Response>;
