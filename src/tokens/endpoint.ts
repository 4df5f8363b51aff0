import { GeminiLiveError } from '../errors.ts';
import { watchCsp } from './csp-watch.ts';
import { readLiveToken, type LiveToken } from './live-token.ts';
import { statusError } from './status-errors.ts';

/** One request to the token endpoint, complete. */
export interface EndpointRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly credentials: RequestCredentials;
  readonly signal: AbortSignal;
}

const SOURCE = 'The token endpoint';

/**
 * Asks the endpoint. Every outcome but a token is a `GeminiLiveError`, except that an aborted `signal` rejects with its
 * own reason. Neither the token nor the body of the answer is in any of them.
 */
export const requestToken = async (request: EndpointRequest): Promise<LiveToken> => {
  const response = await send(request);
  if (!response.ok) throw statusError(response.status, response.headers.get('retry-after'));
  const text = (await read(response, request.signal)).trim();
  return readLiveToken(parse(text, response), SOURCE);
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

const blocked = (url: URL, cause: unknown): GeminiLiveError =>
  new GeminiLiveError(
    'blocked-by-csp',
    `The page's Content-Security-Policy refuses the token endpoint: add ${url.origin} to connect-src.`,
    { cause },
  );

const unreachable = (url: URL, cause: unknown): GeminiLiveError =>
  new GeminiLiveError(
    'network',
    url.origin === location.origin
      ? 'The token endpoint could not be reached. Is the device online, and the server running?'
      : `The token endpoint could not be reached, or ${url.origin} does not allow this page's origin by CORS: add it to allowedOrigins there.`,
    { cause },
  );

const read = async (response: Response, signal: AbortSignal): Promise<string> => {
  try {
    return await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new GeminiLiveError(
      'network',
      'The connection to the token endpoint broke before its answer was complete.',
      { cause },
    );
  }
};

const parse = (text: string, response: Response): unknown => {
  const answered = `${SOURCE} answered ${response.status}`;
  if (text === '')
    throw new GeminiLiveError(
      'token',
      `${answered} with nothing: expected JSON { "token": "auth_tokens/…" }.`,
    );
  if (text.startsWith('<')) {
    const path = response.redirected ? ', after a redirect (to a sign-in page?)' : '';
    throw new GeminiLiveError(
      'token',
      `${answered} with an HTML page${path}: expected JSON. Correct token-endpoint.`,
    );
  }
  if (text.startsWith('auth_tokens/')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new GeminiLiveError(
      'token',
      `${answered} with something that is not JSON: expected { "token": "auth_tokens/…" }.`,
    );
  }
};
