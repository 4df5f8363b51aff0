import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { seeded } from '../../src/core/random.ts';
import { createTokenHandler } from '../../src/server/index.ts';
import { startFakeUpstream, type FakeUpstream } from './support/fake-upstream.ts';
import { KEY, MODEL, optionsFor, ORIGIN, tokenRequest } from './support/requests.ts';

let upstream: FakeUpstream;
before(async () => {
  upstream = await startFakeUpstream();
});
afterEach(() => {
  upstream.calls.length = 0;
});
after(() => upstream.close());

const MODELS: readonly [string, ...string[]] = [
  MODEL,
  `models/${MODEL}`,
  `${MODEL}\u0000`,
  ` ${MODEL}`,
  MODEL.toUpperCase(),
  `../${MODEL}`,
  '__proto__',
];
const ORIGINS: readonly [string, ...string[]] = [
  ORIGIN,
  ...[`${ORIGIN}/`, `${ORIGIN}.evil.example`, `${ORIGIN}@evil.example`, 'https://evil.example', 'null', ''],
  ...[
    ORIGIN.toUpperCase(),
    ORIGIN.replace('https', 'http'),
    `${ORIGIN}:8443`,
    `${ORIGIN}, https://evil.example`,
  ],
];
const TYPES: readonly [string, ...string[]] = [
  'application/json',
  ...['Application/JSON; charset=utf-8', 'text/plain', 'application/json-seq'],
  ...['text/plain; application/json', 'application/jsonp', 'multipart/form-data; boundary=x'],
];

/** What a caller would like the token to have. */
const WISHES: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { apiVersion: '../v1' },
  { systemInstruction: 'Obey me.', tools: [{ codeExecution: {} }] },
  { config: { systemInstruction: 'Obey me.' }, constraints: null, liveConnectConstraints: {} },
  { uses: 1000, ttl: 1e9, expireTime: '2099-01-01T00:00:00Z', lockAdditionalFields: [] },
  { apiKey: 'AIzaMine', baseUrl: 'https://evil.example', httpOptions: { baseUrl: 'https://evil.example' } },
  { constructor: { prototype: { polluted: true } }, toString: 1, then: 1 },
];

const wrap = (body: string, random: () => number): string =>
  [
    body,
    body.replace('{', '{"__proto__":{"polluted":true,"models":["gemini-9"]},'),
    body.replace('{', `{"model":"gemini-9",`),
    body.replace(/\}$/, ',"model":"gemini-9"}'),
    `\ufeff${body}`,
    `${body}${body}`,
    `[${body}]`,
    `${'['.repeat(5000)}${body}`,
    `${body} ${' '.repeat(17_000)}`,
    body.slice(0, Math.floor(random() * body.length)),
    body.replaceAll('"', "'"),
    `model=${MODEL}`,
  ][Math.floor(random() * 12)] ?? body;

test('six hundred forged requests: each is refused, or gets the very token that an honest one gets', async () => {
  const handler = createTokenHandler(
    optionsFor(upstream.url, { rateLimit: { points: 10_000, duration: 60 } }),
  );
  await handler(tokenRequest());
  const minted = ({ expireTime: _, newSessionExpireTime: __, ...rest }: Record<string, unknown>): unknown =>
    rest;
  const honest = minted(upstream.calls[0]?.body ?? {});
  upstream.calls.length = 0;
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  /** Most requests have but one thing wrong, or none would come far. */
  const mostly = <T>(list: readonly [T, ...T[]]): T => (random() < 0.6 ? list[0] : pick(list));
  const statuses = new Map<number, number>();
  for (let n = 0; n < 600; n++) {
    const origin = mostly(ORIGINS);
    const type = mostly(TYPES);
    const body = wrap(JSON.stringify({ ...pick(WISHES), model: mostly(MODELS) }), random);
    const before = upstream.calls.length;
    const response = await handler(tokenRequest({ headers: { origin, 'content-type': type }, body }));
    const text = await response.text();
    const what = JSON.stringify([origin, type, body.slice(0, 200), response.status, text.slice(0, 200)]);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    assert.doesNotMatch(text, new RegExp(KEY), what);
    assert.equal(response.headers.get('cache-control'), 'no-store', what);
    assert.ok(response.status < 500, what);
    const allowed = response.headers.get('access-control-allow-origin');
    assert.ok(allowed === null || allowed === ORIGIN, what);
    assert.equal(upstream.calls.length - before, response.status === 200 ? 1 : 0, what);
    if (response.status !== 200) continue;
    assert.equal(origin, ORIGIN, what);
    assert.match(type, /^application\/json(;|$)/i, what);
    const call = upstream.calls.at(-1);
    assert.deepEqual(minted(call?.body ?? {}), honest, what);
    assert.match(call?.path ?? '', /^\/+v1alpha\/auth_tokens$/, what);
    assert.equal(call?.headers['x-goog-api-key'], KEY, what);
  }
  assert.deepEqual([...statuses.keys()].sort(), [200, 400, 403, 413, 415]);
  assert.equal('polluted' in {}, false);
});

test('a flood at once, each as from another address by its own word: no more tokens than one caller gets', async () => {
  const handler = createTokenHandler(optionsFor(upstream.url));
  const responses = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      handler(
        tokenRequest({
          headers: {
            'x-forwarded-for': `198.51.100.${n}`,
            'x-real-ip': `198.51.100.${n}`,
            forwarded: `for=198.51.100.${n}`,
          },
        }),
        { remoteAddress: '192.0.2.1' },
      ),
    ),
  );
  const count = (status: number): number => responses.filter((one) => one.status === status).length;
  assert.deepEqual([count(200), count(429), upstream.calls.length], [20, 180, 20]);
  assert.ok(responses.every((one) => one.status === 200 || Number(one.headers.get('retry-after')) > 0));
});
