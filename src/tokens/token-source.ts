import { isFailure, LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import { requestToken } from './endpoint.ts';
import { readLiveToken, type GivenToken, type LiveToken, type TokenOrigin } from './live-token.ts';

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

/** Where tokens come from. */
export interface TokenSource {
  /** Address of the token endpoint, relative to the document. */
  readonly endpoint?: string | undefined;
  /** Takes precedence over `endpoint`. */
  readonly provider?: TokenProvider | undefined;
  /** Whether cookies go along. Default `same-origin`. */
  readonly credentials?: RequestCredentials | undefined;
  /** Milliseconds until a token that has not come counts as failed, the provider's included. Default 10,000. */
  readonly timeoutMs?: number;
  /** Sees every request before it is sent (not the provider's); returns `false` when the page cancelled it. */
  readonly onRequest?: (request: TokenRequest) => boolean;
}

/**
 * Fetches a token, and keeps nothing. Rejects with a `LiveFailure` of code `token`, `timeout`, `quota`, `auth`, `network` or
 * `blocked-by-csp`, or with the reason of `context.signal` (an AbortError) once that is aborted.
 */
export const getToken = async (source: TokenSource, context: TokenContext): Promise<GivenToken> => {
  const { timeoutMs = 10_000 } = source;
  context.signal.throwIfAborted();
  const given = new AbortController();
  const timer = setTimeout(
    () => given.abort(new LiveFailure('timeout', say('token-late', timeoutMs))),
    timeoutMs,
  );
  const leave = (): void => given.abort(context.signal.reason);
  context.signal.addEventListener('abort', leave);
  const { signal } = given;
  try {
    return await orAborted(ask(source, { ...context, signal }), signal);
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', leave);
  }
};

const ask = ({ provider, ...source }: TokenSource, context: TokenContext): Promise<GivenToken> =>
  provider === undefined ? askEndpoint(source, context) : fromPage(() => provider(context), 'provider');

const askEndpoint = async (
  { credentials = 'same-origin', endpoint, onRequest }: TokenSource,
  { model, apiVersion, signal }: TokenContext,
): Promise<GivenToken> => {
  const headers = new Headers({ 'Content-Type': 'application/json', Accept: 'application/json' });
  const body: Record<string, unknown> = { model, apiVersion };
  const { answer, proceed } = show(headers, body, onRequest);
  if (answer !== undefined) return fromPage(() => answer, 'request');
  if (!proceed) throw new LiveFailure('token', say('token-cancelled'));
  return requestToken({ url: endpointUrl(endpoint), headers, body, credentials, signal });
};

/** Shows the request to the page. What it answered counts even when it cancelled the request too. */
const show = (
  headers: Headers,
  body: Record<string, unknown>,
  onRequest: TokenSource['onRequest'],
): { readonly answer: Promise<string | LiveToken> | undefined; readonly proceed: boolean } => {
  let answer: Promise<string | LiveToken> | undefined;
  let open = true;
  const respondWith = (promise: Promise<string | LiveToken>): void => {
    if (!open || answer !== undefined) {
      throw new DOMException('respondWith() must be called once, during the event.', 'InvalidStateError');
    }
    answer = promise;
  };
  const proceed = onRequest?.({ headers, body, respondWith }) ?? true;
  open = false;
  return { answer, proceed };
};

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
