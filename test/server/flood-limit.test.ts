import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { createTokenHandler, type RequestInfo, type TokenHandlerOptions } from '../../src/server/index.ts';
import { startFakeUpstream, type FakeUpstream } from './support/fake-upstream.ts';
import { optionsFor, refusalOf, tokenRequest } from './support/requests.ts';

let upstream: FakeUpstream;
before(async () => {
  upstream = await startFakeUpstream();
});
after(() => upstream.close());

const handlerWith = (more: Partial<TokenHandlerOptions>) =>
  createTokenHandler(optionsFor(upstream.url, more));

/** The addresses that share an allowance of one: each is asked for in turn, and its status kept. */
const statuses = async (
  more: Partial<TokenHandlerOptions>,
  callers: readonly { readonly remoteAddress?: string; readonly forwarded?: string }[],
): Promise<number[]> => {
  const handler = handlerWith({ rateLimit: { points: 1 }, ...more });
  const all: number[] = [];
  for (const { remoteAddress, forwarded = null } of callers) {
    const info: RequestInfo = remoteAddress === undefined ? {} : { remoteAddress };
    all.push((await handler(tokenRequest({ headers: { 'x-forwarded-for': forwarded } }), info)).status);
  }
  return all;
};

test('floods get 429 with Retry-After in whole seconds, and mint nothing', async () => {
  const handler = handlerWith({ rateLimit: { points: 3, duration: 30 } });
  for (let index = 0; index < 3; index++) assert.equal((await handler(tokenRequest())).status, 200);
  const minted = upstream.calls.length;
  const response = await handler(tokenRequest());
  const wait = Number(response.headers.get('retry-after'));
  assert.ok(Number.isInteger(wait) && wait >= 29 && wait <= 30);
  assert.deepEqual(await refusalOf(response), [429, 'rate-limit']);
  assert.equal(upstream.calls.length, minted);
});

test('it is on by default', async () => {
  const handler = handlerWith({});
  const codes: number[] = [];
  for (let index = 0; index < 21; index++) codes.push((await handler(tokenRequest())).status);
  assert.deepEqual([codes[19], codes[20]], [200, 429]);
});

test('callers are counted by address', async () => {
  const callers = ['192.0.2.1', '192.0.2.2', '192.0.2.1'].map((remoteAddress) => ({ remoteAddress }));
  assert.deepEqual(await statuses({}, callers), [200, 200, 429]);
});

test('callers of unknown address share one allowance', async () => {
  assert.deepEqual(await statuses({}, [{}, {}]), [200, 429]);
});

test('an IPv6 network of 64 bits is one caller, and a mapped IPv4 address is itself', async () => {
  const callers = [
    '2001:db8:1:2::1',
    '2001:0db8:0001:0002:ffff::9',
    '2001:db8:1:3::1',
    '::ffff:192.0.2.9',
    '192.0.2.9',
    '::ffff:192.0.2.10',
  ].map((remoteAddress) => ({ remoteAddress }));
  assert.deepEqual(await statuses({}, callers), [200, 429, 200, 200, 429, 200]);
});

test('forwarded headers are not read without trustProxy', async () => {
  const callers = [
    { remoteAddress: '192.0.2.1', forwarded: '198.51.100.1' },
    { remoteAddress: '192.0.2.1', forwarded: '198.51.100.2' },
  ];
  assert.deepEqual(await statuses({}, callers), [200, 429]);
});

test('with trustProxy the entry that the proxy wrote counts, not what the caller wrote before it', async () => {
  const callers = [
    { remoteAddress: '10.0.0.1', forwarded: '203.0.113.1, 198.51.100.1' },
    { remoteAddress: '10.0.0.1', forwarded: '203.0.113.2, 198.51.100.1' },
    { remoteAddress: '10.0.0.1', forwarded: '203.0.113.2, 198.51.100.2' },
    { remoteAddress: '10.0.0.1', forwarded: '198.51.100.2:4711' },
  ];
  assert.deepEqual(await statuses({ trustProxy: true }, callers), [200, 429, 200, 429]);
});

test('with two proxies the last entry but one counts; too few entries leave the socket', async () => {
  const callers = [
    { remoteAddress: '10.0.0.1', forwarded: '203.0.113.1, 198.51.100.1, 10.0.0.2' },
    { remoteAddress: '10.0.0.1', forwarded: '203.0.113.9, 198.51.100.1, 10.0.0.3' },
    { remoteAddress: '10.0.0.1', forwarded: '198.51.100.7' },
    { remoteAddress: '10.0.0.1', forwarded: '198.51.100.8' },
  ];
  assert.deepEqual(await statuses({ trustProxy: 2 }, callers), [200, 429, 200, 429]);
});

test('the host may count by something else', async () => {
  const seen: RequestInfo[] = [];
  const key = (request: Request, info: RequestInfo): string => {
    seen.push(info);
    return request.headers.get('authorization') ?? 'nobody';
  };
  const handler = handlerWith({ rateLimit: { points: 1, key }, trustProxy: true });
  const ask = (authorization: string) =>
    handler(tokenRequest({ headers: { authorization, 'x-forwarded-for': '198.51.100.1' } }), {
      remoteAddress: '10.0.0.1',
    });
  assert.deepEqual(
    [(await ask('a')).status, (await ask('b')).status, (await ask('a')).status],
    [200, 200, 429],
  );
  assert.deepEqual(seen[0], { remoteAddress: '198.51.100.1' });
});

test('a limiter of the package, shared by two handlers, counts them together', async () => {
  const rateLimit = { limiter: new RateLimiterMemory({ points: 1, duration: 10 }) };
  assert.equal((await handlerWith({ rateLimit })(tokenRequest())).status, 200);
  assert.equal((await handlerWith({ rateLimit })(tokenRequest())).status, 429);
});

test('a limiter or key that fails issues nothing, and the host learns why', async () => {
  const errors: unknown[] = [];
  const down = new Error('redis://user:secret@store is down');
  const options = { onError: (error: unknown) => errors.push(error) };
  const limiter = { consume: () => Promise.reject(down) };
  const broken = await handlerWith({ ...options, rateLimit: { limiter } })(tokenRequest());
  assert.doesNotMatch(await broken.clone().text(), /secret/);
  assert.deepEqual(await refusalOf(broken), [503, 'unavailable']);
  const keyless = handlerWith({ ...options, rateLimit: { key: () => '' } });
  assert.deepEqual(await refusalOf(await keyless(tokenRequest())), [500, 'internal']);
  assert.equal(errors[0], down);
  assert.equal(errors.length, 2);
});

test('authorize is behind the limit, so that a flood cannot reach what it asks', async () => {
  let asked = 0;
  const authorize = () => {
    asked += 1;
    return false;
  };
  const handler = handlerWith({ authorize, rateLimit: { points: 2 } });
  for (let index = 0; index < 5; index++) await handler(tokenRequest());
  assert.equal(asked, 2);
});
