import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, type Turn } from '../../src/emulator/index.ts';
import {
  EMPTY_CONTEXT,
  extended,
  shortened,
  type ContextWindow,
} from '../../src/emulator/session/context-window.ts';
import { seeded } from '../../src/core/random.ts';
import { NOTHING } from '../../src/emulator/session/usage.ts';
import { Client, connect, withTwin } from './client.ts';

/** 100 tokens. */
const LONG = 'x'.repeat(400);
const HALF_CASCADE = 'models/gemini-live-2.5-flash-preview';
const INVALID = { code: 1007, reason: 'Request contains an invalid argument.' };
const content = (role: string, text: string): object => ({ role, parts: [{ text }] });
const compression = (trigger?: number | string, target?: number | string): object => ({
  contextWindowCompression: {
    ...(trigger === undefined ? {} : { triggerTokens: trigger }),
    slidingWindow: target === undefined ? {} : { targetTokens: target },
  },
});

/** What a script sees of a conversation that is talked through in one session. */
const talked = async (
  setup: object,
  talk: (client: Client) => Promise<void>,
  answer: Answer = { kind: 'none' },
): Promise<readonly Turn[]> => {
  const turns: Turn[] = [];
  await withTwin({ script: (turn) => (turns.push(turn), answer) }, async (twin) => {
    await talk(await connect(twin, setup));
  });
  return turns;
};
const say = async (client: Client, text = LONG): Promise<number | undefined> => {
  client.send({ realtimeInput: { text } });
  return (await client.turnComplete()).usageMetadata?.promptTokenCount;
};

describe('the sliding window', () => {
  it('drops the oldest turns once the trigger is passed, down to the target', async () => {
    const counts: (number | undefined)[] = [];
    const turns = await talked({ ...compression('450', '250') }, async (client) => {
      for (let count = 0; count < 8; count += 1) counts.push(await say(client, `${count}${LONG.slice(1)}`));
    });
    assert.deepEqual(counts, [100, 200, 300, 400, 200, 300, 400, 200]);
    assert.deepEqual(
      turns.map(({ contextTokens }) => contextTokens),
      counts,
    );
    assert.deepEqual(
      turns.at(-1)?.history.map(({ text }) => text[0]),
      ['6', '7'],
    );
  });

  it('sets in at four fifths of the context, and halves it, when nothing is said', async () => {
    const half = 'x'.repeat(4 * 12_700);
    const turns = await talked({ model: HALF_CASCADE, ...compression() }, async (client) => {
      await say(client, half);
      await say(client, half);
      await say(client, half);
    });
    assert.deepEqual(
      turns.map(({ contextTokens }) => contextTokens),
      [12_700, 25_400, 12_700],
    );
  });

  it('begins at a turn of the user, and keeps the instructions', async () => {
    const turns = await talked(
      { systemInstruction: { parts: [{ text: LONG }] }, ...compression(1_000, 650) },
      async (client) => {
        for (let count = 0; count < 6; count += 1) {
          const turns = [content('user', LONG), content('model', LONG)];
          client.send({ clientContent: { turns } });
        }
        await say(client, 'now');
      },
    );
    const last = turns.at(-1);
    assert.deepEqual(
      last?.history.map(({ by }) => by),
      ['user', 'model', 'user', 'model', 'user'],
    );
    assert.equal(last?.systemInstruction, LONG);
    assert.equal(last?.contextTokens, 501);
  });

  it('never drops the turn that is answered', async () => {
    const turns = await talked(compression(100, 50), async (client) => {
      await say(client, 'before');
      await say(client, LONG.repeat(3));
    });
    assert.deepEqual(
      turns.at(-1)?.history.map(({ text }) => text.length),
      [1_200],
    );
  });

  it('shortens any window by the fewest turns that will do', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round += 1) {
      let window: ContextWindow = EMPTY_CONTEXT;
      const length = 1 + Math.floor(random() * 12);
      for (let index = 0; index < length; index += 1) {
        const by = (['user', 'model', 'tool'] as const)[Math.floor(random() * 3)] ?? 'user';
        const consumption = { ...NOTHING, textCharacters: Math.floor(random() * 9) };
        window = extended(window, { by, text: String(index), consumption });
      }
      const target = Math.floor(random() * 40);
      const short = shortened(window, ({ textCharacters }) => textCharacters <= target);
      const rest = (from: number): number =>
        window.entries.slice(from).reduce((sum, { consumption }) => sum + consumption.textCharacters, 0);
      const good = (from: number): boolean => rest(from) <= target && window.entries[from]?.by === 'user';
      const lastUser = window.entries.findLastIndex(({ by }) => by === 'user');
      const first = window.entries.findIndex((_, index) => good(index));
      const expected = lastUser < 0 ? 0 : first < 0 ? lastUser : Math.min(first, lastUser);
      assert.equal(short.dropped, expected);
      assert.deepEqual(short.entries, window.entries.slice(expected));
      assert.equal(short.total.textCharacters, rest(expected));
    }
  });
});

describe('a context', () => {
  it('that the model cannot hold ends the session when it is not compressed', () =>
    withTwin({ script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const client = await connect(twin, { model: HALF_CASCADE });
      await say(client, 'x'.repeat(4 * 20_000));
      client.send({ realtimeInput: { text: 'x'.repeat(4 * 12_001) } });
      assert.deepEqual(await client.closed, INVALID);
      const compressed = await connect(twin, { model: HALF_CASCADE, ...compression() });
      await say(compressed, 'x'.repeat(4 * 20_000));
      assert.equal(await say(compressed, 'x'.repeat(4 * 12_001)), 12_001);
      compressed.send({ realtimeInput: { text: 'x'.repeat(4 * 32_001) } });
      assert.deepEqual(await compressed.closed, INVALID);
    }));

  it('counts a frame of video by the resolution that is asked for', async () => {
    for (const [mediaResolution, tokens] of [
      ['MEDIA_RESOLUTION_LOW', 64],
      ['MEDIA_RESOLUTION_MEDIUM', 256],
      [undefined, 258],
    ] as const) {
      await talked(mediaResolution ? { generationConfig: { mediaResolution } } : {}, async (client) => {
        client.send({ realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } });
        assert.equal(await say(client, 'look'), tokens + 1);
      });
    }
  });
});

describe('thresholds', () => {
  const outcome = (
    address: (url: string) => string,
    model: string,
    setup: object,
  ): Promise<number | undefined> => {
    let code: number | undefined;
    return withTwin({}, async (twin) => {
      const client = new Client(address(twin.url.replace('http', 'ws')), { authorization: 'Bearer t' });
      await client.opened;
      client.send({ setup: { model, ...setup } });
      const ready = client.next(({ setupComplete }) => setupComplete !== undefined).then(() => undefined);
      code = await Promise.race([ready, client.closed.then((closed) => closed.code)]).catch(() => 1007);
    }).then(() => code);
  };
  const developer = (setup: object): Promise<number | undefined> =>
    outcome(
      (url) => `${url}/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k`,
      'models/gemini-3.8-live',
      setup,
    );
  const vertex = (setup: object): Promise<number | undefined> =>
    outcome(
      (url) => `${url}/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent`,
      'projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio',
      setup,
    );

  it('must have the target below the trigger', async () => {
    assert.equal(await developer(compression(100, 100)), 1007);
    assert.equal(await developer(compression(100, 99)), undefined);
    assert.equal(await developer(compression('-5')), 1007);
  });

  it('are within their ranges on Vertex AI', async () => {
    assert.equal(await vertex(compression(4_999)), 1007);
    assert.equal(await vertex(compression(128_001)), 1007);
    assert.equal(await vertex(compression(128_000, 128_001)), 1007);
    assert.equal(await vertex(compression('5000', '0')), undefined);
  });
});
