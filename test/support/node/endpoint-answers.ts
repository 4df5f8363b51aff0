import type { IncomingMessage, ServerResponse } from 'node:http';

/** One way in which a token endpoint may answer. */
export type EndpointAnswer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): EndpointAnswer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
  };

const text =
  (
    body: string,
    type: string,
    status = 200,
    headers: Readonly<Record<string, string>> = {},
  ): EndpointAnswer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
  };

const fieldsOf = ({ url }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(url ?? '/', 'http://localhost').searchParams);

/** What bodies of refusals hold, so that tests can tell that no error quotes one. */
const SECRET = 'detail-of-the-server';

/** Answers by the last part of `/__token/<kind>`; a number is a status. */
export const ENDPOINT_ANSWERS: Readonly<Record<string, EndpointAnswer>> = {
  full: json({
    token: 'auth_tokens/full',
    apiVersion: 'v1beta',
    expireTime: '2030-01-01T00:30:00Z',
    newSessionExpireTime: '2030-01-01T00:01:00Z',
    locked: ['model'],
    baseUrl: 'http://127.0.0.1:9',
    more: 'unknown',
  }),
  nulls: json({ token: 'auth_tokens/nulls', apiVersion: null, locked: null, baseUrl: null }),
  name: json({ name: 'auth_tokens/name' }),
  string: json('auth_tokens/string'),
  text: text('auth_tokens/text\n', 'text/plain'),
  unguessed: json({ token: 'auth_tokens/of-the-endpoint-3f9c1e' }),
  raw: json({ token: 'AIzaNotARealKey' }),
  echo: (response, request, body) => {
    const { method, headers } = request;
    const seen = JSON.stringify({ method, headers, body: JSON.parse(body) as unknown });
    json({ token: `auth_tokens/${Buffer.from(seen).toString('base64url')}` })(response, request, body);
  },
  html: text(`<!doctype html><title>${SECRET}</title>`, 'text/html'),
  // What the query says: where to go on, and what is answered there to a page of any origin.
  to: (response, request) => {
    response.writeHead(303, { Location: fieldsOf(request)['url'] ?? '' }).end();
  },
  say: (response, request, body) =>
    json(fieldsOf(request), 200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'content-type',
    })(response, request, body),
  redirect: text('', 'text/plain', 302, { Location: '/__token/html' }),
  empty: text('', 'application/json'),
  none: text('', 'application/json', 204),
  'not-json': text(`${SECRET} {`, 'application/json'),
  null: json(null),
  number: json(42),
  'no-token': json({ access: 'x' }),
  'token-number': json({ token: 42 }),
  'token-empty': json({ token: '' }),
  'token-space': json({ token: 'auth_tokens/secret value' }),
  'token-control': json({ token: 'auth_tokens/secret\u0007' }),
  'token-newline': json({ token: 'auth_tokens/secret\n' }),
  'token-foreign': json({ token: 'auth_tokens/secrét' }),
  'token-long': json({ token: `auth_tokens/${'secret'.repeat(1000)}` }),
  'bad-version': json({ token: 'auth_tokens/secret', apiVersion: '../v1' }),
  'bad-base-url': json({ token: 'auth_tokens/secret', baseUrl: 'javascript:alert(1)' }),
  'bad-locked': json({ token: 'auth_tokens/secret', locked: 'model' }),
  'bad-time': json({ token: 'auth_tokens/secret', expireTime: 'soon' }),
  'retry-seconds': json({ error: SECRET }, 429, { 'Retry-After': '12' }),
  'retry-date': (response) => {
    const later = new Date(Date.now() + 90_000).toUTCString();
    response.writeHead(429, { 'Retry-After': later }).end();
  },
  'retry-odd': json({}, 429, { 'Retry-After': 'whenever' }),
  hang: () => undefined,
  drop: (response) => response.destroy(),
  half: (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
    response.write('{"token":"auth_tokens/se', () => response.destroy());
  },
};

/** A refusal with a status of the test's choice. */
export const statusAnswer = (status: number): EndpointAnswer => json({ error: { message: SECRET } }, status);
