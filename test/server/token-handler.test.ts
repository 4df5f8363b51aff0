import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createTokenHandler } from '../../src/server/index.ts';
import { startFakeUpstream, type FakeUpstream } from './support/fake-upstream.ts';
import { KEY, MODEL, optionsFor, ORIGIN, refusalOf, tokenRequest } from './support/requests.ts';

let upstream: FakeUpstream;
before(async () => {
  upstream = await startFakeUpstream();
});
afterEach(() => {
  upstream.setAnswer(undefined);
  upstream.calls.length = 0;
});
after(() => upstream.close());

test('answers with a token, its times and what it pins', async () => {
  const started = Date.now();
  const response = await createTokenHandler(optionsFor(upstream.url))(tokenRequest());
  const answer = (await response.json()) as Record<string, unknown>;
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(answer.token, 'auth_tokens/minted-1');
  assert.equal(answer.apiVersion, 'v1alpha');
  assert.equal(answer.baseUrl, upstream.url);
  assert.deepEqual(answer.locked, ['model', 'systemInstruction']);
  const seconds = (time: unknown): number => Math.round((Date.parse(String(time)) - started) / 1000);
  assert.ok(Math.abs(seconds(answer.expireTime) - 1800) <= 2);
  assert.ok(Math.abs(seconds(answer.newSessionExpireTime) - 60) <= 2);
});

test('mints one token a request, with the key in the header only', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url, { uses: 3, ttl: 40, newSessionTtl: 300 }));
  const first = (await (await handler(tokenRequest())).json()) as Record<string, unknown>;
  const second = (await (await handler(tokenRequest())).json()) as Record<string, unknown>;
  assert.notEqual(first.token, second.token);
  assert.equal(first.expireTime, first.newSessionExpireTime, 'a session starts within ttl');
  const [call] = upstream.calls;
  assert.equal(call?.method, 'POST');
  assert.match(call?.path ?? '', /^\/+v1alpha\/auth_tokens$/);
  assert.equal(call?.headers['x-goog-api-key'], KEY);
  assert.equal(call?.body.uses, 3);
  assert.equal(call?.body.expireTime, first.expireTime);
});

test('other methods get 405 with Allow', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const response = await handler(tokenRequest({ method }));
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get('allow'), 'POST, OPTIONS');
    assert.equal(response.headers.get('cache-control'), 'no-store');
  }
});

test('other content types get 415', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
    const headers = { 'content-type': type === '' ? null : type };
    assert.deepEqual(await refusalOf(await handler(tokenRequest({ headers }))), [415, 'content-type'], type);
  }
  const withCharset = { 'content-type': 'Application/JSON; charset=utf-8' };
  assert.equal((await handler(tokenRequest({ headers: withCharset }))).status, 200);
});

test('unknown, missing and null origins get 403 and no CORS headers', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  for (const origin of ['https://evil.example', 'http://www.example.com', `${ORIGIN}:444`, 'null', null]) {
    const response = await handler(tokenRequest({ headers: { origin } }));
    assert.equal(response.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(await refusalOf(response), [403, 'origin'], String(origin));
  }
  assert.equal(upstream.calls.length, 0);
});

test('without a list of origins nobody is allowed', async () => {
  const handler = createTokenHandler({ apiKey: KEY, baseUrl: upstream.url, constraints: { model: MODEL } });
  assert.deepEqual(await refusalOf(await handler(tokenRequest())), [403, 'origin']);
});

test('authorize decides, whatever the origin; only true is yes', async () => {
  const verdicts: [unknown, number][] = [
    [true, 200],
    [false, 403],
    [undefined, 403],
    ['yes', 403],
  ];
  for (const [verdict, status] of verdicts) {
    const authorize = () => verdict as boolean;
    const handler = createTokenHandler(optionsFor(upstream.url, { authorize }));
    for (const origin of [ORIGIN, 'https://other.example', null]) {
      assert.equal(
        (await handler(tokenRequest({ headers: { origin } }))).status,
        status,
        `${String(verdict)} ${origin}`,
      );
    }
  }
});

test('authorize may read headers and body, and knows the address', async () => {
  const seen: unknown[] = [];
  const handler = createTokenHandler({
    apiKey: KEY,
    baseUrl: upstream.url,
    authorize: async (request, info) => {
      seen.push(request.headers.get('cookie'), await request.json(), info.remoteAddress);
      return true;
    },
  });
  const response = await handler(tokenRequest({ headers: { cookie: 'session=1' } }), {
    remoteAddress: '192.0.2.1',
  });
  assert.equal(response.status, 200);
  assert.deepEqual(seen, ['session=1', { model: MODEL, apiVersion: 'v1alpha' }, '192.0.2.1']);
});

test('a failing authorize answers 500, issues nothing, and only the host learns why', async () => {
  const errors: unknown[] = [];
  const failure = new Error('database password is hunter2');
  const authorize = () => Promise.reject(failure);
  const handler = createTokenHandler(
    optionsFor(upstream.url, { authorize, onError: (error) => errors.push(error) }),
  );
  const response = await handler(tokenRequest());
  assert.doesNotMatch(await response.clone().text(), /hunter2/);
  assert.deepEqual(await refusalOf(response), [500, 'internal']);
  assert.deepEqual(errors, [failure]);
  assert.equal(upstream.calls.length, 0);
});

test('models outside the list and bad bodies get 400', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  const bodies: [string, string][] = [
    [JSON.stringify({ model: 'gemini-9' }), 'model'],
    [JSON.stringify({ model: 7 }), 'body'],
    ['{}', 'body'],
    ['[]', 'body'],
    ['null', 'body'],
    ['{', 'body'],
    ['', 'body'],
  ];
  for (const [body, code] of bodies) {
    assert.deepEqual(await refusalOf(await handler(tokenRequest({ body }))), [400, code], body);
  }
  assert.equal(upstream.calls.length, 0);
  const prefixed = JSON.stringify({ model: `models/${MODEL}` });
  assert.equal((await handler(tokenRequest({ body: prefixed }))).status, 200);
});

test('a body beyond 16 kB gets 413', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  const body = JSON.stringify({ model: MODEL, more: 'x'.repeat(17_000) });
  assert.deepEqual(await refusalOf(await handler(tokenRequest({ body }))), [413, 'body']);
});

test('no detail of an upstream error reaches the caller; the host may have it', async () => {
  const errors: unknown[] = [];
  const handler = createTokenHandler(optionsFor(upstream.url, { onError: (error) => errors.push(error) }));
  for (const status of [400, 401, 403, 404, 429, 500, 503]) {
    upstream.setAnswer({ status, body: { error: { message: `secret project 4711 ${KEY}`, status: 'X' } } });
    const response = await handler(tokenRequest());
    const text = await response.clone().text();
    assert.doesNotMatch(text, /4711|key/i);
    assert.deepEqual(await refusalOf(response), [502, 'upstream'], String(status));
  }
  assert.equal(errors.length, 7);
  assert.match(String(errors[0]), /4711/);
});

test('an answer without a token, and a service that cannot be reached, get 502', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  for (const body of [{}, { name: 7 }, { name: 'operations/1' }, []]) {
    upstream.setAnswer({ status: 200, body });
    assert.deepEqual(await refusalOf(await handler(tokenRequest())), [502, 'upstream']);
  }
  const nowhere = createTokenHandler(optionsFor('http://127.0.0.1:1'));
  assert.deepEqual(await refusalOf(await nowhere(tokenRequest())), [502, 'upstream']);
});

test('a service that never answers gets 504', async () => {
  upstream.setAnswer('hang');
  const handler = createTokenHandler(optionsFor(upstream.url, { timeoutMs: 30 }));
  assert.deepEqual(await refusalOf(await handler(tokenRequest())), [504, 'upstream-timeout']);
});

test('a caller who has gone ends the call to the service, and is no error of the host', async () => {
  upstream.setAnswer('hang');
  const errors: unknown[] = [];
  const handler = createTokenHandler(optionsFor(upstream.url, { onError: (error) => errors.push(error) }));
  const gone = new AbortController();
  const called = upstream.nextCall();
  const pending = handler(tokenRequest({ signal: gone.signal }));
  await called;
  gone.abort();
  assert.equal((await pending).status, 504);
  assert.deepEqual(errors, []);
});

test('a reporting function that throws changes nothing', async () => {
  upstream.setAnswer({ status: 500, body: {} });
  const onError = () => {
    throw new Error('reporting is down');
  };
  const handler = createTokenHandler(optionsFor(upstream.url, { onError }));
  assert.deepEqual(await refusalOf(await handler(tokenRequest())), [502, 'upstream']);
});

test('writes nothing to the console', async (context) => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    context.mock.method(console, name, () => undefined),
  );
  const handler = createTokenHandler(optionsFor(upstream.url));
  await handler(tokenRequest());
  upstream.setAnswer({ status: 403, body: {} });
  await handler(tokenRequest());
  await handler(tokenRequest({ method: 'GET' }));
  assert.equal(
    spies.reduce((sum, spy) => sum + spy.mock.callCount(), 0),
    0,
  );
});
