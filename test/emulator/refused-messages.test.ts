import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connect, withTwin } from './client.ts';

const INVALID = 'Request contains an invalid argument.';
const LIVE = 'gemini-3.8-live';
const PREVIEW_31 = 'gemini-3.1-flash-live-preview';
const NATIVE_25 = 'gemini-2.5-flash-native-audio-preview-12-2025';

describe('a later message that is refused', () => {
  const audio = (mimeType: string, data = 'AAA='): object => ({
    realtimeInput: { audio: { data, mimeType } },
  });
  const MEDIA = 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.';
  const turns = [{ role: 'user', parts: [{ text: 'x' }] }];
  const cases: readonly [
    model: string,
    messages: readonly object[],
    code: number,
    reason: string | RegExp,
  ][] = [
    [LIVE, [{ setup: { model: `models/${LIVE}` } }], 1007, INVALID],
    [LIVE, [{ realtimeInput: { mediaChunks: [] } }], 1007, MEDIA],
    [LIVE, [{ contextUpdate: { tools: { tools: [{ codeExecution: {} }] } } }], 1007, INVALID],
    [
      PREVIEW_31,
      [{ realtimeInput: { mediaChunks: [{ data: 'AAAA', mimeType: 'audio/pcm' }] } }],
      1007,
      MEDIA,
    ],
    [LIVE, [{ realtimeInput: { activityStart: {} } }], 1007, INVALID],
    [LIVE, [{ realtimeInput: { activityEnd: {} } }], 1007, INVALID],
    [LIVE, [audio('audio/wav')], 1007, INVALID],
    [LIVE, [audio('audio/pcm;rate=fast')], 1007, INVALID],
    [LIVE, [audio('audio/pcm;rate=1000000')], 1007, INVALID],
    [LIVE, [audio('audio/pcm;rate=0')], 1007, INVALID],
    [LIVE, [audio('audio/pcm', 'AAAA')], 1007, INVALID],
    [LIVE, [audio('audio/pcm', 'AA?A')], 1007, /'realtime_input\.audio\.data' \(TYPE_BYTES\)/],
    [LIVE, [{ realtimeInput: { video: { data: 'AAAA', mimeType: 'audio/pcm' } } }], 1007, INVALID],
    [LIVE, [{ realtimeInput: { video: { data: 'AAAA' } } }], 1007, INVALID],
    [
      LIVE,
      [{ toolResponse: { functionResponses: [{ id: 'fc_1', name: 'f', response: {} }] } }],
      1008,
      'Requested entity was not found.',
    ],
    [
      LIVE,
      [{ toolResponse: { functionResponses: [{ name: 'f', response: {} }] } }],
      1008,
      'Requested entity was not found.',
    ],
    [NATIVE_25, [{ contextUpdate: {} }], 1007, INVALID],
    [
      PREVIEW_31,
      [{ realtimeInput: { audioStreamEnd: true } }, { clientContent: { turns, turnComplete: true } }],
      1007,
      INVALID,
    ],
    [LIVE, [{ clientContent: { turns: [{ role: 'robot' }] } }], 1007, INVALID],
    [
      LIVE,
      [{ clientContent: { turns: [{ role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] }] } }],
      1007,
      INVALID,
    ],
    ['gemini-3.5-live-translate-preview', [{ realtimeInput: { text: 'x' } }], 1007, INVALID],
  ];
  for (const [model, messages, code, reason] of cases) {
    it(`${model} ${JSON.stringify(messages)} → ${code}`, () =>
      withTwin({}, async (twin) => {
        const client = await connect(twin, { model: `models/${model}` });
        for (const message of messages) client.send(message);
        const closed = await client.closed;
        assert.equal(closed.code, code);
        if (typeof reason === 'string') assert.equal(closed.reason, reason);
        else assert.match(closed.reason, reason);
      }));
  }

  it('audioStreamEnd with manual activity → 1007', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, {
        realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
      });
      client.send({ realtimeInput: { audioStreamEnd: true } });
      assert.deepEqual(await client.closed, { code: 1007, reason: INVALID });
    }));

  it('closes that connection only', () =>
    withTwin({}, async (twin) => {
      const [bad, good] = [await connect(twin), await connect(twin)];
      bad.raw('garbage');
      assert.equal((await bad.closed).code, 1007);
      good.send({ realtimeInput: { text: 'still there?' } });
      await good.turnComplete();
    }));
});
