import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type LiveEmulator, type Turn } from '../../src/emulator/index.ts';
import { Client, connect, passTime, tokenUrl, withTwin } from './client.ts';

const post = (
  twin: LiveEmulator,
  body: unknown,
  path = '/v1alpha/auth_tokens',
  key = 'k',
): Promise<Response> =>
  fetch(twin.url + path, {
    method: 'POST',
    headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const mint = async (twin: LiveEmulator, body: unknown): Promise<string> => {
  const { name } = (await (await post(twin, body)).json()) as { readonly name: string };
  assert.match(name, /^auth_tokens\/[0-9a-f]{64}$/);
  return name;
};

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
    ['a time that is none', { expireTime: 'soon' }, /TYPE_TIMESTAMP/],
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

  describe('constraints', () => {
    const instructionOf = async (body: object, setup: object): Promise<Partial<Turn>> => {
      let seen: Partial<Turn> = {};
      const script = (turn: Turn): { kind: 'none' } => {
        seen = turn;
        return { kind: 'none' };
      };
      await withTwin({ script }, async (twin) => {
        const client = await connect(twin, setup, tokenUrl(twin, await mint(twin, body)));
        client.send({ realtimeInput: { text: 'hi' } });
        await client.turnComplete();
      });
      return seen;
    };
    const instruction = (text: string): object => ({
      systemInstruction: { parts: [{ text }], role: 'user' },
    });
    const MINE = { model: 'models/gemini-3.1-flash-live-preview', ...instruction('mine') };
    const THEIRS = { model: MODEL, ...instruction('theirs') };

    it('without a mask are the whole setup', async () => {
      const { systemInstruction, model } = await instructionOf(
        { bidiGenerateContentSetup: { model: MODEL } },
        MINE,
      );
      assert.deepEqual([systemInstruction, model], ['', 'gemini-3.8-live']);
    });

    it('with a mask are the masked fields only', async () => {
      const body = { bidiGenerateContentSetup: { model: MODEL }, fieldMask: 'model' };
      const { systemInstruction, model } = await instructionOf(body, MINE);
      assert.deepEqual([systemInstruction, model], ['mine', 'gemini-3.8-live']);
    });

    it('lock a masked field that is not set to its default', async () => {
      const body = { bidiGenerateContentSetup: { model: MODEL }, fieldMask: 'model,systemInstruction' };
      assert.equal((await instructionOf(body, MINE)).systemInstruction, '');
    });

    it('come as liveConnectConstraints too, with paths in snake_case', async () => {
      const config = { ...instruction('theirs'), responseModalities: ['AUDIO'] };
      const fieldMask =
        'model,system_instruction.parts,system_instruction.role,generation_config.response_modalities';
      const body = { liveConnectConstraints: { model: 'gemini-3.8-live', config }, fieldMask };
      const { systemInstruction, model } = await instructionOf(body, MINE);
      assert.deepEqual([systemInstruction, model], ['theirs', 'gemini-3.8-live']);
    });

    it('overwrite below a message without touching its neighbours', async () => {
      const body = {
        bidiGenerateContentSetup: THEIRS,
        fieldMask: 'model,systemInstruction.parts,systemInstruction.role',
      };
      assert.equal((await instructionOf(body, MINE)).systemInstruction, 'theirs');
    });
  });
});
