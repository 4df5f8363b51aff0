import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import { watchCsp } from './csp-watch.ts';
import { readLiveToken, type GivenToken } from './live-token.ts';
import { statusError } from './status-errors.ts';

/** One request to the token endpoint, complete. */
export interface EndpointRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly credentials: RequestCredentials;
  readonly signal: AbortSignal;
}

/**
 * Asks the endpoint. Every outcome but a token is a `LiveFailure`, except that an aborted `signal` rejects with its
 * own reason. Neither the token nor the body of the answer is in any of them.
 */
export const requestToken = async (request: EndpointRequest): Promise<GivenToken> => {
  const response = await send(request);
  if (!response.ok) throw statusError(response.status, response.headers.get('retry-after'));
  const text = (await read(response, request.signal)).trim();
  // A redirect may lead anywhere. What a service worker made up has no address: it is the page's own.
  const { origin } = new URL(response.url || request.url);
  return { ...readLiveToken(parse(text, response), 'endpoint'), origin };
};

const send = async ({ url, headers, body, credentials, signal }: EndpointRequest): Promise<Response> => {
  const csp = watchCsp(url);
  try {
    return await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials,
      signal,
      cache: 'no-store',
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw (await csp.wasBlocked()) ? blocked(url, cause) : unreachable(url, cause);
  } finally {
    csp.dispose();
  }
};

const blocked = ({ origin }: URL, cause: unknown): LiveFailure =>
  new LiveFailure('blocked-by-csp', say('token-blocked', origin), cause);

const unreachable = ({ origin }: URL, cause: unknown): LiveFailure =>
  new LiveFailure(
    'network',
    origin === location.origin ? say('token-unreachable') : say('token-unreachable-there', origin),
    cause,
  );

const read = async (response: Response, signal: AbortSignal): Promise<string> => {
  try {
    return await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new LiveFailure('network', say('token-cut'), cause);
  }
};

const parse = (text: string, { redirected, status }: Response): unknown => {
  if (text.startsWith('auth_tokens/')) return text;
  if (text === '') throw new LiveFailure('token', say('token-empty', status));
  if (text.startsWith('<')) {
    throw new LiveFailure('token', say(redirected ? 'token-sign-in' : 'token-html', status));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new LiveFailure('token', say('token-not-json', status));
  }
};
