import { GeminiLiveError } from '../errors.ts';

/**
 * The error for an answer of the token endpoint outside 200…299. The sentence names the status and the remedy; the body
 * is not part of it, for it may hold anything.
 */
export const statusError = (status: number, retryAfter: string | null): GeminiLiveError => {
  const says = (remedy: string): string => `The token endpoint answered ${status}: ${remedy}`;
  switch (status) {
    case 401:
      return new GeminiLiveError(
        'auth',
        says('the visitor is not signed in, or the cookie was not sent (see options.credentials).'),
      );
    case 403:
      return new GeminiLiveError(
        'auth',
        says(
          "it refuses this page. Add the page's origin to allowedOrigins, or see what authorize() decides.",
        ),
      );
    case 429:
      return new GeminiLiveError('quota', says(`too many requests. ${waitSentence(retryAfter)}`));
    case 400:
      return new GeminiLiveError(
        'token',
        says(
          'it does not offer this model, or cannot read the request. Compare the model attribute with its list of models.',
        ),
      );
    case 404:
      return new GeminiLiveError('token', says('there is nothing at this address. Correct token-endpoint.'));
    case 405:
      return new GeminiLiveError('token', says('it does not take POST.'));
    case 413:
    case 415:
      return new GeminiLiveError(
        'token',
        says('it does not take this request: JSON of a few bytes, with Content-Type application/json.'),
      );
    default:
      return new GeminiLiveError(
        'token',
        says(status >= 500 ? "it failed. See the server's own records." : 'it did not issue a token.'),
      );
  }
};

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
const waitSentence = (retryAfter: string | null): string => {
  if (retryAfter === null) return 'Try again later.';
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? `Try again in ${Math.max(0, seconds)} s.` : 'Try again later.';
};
