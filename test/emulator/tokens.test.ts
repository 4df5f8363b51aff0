import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../../src/emulator/index.ts';
import { TokenStore } from '../../src/emulator/access/tokens.ts';
import { Client, connect, passTime, tokenUrl, withTwin } from './client.ts';
import { mint, post } from './minting.ts';

const MODEL = 'models/gemini-3.8-live';
const BAD_TOKEN = { code: 1008, reason: 'Token expired or invalid.' };

describe('tokens', () => {
  it('mints with every version, one slash or two, and CORS', () =>
    withTwin({}, async (twin) => {
      for (const path of ['/v1', '/v1beta', '/v1alpha', '//v1beta']) {
        const response = await post(twin, {}, `${path}/auth_tokens`);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
      }
      const preflight = await fetch(`${twin.url}/v1beta/auth_tokens`, { method: 'OPTIONS' });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('access-control-allow-headers'), '*');
      assert.equal((await fetch(`${twin.url}/v1beta/auth_tokens`)).status, 405);
    }));

  const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();
  const refusals: readonly [string, unknown, RegExp][] = [
    ['no JSON', '{', /Invalid JSON payload/],
    ['an unknown field', { nope: 1 }, /Unknown name "nope": Cannot find field/],
    [
      'an unknown field in the setup',
      { bidiGenerateContentSetup: { x: 1 } },
      /at 'bidi_generate_content_setup'/,
    ],
    ['a past expiry', { expireTime: hours(-1) }, /expire_time must be in the future/],
    ['an expiry after 21 h', { expireTime: hours(21) }, /within 20 hours/],
    ['a late session start', { newSessionExpireTime: hours(21) }, /within 20 hours/],
    [
      'a time that is none',
      { expireTime: 'soon' },
      /'expire_time' \(.*\.Timestamp\), Field 'expireTime', Invalid time format: soon/,
    ],
    ['negative uses', { uses: -1 }, /uses/],
    [
      'fields beside the mask',
      {
        bidiGenerateContentSetup: { model: MODEL, systemInstruction: { parts: [{ text: 'x' }] } },
        fieldMask: 'model',
      },
      /contains fields that are not specified in field_mask/,
    ],
    [
      'a mask of nothing',
      { bidiGenerateContentSetup: { model: MODEL }, fieldMask: 'model,nope' },
      /field_mask/,
    ],
    [
      'a mask into a list',
      {
        bidiGenerateContentSetup: { model: MODEL, tools: [{ googleSearch: {} }] },
        fieldMask: 'model,tools.0',
      },
      /field_mask/,
    ],
    [
      'both forms of constraints',
      { bidiGenerateContentSetup: {}, liveConnectConstraints: {} },
      /oneof field 'config' is already set/,
    ],
    [
      'a token of Vertex AI',
      { bidiGenerateContentSetup: { explicitVadSignal: true } },
      /"explicitVadSignal"/,
    ],
  ];
  for (const [name, body, message] of refusals) {
    it(`answers 400 to ${name}`, () =>
      withTwin({}, async (twin) => {
        const response = await post(twin, body);
        const { error } = (await response.json()) as {
          error: { code: number; message: string; status: string };
        };
        assert.deepEqual([response.status, error.code, error.status], [400, 400, 'INVALID_ARGUMENT']);
        assert.match(error.message, message);
      }));
  }

  it('mints nothing for a bad key or none', () =>
    withTwin({}, async (twin) => {
      assert.equal((await post(twin, {}, undefined, 'bad')).status, 400);
      assert.equal((await fetch(`${twin.url}/v1/auth_tokens`, { method: 'POST' })).status, 403);
      assert.equal((await fetch(`${twin.url}/v1/auth_tokens?key=k`, { method: 'POST' })).status, 200);
    }));

  it('counts sessions, not sockets, as uses', () =>
    withTwin({}, async (twin) => {
      const url = tokenUrl(twin, await mint(twin, { uses: 2 }));
      new Client(url).close();
      await connect(twin, {}, url);
      await connect(twin, {}, url);
      const third = new Client(url);
      await third.opened;
      third.send({ setup: { model: MODEL } });
      assert.deepEqual(await third.closed, BAD_TOKEN);
      const unlimited = tokenUrl(twin, await mint(twin, { uses: 0 }));
      for (let count = 0; count < 5; count += 1) await connect(twin, {}, unlimited);
    }));

  it('lets sessions begin for a minute, and sockets open for half an hour', () => {
    const clock = new ManualClock();
    return withTwin({ clock }, async (twin) => {
      const token = twin.mintToken();
      clock.advance(60_001);
      const late = new Client(tokenUrl(twin, token));
      await late.opened;
      late.send({ setup: { model: MODEL } });
      assert.deepEqual(await late.closed, BAD_TOKEN);
      clock.advance(30 * 60_000);
      assert.deepEqual(await new Client(tokenUrl(twin, token)).closed, BAD_TOKEN);
    });
  });

  it('resumes a session without a use', () => {
    const clock = new ManualClock();
    return withTwin({ clock }, async (twin) => {
      const url = tokenUrl(twin, twin.mintToken());
      const client = await connect(twin, { sessionResumption: {} }, url, clock);
      client.send({ realtimeInput: { text: 'hi' } });
      const update = client.next(
        ({ sessionResumptionUpdate }) => sessionResumptionUpdate?.resumable === true,
      );
      const handle = (await passTime(clock, update)).sessionResumptionUpdate?.newHandle;
      clock.advance(120_000);
      await connect(twin, { sessionResumption: { handle } }, url, clock);
    });
  });

  it('are taken in a header too, percent-encoded or not', () =>
    withTwin({}, async (twin) => {
      const [bare = ''] = tokenUrl(twin, '').split('?');
      for (const name of [await mint(twin, {}), encodeURIComponent(await mint(twin, {}))]) {
        const client = new Client(bare, { authorization: `Token ${name}` });
        await client.opened;
        client.send({ setup: { model: MODEL } });
        await client.next(({ setupComplete }) => setupComplete !== undefined);
      }
    }));

  it('remember the key that minted them, for an hour after their end', () => {
    const clock = new ManualClock();
    const store = new TokenStore(clock);
    const name = store.mint({}, 'my-key');
    assert.equal(store.keyOf(name), 'my-key');
    assert.equal(store.keyOf('auth_tokens/other'), undefined);
    clock.advance(31 * 60_000);
    store.mint({});
    assert.equal(store.mayConnect(name), false);
    assert.equal(store.keyOf(name), 'my-key');
    clock.advance(60 * 60_000);
    store.mint({});
    assert.equal(store.keyOf(name), undefined);
  });

  it('do not lead to other keys: minting with a token is refused', () =>
    withTwin({}, async (twin) => {
      assert.equal((await post(twin, {}, undefined, await mint(twin, {}))).status, 400);
    }));

  it('close the connection once they have expired', () => {
    const clock = new ManualClock();
    return withTwin({ clock }, async (twin) => {
      const expireTime = new Date(clock.now() + 90_000).toISOString();
      const client = await connect(twin, {}, tokenUrl(twin, await mint(twin, { expireTime })), clock);
      clock.advance(89_000);
      client.send({ realtimeInput: { audioStreamEnd: true } });
      await client.answered();
      clock.advance(1_000);
      client.send({ realtimeInput: { audioStreamEnd: true } });
      assert.deepEqual(await client.closed, BAD_TOKEN);
    });
  });

  it('lose the handle of a client to a constraint on resumption', () =>
    withTwin({}, async (twin) => {
      const body = {
        uses: 2,
        bidiGenerateContentSetup: { model: MODEL, sessionResumption: {} },
        fieldMask: 'model,sessionResumption',
      };
      const url = tokenUrl(twin, await mint(twin, body));
      await connect(twin, { sessionResumption: { handle: 'nobody-knows-it' } }, url);
      const open = tokenUrl(
        twin,
        await mint(twin, { ...body, fieldMask: undefined, bidiGenerateContentSetup: undefined }),
      );
      const client = new Client(open);
      await client.opened;
      client.send({ setup: { model: MODEL, sessionResumption: { handle: 'nobody-knows-it' } } });
      assert.equal((await client.closed).code, 1008);
    }));
});
