import { isFailure, LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import { requestToken } from './endpoint.ts';
import { readLiveToken, type LiveToken, type TokenOrigin } from './live-token.ts';
import { joinFlight, startFlight, type Flight } from './single-flight.ts';

/** What a token is wanted for. */
export interface TokenContext {
  readonly model: string;
  readonly apiVersion: string;
  /** `reconnect`: the conversation goes on over a new connection. */
  readonly reason: 'start' | 'reconnect';
  /** Aborted when the token is no longer wanted. */
  readonly signal: AbortSignal;
}

/** The page's own way to a token, instead of an endpoint. Called once for every new connection. */
export type TokenProvider = (context: TokenContext) => Promise<string | LiveToken>;

/** The request that is about to be sent, for the page to look at, change, cancel or answer itself. */
export interface TokenRequest {
  /** May be added to: a CSRF token, say. */
  readonly headers: Headers;
  /** `{ model, apiVersion }`; fields may be added. */
  readonly body: Record<string, unknown>;
  /** Answers in the endpoint's place. Once, and while the event is being dispatched. */
  readonly respondWith: (answer: Promise<string | LiveToken>) => void;
}

/** Options of `TokenSource`. */
export interface TokenSourceOptions {
  /** Address of the token endpoint, relative to the document. */
  readonly endpoint?: string;
  /** Takes precedence over `endpoint`. */
  readonly provider?: TokenProvider;
  /** Whether cookies go along. Default `same-origin`. */
  readonly credentials?: RequestCredentials;
  /** Milliseconds until a token that has not come counts as failed, the provider's included. Default 10,000. */
  readonly timeoutMs?: number;
  /** Sees every request before it is sent (not the provider's); returns `false` when the page cancelled it. */
  readonly onRequest?: (request: TokenRequest) => boolean;
}

/**
 * Fetches tokens: one for every call, and one for callers who ask for the same at the same time. Keeps nothing.
 */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  readonly #flights = new Map<string, Flight<LiveToken>>();

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  /**
   * Rejects with a `LiveFailure` of code `token`, `timeout`, `quota`, `auth`, `network` or `blocked-by-csp`, or with
   * the reason of `context.signal` (an AbortError) once that is aborted.
   */
  async get(context: TokenContext): Promise<LiveToken> {
    context.signal.throwIfAborted();
    const key = JSON.stringify([context.model, context.apiVersion]);
    const flight = this.#flights.get(key) ?? this.#start(key, context);
    return joinFlight(flight, context.signal);
  }

  #start(key: string, context: TokenContext): Flight<LiveToken> {
    const land = (flight: Flight<LiveToken>): void => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    const flight = startFlight((controller) => this.#fetch(context, controller), land);
    this.#flights.set(key, flight);
    return flight;
  }

  async #fetch(context: TokenContext, controller: AbortController): Promise<LiveToken> {
    const { timeoutMs = 10_000 } = this.#options;
    const { signal } = controller;
    const late = new LiveFailure('timeout', say('token-late', timeoutMs));
    const timer = setTimeout(() => controller.abort(late), timeoutMs);
    try {
      return await orAborted(this.#ask({ ...context, signal }), signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #ask(context: TokenContext): Promise<LiveToken> {
    const { provider } = this.#options;
    return provider === undefined
      ? this.#askEndpoint(context)
      : fromPage(() => provider(context), 'provider');
  }

  async #askEndpoint({ model, apiVersion, signal }: TokenContext): Promise<LiveToken> {
    const { endpoint, credentials = 'same-origin' } = this.#options;
    const headers = new Headers({ 'Content-Type': 'application/json', Accept: 'application/json' });
    const body: Record<string, unknown> = { model, apiVersion };
    const { answer, proceed } = this.#show(headers, body);
    if (answer !== undefined) return fromPage(() => answer, 'request');
    if (!proceed) throw new LiveFailure('token', say('token-cancelled'));
    return requestToken({ url: endpointUrl(endpoint), headers, body, credentials, signal });
  }

  /** Shows the request to the page. What it answered counts even when it cancelled the request too. */
  #show(
    headers: Headers,
    body: Record<string, unknown>,
  ): { readonly answer: Promise<string | LiveToken> | undefined; readonly proceed: boolean } {
    let answer: Promise<string | LiveToken> | undefined;
    let open = true;
    const respondWith = (promise: Promise<string | LiveToken>): void => {
      if (!open || answer !== undefined) {
        throw new DOMException('respondWith() must be called once, during the event.', 'InvalidStateError');
      }
      answer = promise;
    };
    const proceed = this.#options.onRequest?.({ headers, body, respondWith }) ?? true;
    open = false;
    return { answer, proceed };
  }
}

const endpointUrl = (endpoint: string | undefined): URL => {
  if (endpoint === undefined || endpoint.trim() === '') {
    throw new LiveFailure('token', say('no-token-source'));
  }
  if (!URL.canParse(endpoint, document.baseURI)) {
    throw new LiveFailure('token', say('bad-endpoint'));
  }
  return new URL(endpoint, document.baseURI);
};

/** Runs the page's own code; what it rejects with becomes the cause, and its text no part of ours. */
const fromPage = async (ask: () => Promise<string | LiveToken>, origin: TokenOrigin): Promise<LiveToken> => {
  let answer: unknown;
  try {
    answer = await ask();
  } catch (cause) {
    if (isFailure(cause)) throw cause;
    throw new LiveFailure('token', say('token-failed', origin), cause);
  }
  return readLiveToken(answer, origin);
};

/** Page code may ignore the signal: then the wait ends without it. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
