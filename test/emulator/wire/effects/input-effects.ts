import assert from 'node:assert/strict';
import { join, silence, tone } from '../../client.ts';
import type { FormClient } from '../lab.ts';
import { NATIVE_25, ask, talk, type Effects, type TalkOptions } from './effect.ts';
import type { Turn } from '../../../../src/emulator/index.ts';
import type { Form } from '../message-of.ts';

const firstTurn = async (form: Form, options: TalkOptions): Promise<Turn> => {
  const [turn] = (await talk(form, options)).turns;
  assert.ok(turn, 'no turn at all');
  return turn;
};

const base64 = (samples: Int16Array): string => Buffer.from(samples.buffer).toString('base64');
const SOUND = join(silence(0.2), tone(0.5), silence(1.2));

const hear = (mimeType: string, rate: number) => async (client: FormClient) => {
  const data = base64(join(silence(0.2, rate), tone(0.5, { rate }), silence(1.2, rate)));
  client.send({ realtimeInput: { audio: { data, mimeType } } });
  await client.turnComplete();
};

const see = (data: string, mimeType: string) => async (client: FormClient) => {
  client.send({ realtimeInput: { video: { data, mimeType } } });
  await ask(client);
};

const MANUAL = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };

const marked = (form: Form): Promise<Turn> =>
  firstTurn(form, {
    setup: MANUAL,
    client: async (client) => {
      client.speak(tone(0.3));
      client.send({ realtimeInput: { activityStart: {} } });
      client.speak(tone(0.4));
      client.send({ realtimeInput: { activityEnd: {} } });
      client.speak(tone(0.3));
      await client.turnComplete();
    },
  });

/** `realtimeInput`. */
export const INPUT_EFFECTS: Effects = {
  'realtimeInput.audio.data': [
    'is listened to; scripts see the samples',
    async (form) => {
      const { audio, seconds } = await firstTurn(form, { client: hear('audio/pcm;rate=16000', 16_000) });
      assert.ok(Math.abs(seconds - 0.5) < 0.05, String(seconds));
      const start = audio.findIndex((sample) => sample !== 0);
      assert.deepEqual(audio.slice(start, start + 1_000), tone(0.5).slice(1, 1_001));
    },
  ],
  'realtimeInput.audio.mimeType': [
    'the rate of the samples; 16 kHz without',
    async (form) => {
      const fast = await firstTurn(form, { client: hear('audio/pcm;rate=48000', 48_000) });
      const bare = await firstTurn(form, { client: hear('audio/pcm', 16_000) });
      for (const { seconds } of [fast, bare]) assert.ok(Math.abs(seconds - 0.5) < 0.05, String(seconds));
    },
  ],
  'realtimeInput.video.data': [
    'scripts see the frame',
    async (form) => {
      const { frames } = await firstTurn(form, { client: see('AQID', 'image/jpeg') });
      assert.deepEqual([...(frames[0]?.bytes ?? [])], [1, 2, 3]);
    },
  ],
  'realtimeInput.video.mimeType': [
    'scripts see it; 1007 when it is no image',
    async (form) => {
      const { frames } = await firstTurn(form, { client: see('AQID', 'image/png') });
      assert.equal(frames[0]?.mimeType, 'image/png');
    },
  ],
  'realtimeInput.mediaChunks[]': [
    'the first one is audio or video, on 2.x; 1007 from 3.1 on',
    async (form) => {
      const mediaChunks = [{ data: base64(SOUND), mimeType: 'audio/pcm;rate=16000' }];
      const { kind } = await firstTurn(form, {
        setup: NATIVE_25,
        client: async (client) => {
          client.send({ realtimeInput: { mediaChunks } });
          await client.turnComplete();
        },
      });
      assert.equal(kind, 'speech');
    },
  ],
  'realtimeInput.text': [
    'a turn of its own',
    async (form) => {
      const { kind, text } = await firstTurn(form, { client: (client) => ask(client, 'What time is it?') });
      assert.deepEqual([kind, text], ['text', 'What time is it?']);
    },
  ],
  'realtimeInput.audioStreamEnd': [
    'ends the turn at once',
    async (form) => {
      const { seconds } = await firstTurn(form, {
        client: async (client) => {
          client.speak(join(silence(0.2), tone(0.5)));
          client.send({ realtimeInput: { audioStreamEnd: true } });
          await client.turnComplete();
        },
      });
      assert.ok(Math.abs(seconds - 0.5) < 0.05, String(seconds));
    },
  ],
  'realtimeInput.activityStart': [
    'begins a turn; 1007 with automatic detection',
    async (form) => assert.equal((await marked(form)).startSample, 4_800),
  ],
  'realtimeInput.activityEnd': [
    'ends it',
    async (form) => assert.equal((await marked(form)).audio.length, 6_400),
  ],
};
