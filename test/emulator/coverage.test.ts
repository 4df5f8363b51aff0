import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Turn } from '../../src/emulator/index.ts';
import { connect, join, silence, tone, withTwin, type Client, type ServerMessage } from './client.ts';

const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-latest';
const PAUSE = silence(2);
const VOICE = join(tone(0.5), silence(1));

const recording = (): { readonly turns: Turn[]; readonly script: (turn: Turn) => Answer } => {
  const turns: Turn[] = [];
  return { turns, script: (turn) => (turns.push(turn), { kind: 'none' }) };
};
const frame = (client: Client, bytes: number[], mimeType = 'image/jpeg'): void => {
  const data = Buffer.from(bytes).toString('base64');
  client.send({ realtimeInput: { video: { data, mimeType } } });
};
const tokens = ({ usageMetadata }: ServerMessage): Record<string, number> =>
  Object.fromEntries(
    (usageMetadata?.promptTokensDetails ?? []).map(({ modality, tokenCount }) => [modality, tokenCount]),
  );

/** A picture before the voice, one amid it, one after the turn, then a second turn. */
const converse = async (
  setup: object,
): Promise<{ turns: Turn[]; first: ServerMessage; second: ServerMessage }> => {
  const { turns, script } = recording();
  const ends: ServerMessage[] = [];
  await withTwin({ script }, async (twin) => {
    const client = await connect(twin, setup);
    frame(client, [1]);
    client.speak(PAUSE);
    client.speak(VOICE.slice(0, 4_000));
    frame(client, [2, 2], 'image/png');
    client.speak(VOICE.slice(4_000));
    ends.push(await client.turnComplete());
    frame(client, [3, 3, 3]);
    client.speak(PAUSE);
    client.speak(VOICE);
    ends.push(await client.turnComplete());
  });
  const [first, second] = ends;
  assert.ok(first && second);
  return { turns, first, second };
};
const covering = (turnCoverage: string, more: object = {}): object => ({
  ...more,
  realtimeInputConfig: { turnCoverage },
});
const frames = (turn: Turn | undefined): (readonly [string, number])[] =>
  (turn?.frames ?? []).map(({ mimeType, bytes }) => [mimeType, bytes.length]);

describe('turn coverage', () => {
  for (const setup of [covering('TURN_INCLUDES_ONLY_ACTIVITY'), { model: NATIVE_25 }]) {
    it(`of activity only: ${JSON.stringify(setup)}`, async () => {
      const { turns, first, second } = await converse(setup);
      assert.deepEqual(turns.map(frames), [[['image/png', 2]], []]);
      assert.equal(turns[0]?.audio.length, 320 + 8_000 + 12_800);
      assert.deepEqual(tokens(first), { AUDIO: 33, VIDEO: 258 });
      assert.equal(tokens(second)['VIDEO'], 258);
    });
  }

  for (const setup of [covering('TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO'), {}]) {
    it(`of activity and all video: ${JSON.stringify(setup)}`, async () => {
      const { turns, first, second } = await converse(setup);
      assert.deepEqual(turns.map(frames), [
        [
          ['image/jpeg', 1],
          ['image/png', 2],
        ],
        [['image/jpeg', 3]],
      ]);
      assert.equal(turns[0]?.audio.length, 320 + 8_000 + 12_800);
      assert.deepEqual(tokens(first), { AUDIO: 33, VIDEO: 516 });
      assert.equal(tokens(second)['VIDEO'], 774);
    });
  }

  it('of all input: the silence between two turns belongs to the later one', async () => {
    const { turns, first } = await converse(covering('TURN_INCLUDES_ALL_INPUT'));
    assert.deepEqual(
      turns.map(({ startSample }) => startSample),
      [0, 32_000 + 8_000 + 12_800],
    );
    assert.equal(turns[0]?.audio.length, 32_000 + 8_000 + 12_800);
    assert.equal(turns[0]?.seconds, 0.52);
    assert.deepEqual(tokens(first), { AUDIO: 83, VIDEO: 516 });
    assert.equal(turns[1]?.frames.length, 1);
  });

  it("of all input holds with the client's own marks too", () => {
    const { turns, script } = recording();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, {
        realtimeInputConfig: {
          turnCoverage: 'TURN_INCLUDES_ALL_INPUT',
          automaticActivityDetection: { disabled: true },
        },
      });
      client.speak(tone(0.5));
      client.send({ realtimeInput: { activityStart: {} } });
      client.speak(tone(0.25));
      client.send({ realtimeInput: { activityEnd: {} } });
      await client.turnComplete();
      assert.deepEqual([turns[0]?.audio.length, turns[0]?.seconds], [12_000, 0.25]);
    });
  });

  for (const [mediaResolution, count] of [
    ['MEDIA_RESOLUTION_LOW', 64],
    ['MEDIA_RESOLUTION_MEDIUM', 256],
    ['MEDIA_RESOLUTION_UNSPECIFIED', 258],
  ] as const) {
    it(`counts ${count} tokens a frame with ${mediaResolution}`, () =>
      withTwin({ script: recording().script }, async (twin) => {
        const client = await connect(twin, { generationConfig: { mediaResolution } });
        frame(client, [1]);
        client.send({ realtimeInput: { text: 'what is it?' } });
        assert.equal(tokens(await client.turnComplete())['VIDEO'], count);
      }));
  }

  it('keeps the last 120 frames and counts all', () => {
    const { turns, script } = recording();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin);
      for (let index = 0; index < 130; index += 1) frame(client, [index]);
      client.send({ realtimeInput: { text: 'what is it?' } });
      const end = await client.turnComplete();
      assert.equal(turns[0]?.frames.length, 120);
      assert.equal(turns[0]?.frames[0]?.bytes[0], 10);
      assert.equal(tokens(end)['VIDEO'], 130 * 258);
    });
  });
});

describe('what a script is told', () => {
  it('are the tools as they are now: kept, replaced, removed', () => {
    const { turns, script } = recording();
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, {
        systemInstruction: { parts: [{ text: 'old' }] },
        tools: [{ functionDeclarations: [{ name: 'f' }] }],
      });
      const updates = [
        undefined,
        { systemInstruction: { parts: [{ text: 'new' }] } },
        { tools: { tools: [{ googleSearch: {} }] } },
        { tools: { tools: [] } },
      ];
      for (const contextUpdate of updates) {
        if (contextUpdate) client.send({ contextUpdate });
        client.send({ realtimeInput: { text: 'x' } });
        await client.turnComplete();
      }
      assert.deepEqual(
        turns.map(({ systemInstruction, tools }) => [systemInstruction, tools]),
        [
          ['old', [{ functionDeclarations: [{ name: 'f' }] }]],
          ['new', [{ functionDeclarations: [{ name: 'f' }] }]],
          ['new', [{ googleSearch: {} }]],
          ['new', []],
        ],
      );
    });
  });

  it('is of an interrupted answer only what was sent', () => {
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => {
      turns.push(turn);
      return { kind: 'tone', hz: 300, seconds: 60, spoken: Array.from({ length: 60 }, (_, at) => ` ${at}`) };
    };
    return withTwin({ pace: 1, script }, async (twin) => {
      const client = await connect(twin, { outputAudioTranscription: {} });
      client.send({ realtimeInput: { text: 'count' } });
      await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
      client.speak(join(silence(0.2), VOICE));
      await client.turnComplete();
      await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
      const said = turns[1]?.history.find(({ by }) => by === 'model')?.text ?? '';
      assert.match(said, /^ 0/);
      assert.ok(said.length < 20);
    });
  });
});
