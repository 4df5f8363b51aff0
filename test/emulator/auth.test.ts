import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client, connect, socketUrl, tokenUrl, withTwin } from './client.ts';

const UNREGISTERED =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API c";
const BAD_KEY = 'API key not valid. Please pass a valid API key.';

describe('who may connect', () => {
  const constrained = { method: 'BidiGenerateContentConstrained' };
  const cases: readonly [string, Parameters<typeof socketUrl>[1], number, string][] = [
    ['no key', { query: '' }, 1008, UNREGISTERED],
    ['an empty key', { key: '' }, 1007, BAD_KEY],
    ['a bad key', { key: 'bad-key' }, 1007, BAD_KEY],
    ['an expired key', { key: 'expired-key' }, 1007, 'API key expired. Please renew the API key.'],
    ['a token as key', { key: 'auth_tokens/abc' }, 1008, UNREGISTERED],
    ['a token on the plain method', { query: 'access_token=auth_tokens/abc' }, 1008, UNREGISTERED],
    ['a key on the constrained method', constrained, 1008, UNREGISTERED],
    [
      'an unknown token',
      { ...constrained, query: 'access_token=auth_tokens/abc' },
      1008,
      'Token expired or invalid.',
    ],
    ['no token', { ...constrained, query: '' }, 1008, 'Token expired or invalid.'],
  ];
  for (const [name, how, code, reason] of cases) {
    it(`accepts the upgrade of ${name}, then closes with ${code}`, () =>
      withTwin({}, async (twin) => {
        const client = new Client(socketUrl(twin, how));
        await client.opened;
        assert.deepEqual(await client.closed, { code, reason });
        assert.ok(Buffer.byteLength(reason) <= 123);
      }));
  }

  it('takes exactly the listed keys when there is a list', () =>
    withTwin({ apiKeys: ['bad-but-listed'] }, async (twin) => {
      await connect(twin, {}, socketUrl(twin, { key: 'bad-but-listed' }));
      const client = new Client(socketUrl(twin, { key: 'another' }));
      assert.deepEqual(await client.closed, { code: 1007, reason: BAD_KEY });
    }));

  it('takes a key in a header', () =>
    withTwin({}, async (twin) => {
      const client = new Client(socketUrl(twin, { query: '' }), { 'x-goog-api-key': 'k' });
      await client.opened;
      client.send({ setup: { model: 'models/gemini-3.8-live' } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
    }));

  it('takes a token in the query, percent-encoded or not, and in a header', () =>
    withTwin({}, async (twin) => {
      await connect(twin, {}, tokenUrl(twin, twin.mintToken()));
      await connect(twin, {}, tokenUrl(twin, encodeURIComponent(twin.mintToken()), 'v1beta'));
      const url = socketUrl(twin, { ...constrained, query: '' });
      const client = new Client(url, { authorization: `Token ${twin.mintToken()}` });
      await client.opened;
      client.send({ setup: { model: 'models/gemini-3.8-live' } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
    }));
});
