/**
 * The allowed origins as a set to compare `Origin` headers with.
 * Throws a TypeError for anything but a plain http(s) origin: `*`, a path or a bare host name would otherwise silently
 * match nothing, or everything.
 */
export const parseOrigins = (origins: readonly string[]): ReadonlySet<string> =>
  new Set(origins.map(parseOrigin));

const parseOrigin = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined &&
    !text.includes('*') &&
    /^https?:$/.test(url.protocol) &&
    `${url.origin}/` === url.href;
  if (!plain) {
    throw new TypeError(
      `allowedOrigins: ${JSON.stringify(text)} is not an origin. Write scheme, host and port only, for instance ` +
        `"https://www.example.com"; to let others in, decide with authorize().`,
    );
  }
  return url.origin;
};

/** The request's origin when it is on the list. `null`, sent by sandboxed frames and redirects, never is. */
export const allowedOrigin = (request: Request, origins: ReadonlySet<string>): string | undefined => {
  const origin = request.headers.get('origin');
  return origin !== null && origins.has(origin) ? origin : undefined;
};

/**
 * Headers that let a page of an allowed origin read the answer, its cookies included. A page of any other origin gets
 * only `Vary`, which keeps a shared cache from mixing the two up.
 */
export const corsHeaders = (origin: string | undefined): Record<string, string> =>
  origin === undefined
    ? { Vary: 'Origin' }
    : {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'Retry-After',
      };

/** Whether the browser is asking for leave, before the request itself. */
export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' &&
  request.headers.has('origin') &&
  request.headers.has('access-control-request-method');

/** Header names, a comma between them (RFC 9110, 5.6.2). */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

/**
 * The answer to a preflight of an allowed origin. The page may add headers of its own (a CSRF token, say), so that the
 * names it asks for are granted as they are. Browsers remember the answer for ten minutes.
 */
export const preflightAnswer = (request: Request, origin: string): Response => {
  const wanted = request.headers.get('access-control-request-headers') ?? '';
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': HEADER_NAMES.test(wanted) ? wanted : 'content-type',
      'Access-Control-Max-Age': '600',
    },
  });
};
