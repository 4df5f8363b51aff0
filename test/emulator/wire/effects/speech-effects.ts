import assert from 'node:assert/strict';
import { join, silence, tone } from '../../client.ts';
import type { Form } from '../message-of.ts';
import { ask, found, talk, type Effects, type Talk } from './effect.ts';

/** How many turns are heard in this sound when activity is detected so. */
const turnsIn = async (form: Form, detection: object, sound: Int16Array): Promise<number> => {
  const came = await talk(form, {
    setup: { realtimeInputConfig: { automaticActivityDetection: detection } },
    answer: { kind: 'none', end: 'nothing' },
    client: async (client) => {
      client.speak(sound);
      await client.answered();
      // What ends a turn asks the script a moment later.
      await client.answered();
    },
  });
  return came.turns.length;
};

const path = (name: string): string => `setup.realtimeInputConfig.automaticActivityDetection.${name}`;

/** Speaks for half a second between two seconds of silence, with two frames of video around it. */
const covered = (form: Form, turnCoverage: string): Promise<Talk> =>
  talk(form, {
    setup: { realtimeInputConfig: { turnCoverage } },
    client: async (client) => {
      const frame = { realtimeInput: { video: { mimeType: 'image/jpeg', data: 'AAAA' } } };
      client.speak(silence(1));
      client.send(frame);
      client.speak(join(silence(1), tone(0.5)));
      client.send(frame);
      client.speak(silence(1.5));
      await client.turnComplete();
    },
  });

/** Whether speech ends an answer that is being played. */
const interrupts = async (form: Form, setup: object): Promise<boolean> => {
  const came = await talk(form, {
    setup,
    answer: { kind: 'tone', hz: 440, seconds: 1 },
    client: async (client) => {
      client.send({ realtimeInput: { text: 'Hi' } });
      await client.next(({ serverContent }) => serverContent?.generationComplete === true);
      client.speak(join(silence(0.2), tone(0.5)));
      await client.turnComplete();
    },
  });
  return found(came, 'serverContent.interrupted') === true;
};

const BLIP = join(silence(0.5), tone(0.15), silence(2));
const QUIET = join(silence(0.5), tone(0.5, { amplitude: 0.008 }), silence(2));
const PAUSED = join(silence(0.2), tone(0.5), silence(0.7), tone(0.5), silence(2));

/** Fields of `setup.realtimeInputConfig`, and compression. */
export const SPEECH_EFFECTS: Effects = {
  [path('disabled')]: [
    'the client marks its turns itself',
    async (form) => {
      assert.equal(await turnsIn(form, { disabled: true }, PAUSED), 0);
      assert.equal(await turnsIn(form, { disabled: false }, BLIP), 1);
    },
  ],
  [path('startOfSpeechSensitivity')]: [
    'how loud speech has to be',
    async (form) => {
      assert.equal(await turnsIn(form, { startOfSpeechSensitivity: 'START_SENSITIVITY_LOW' }, QUIET), 0);
      assert.equal(await turnsIn(form, { startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH' }, QUIET), 1);
    },
  ],
  [path('endOfSpeechSensitivity')]: [
    'how long a silence ends a turn',
    async (form) => {
      assert.equal(await turnsIn(form, { endOfSpeechSensitivity: 'END_SENSITIVITY_LOW' }, PAUSED), 1);
      assert.equal(await turnsIn(form, { endOfSpeechSensitivity: 'END_SENSITIVITY_HIGH' }, PAUSED), 2);
    },
  ],
  [path('prefixPaddingMs')]: [
    'how long speech must last to count, and how much before it belongs to it',
    async (form) => {
      assert.equal(await turnsIn(form, { prefixPaddingMs: 300 }, BLIP), 0);
      assert.equal(await turnsIn(form, { prefixPaddingMs: 20 }, BLIP), 1);
    },
  ],
  [path('silenceDurationMs')]: [
    'how long a silence ends a turn',
    async (form) => {
      assert.equal(await turnsIn(form, { silenceDurationMs: 1_000 }, PAUSED), 1);
      assert.equal(await turnsIn(form, { silenceDurationMs: 300 }, PAUSED), 2);
    },
  ],
  'setup.realtimeInputConfig.activityHandling': [
    'NO_INTERRUPTION: speech waits for the end of the answer',
    async (form) => {
      assert.equal(await interrupts(form, {}), true);
      assert.equal(
        await interrupts(form, { realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' } }),
        false,
      );
    },
  ],
  'setup.realtimeInputConfig.turnCoverage': [
    'which sound and which frames belong to a turn',
    async (form) => {
      const [only] = (await covered(form, 'TURN_INCLUDES_ONLY_ACTIVITY')).turns;
      const [all] = (await covered(form, 'TURN_INCLUDES_ALL_INPUT')).turns;
      const [video] = (await covered(form, 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO')).turns;
      assert.deepEqual([only?.frames.length, all?.frames.length, video?.frames.length], [1, 2, 2]);
      assert.ok((all?.audio.length ?? 0) > (only?.audio.length ?? 0) + 16_000);
      assert.equal(video?.audio.length, only?.audio.length);
    },
  ],
  'setup.realtimeInputConfig.interimTranscriptTimestampEnabled': [
    'times of preliminary transcripts',
    async (form) => {
      const interim = async (realtimeInputConfig: object): Promise<unknown> => {
        const came = await talk(form, {
          setup: { model: 'models/gemini-3.5-transcribe-live', realtimeInputConfig },
          client: async (client) => {
            client.speak(join(silence(0.2), tone(2), silence(1.2)));
            await client.next(({ serverContent }) => serverContent?.inputTranscription !== undefined);
          },
        });
        return found(came, 'serverContent.interimInputTranscription.endOffset');
      };
      assert.notEqual(await interim({ interimTranscriptTimestampEnabled: true }), undefined);
      assert.equal(await interim({}), undefined);
    },
  ],
  'setup.contextWindowCompression.triggerTokens': [
    'from where on the context is shortened, as the usage shows',
    (form) => shortens(form, { triggerTokens: '500', slidingWindow: { targetTokens: '100' } }),
  ],
  'setup.contextWindowCompression.slidingWindow.targetTokens': [
    'to what it is shortened',
    async (form) => {
      const low = await sizes(form, { triggerTokens: '500', slidingWindow: { targetTokens: '100' } });
      const high = await sizes(form, { triggerTokens: '500', slidingWindow: { targetTokens: '400' } });
      assert.ok(Math.min(...high.slice(2)) > Math.min(...low.slice(2)));
    },
  ],
};

/** Sizes of the context over six turns of about a hundred tokens each. */
const sizes = async (form: Form, contextWindowCompression: object): Promise<readonly number[]> => {
  const { turns } = await talk(form, {
    setup: { contextWindowCompression },
    client: async (client) => {
      for (let turn = 0; turn < 8; turn += 1) await ask(client, 'word '.repeat(80));
    },
  });
  return turns.map(({ contextTokens }) => contextTokens);
};

const shortens = async (form: Form, compression: object): Promise<void> => {
  const counts = await sizes(form, compression);
  assert.ok(Math.max(...counts) <= 500, counts.join(' '));
  assert.ok(
    counts.some((count, index) => count < (counts[index - 1] ?? 0)),
    counts.join(' '),
  );
};
