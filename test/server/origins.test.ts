import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenHandler } from '../../src/server/index.ts';
import { optionsFor, ORIGIN, tokenRequest } from './support/requests.ts';

const NOWHERE = 'http://127.0.0.1:1';

const preflight = (origin: string, wanted = 'content-type,x-csrf-token'): Request =>
  tokenRequest({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': wanted,
      'content-type': null,
    },
  });

test('a preflight of an allowed origin is granted, with the headers that the page asks for', async () => {
  const { status, headers } = await createTokenHandler(optionsFor(NOWHERE))(preflight(ORIGIN));
  assert.equal(status, 204);
  assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
  assert.equal(headers.get('access-control-allow-methods'), 'POST');
  assert.equal(headers.get('access-control-allow-headers'), 'content-type,x-csrf-token');
  assert.equal(headers.get('access-control-allow-credentials'), 'true');
  assert.match(headers.get('vary') ?? '', /origin/i);
});

test('a preflight of another origin gets no CORS header, even with authorize', async () => {
  const handler = createTokenHandler(optionsFor(NOWHERE, { authorize: () => true }));
  const { status, headers } = await handler(preflight('https://evil.example'));
  assert.equal(status, 405);
  assert.equal(headers.get('access-control-allow-origin'), null);
  assert.equal(headers.get('access-control-allow-headers'), null);
});

test('odd header names are not echoed', async () => {
  const { headers } = await createTokenHandler(optionsFor(NOWHERE))(preflight(ORIGIN, 'a b; c'));
  assert.equal(headers.get('access-control-allow-headers'), 'content-type');
});

test('refusals carry CORS headers too, so that the page can read why', async () => {
  const handler = createTokenHandler(optionsFor(NOWHERE));
  const { status, headers } = await handler(tokenRequest({ body: '{}' }));
  assert.equal(status, 400);
  assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
  assert.equal(headers.get('access-control-expose-headers'), 'Retry-After');
});

test('an origin that authorize lets in gets no CORS headers', async () => {
  const handler = createTokenHandler(optionsFor(NOWHERE, { authorize: () => true }));
  const { headers } = await handler(tokenRequest({ headers: { origin: 'https://other.example' } }));
  assert.equal(headers.get('access-control-allow-origin'), null);
});

test('what is not an origin is refused when the handler is made', () => {
  for (const origin of [
    '*',
    'null',
    'example.com',
    'https://a.example/path',
    'https://*.example.com/',
    'ftp://a.example',
  ]) {
    assert.throws(
      () => createTokenHandler(optionsFor(NOWHERE, { allowedOrigins: [origin] })),
      /allowedOrigins/,
      origin,
    );
  }
  createTokenHandler(
    optionsFor(NOWHERE, { allowedOrigins: ['https://a.example/', 'http://localhost:8017'] }),
  );
});
