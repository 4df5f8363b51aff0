/** Who answered, as `TokenOrigin` names them. */
const ORIGINS: Readonly<Record<string, string>> = {
  endpoint: 'The token endpoint',
  provider: 'The tokenProvider',
  request: 'The answer to gemini-live-tokenrequest',
};
const named = (origin: string): string => ORIGINS[origin] ?? origin;

const REMEDIES: Readonly<Record<string, string>> = {
  400: 'it does not offer this model, or cannot read the request. Compare the model attribute with its list of models.',
  401: 'the visitor is not signed in, or the cookie was not sent (see options.credentials).',
  403: "it refuses this page. Add the page's origin to allowedOrigins, or see what authorize() decides.",
  404: 'there is nothing at this address. Correct token-endpoint.',
  405: 'it does not take POST.',
  413: 'it does not take this request: JSON of a few bytes, with Content-Type application/json.',
  415: 'it does not take this request: JSON of a few bytes, with Content-Type application/json.',
  429: 'too many requests.',
};

const remedyFor = (status: string): string =>
  REMEDIES[status] ??
  (Number(status) >= 500 ? "it failed. See the server's own records." : 'it did not issue a token.');

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
const wait = (retryAfter: string): string => {
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? ` Try again in ${Math.max(0, seconds)} s.` : ' Try again later.';
};

/** Why there is no token, and the remedy. What the endpoint answered is no part of it: it may hold anything. */
export const TOKENS = {
  'no-token-source': 'There is no way to a token: set token-endpoint or tokenProvider.',
  'bad-endpoint': 'token-endpoint is not an address.',
  'token-cancelled': 'The page cancelled gemini-live-tokenrequest without respondWith().',
  'token-late': (ms: string) => `No token came within ${ms} ms.`,
  'token-blocked': (origin: string) =>
    `The page's Content-Security-Policy refuses the token endpoint: add ${origin} to connect-src.`,
  'token-unreachable':
    'The token endpoint could not be reached. Is the device online, and the server running?',
  'token-unreachable-there': (origin: string) =>
    `The token endpoint could not be reached, or ${origin} does not allow this page's origin by CORS: add it to allowedOrigins there.`,
  'token-cut': 'The connection to the token endpoint broke before its answer was complete.',
  'token-status': (status: string, retryAfter: string) =>
    `The token endpoint answered ${status}: ${remedyFor(status)}${status === '429' ? wait(retryAfter) : ''}`,
  'token-empty': (status: string) =>
    `The token endpoint answered ${status} with nothing: expected JSON { "token": "auth_tokens/…" }.`,
  'token-html': (status: string) =>
    `The token endpoint answered ${status} with an HTML page: expected JSON. Correct token-endpoint.`,
  'token-sign-in': (status: string) =>
    `The token endpoint answered ${status} with an HTML page, after a redirect (to a sign-in page?): expected JSON. Correct token-endpoint.`,
  'token-not-json': (status: string) =>
    `The token endpoint answered ${status} with something that is not JSON: expected { "token": "auth_tokens/…" }.`,
  'token-failed': (origin: string) => `${named(origin)} failed: see the cause.`,
  'token-missing': (origin: string) =>
    `${named(origin)} answered without a token: expected JSON { "token": "auth_tokens/…" }.`,
  'token-malformed': (origin: string) =>
    `${named(origin)} answered with a token that is not one: it must be up to 4096 visible ASCII characters.`,
  'token-field': (origin: string, field: string) => `${named(origin)} answered with a bad "${field}".`,
  'token-locked': (origin: string) =>
    `${named(origin)} answered with a bad "locked": it must be a list of field names.`,
};
