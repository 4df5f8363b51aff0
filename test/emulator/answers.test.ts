import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer } from '../../src/emulator/index.ts';
import { resampleAll } from '../../src/emulator/listening/resample.ts';
import {
  connect,
  join,
  passTime,
  shape,
  silence,
  tone,
  withTwin,
  type Client,
  type ServerMessage,
} from './client.ts';

/** An answer that is complete as soon as it is sent. */
const TONE: Answer = { kind: 'tone', hz: 440, seconds: 2, turnComplete: 'at-once' };
const BOTH = { inputAudioTranscription: {}, outputAudioTranscription: {} };
const NATIVE_25 = 'models/gemini-2.5-flash-native-audio-latest';

const ask = async (client: Client): Promise<ServerMessage> => {
  client.send({ realtimeInput: { text: 'hi' } });
  return client.turnComplete();
};
const sizes = (client: Client): number[] =>
  client.messages.flatMap(({ serverContent }) =>
    (serverContent?.modelTurn?.parts ?? []).flatMap(({ inlineData }) =>
      inlineData ? [Buffer.from(inlineData.data, 'base64').length] : [],
    ),
  );

describe('an answer', () => {
  it('of 3.x: an empty message, transcript and audio together, then both completions and usage', () =>
    withTwin({ script: { answers: [{ ...TONE, seconds: 0.4, spoken: 'La la' }] } }, async (twin) => {
      const client = await connect(twin, { ...BOTH, sessionResumption: {} });
      const { usageMetadata } = await ask(client);
      await client.next(({ sessionResumptionUpdate }) => sessionResumptionUpdate?.resumable === true);
      assert.deepEqual(client.messages.map(shape), [
        'setupComplete',
        'sessionResumptionUpdate',
        'serverContent',
        'serverContent.modelTurn.outputTranscription',
        'serverContent.modelTurn.outputTranscription',
        'serverContent.generationComplete',
        'serverContent.turnComplete.usageMetadata',
        'sessionResumptionUpdate',
      ]);
      assert.deepEqual(client.frames[2]?.text, '{\n  "serverContent": {}\n}\n');
      assert.deepEqual(usageMetadata, {
        promptTokenCount: 1,
        responseTokenCount: 10,
        totalTokenCount: 11,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1 }],
        responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 10 }],
      });
    }));

  it('of 2.5: a thought first, the transcript by itself', () =>
    withTwin({ script: { answers: [{ ...TONE, seconds: 0.2, spoken: 'La la' }] } }, async (twin) => {
      const client = await connect(twin, { ...BOTH, model: NATIVE_25 });
      await ask(client);
      assert.deepEqual(client.messages.map(shape), [
        'setupComplete',
        'serverContent.modelTurn',
        'serverContent.outputTranscription',
        'serverContent.modelTurn',
        'serverContent.generationComplete',
        'serverContent.turnComplete.usageMetadata',
      ]);
      assert.equal(client.messages[1]?.serverContent?.modelTurn?.parts[0]?.thought, true);
    }));

  it('of a half-cascade model in text', () =>
    withTwin({}, async (twin) => {
      const generationConfig = { responseModalities: ['TEXT'] };
      const client = await connect(twin, {
        ...BOTH,
        model: 'models/gemini-live-2.5-flash-preview',
        generationConfig,
      });
      const { usageMetadata } = await ask(client);
      const text = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
      assert.equal(text.map((part) => part.text).join(''), 'You wrote: hi');
      assert.deepEqual(usageMetadata?.responseTokensDetails, [{ modality: 'TEXT', tokenCount: 4 }]);
    }));

  it('carries no transcript that was not asked for', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin);
      client.speak(join(silence(0.2), tone(0.5), silence(1)));
      await client.turnComplete();
      assert.equal(client.text('inputTranscription') + client.text('outputTranscription'), '');
    }));

  it('comes in the chunks that the script names, every byte of it', () =>
    withTwin({ script: { answers: [{ ...TONE, chunkBytes: [2, 3, 48_000] }] } }, async (twin) => {
      const client = await connect(twin);
      await ask(client);
      assert.deepEqual(sizes(client), [2, 3, 48_000, 2, 3, 47_990]);
      assert.deepEqual(client.audio().slice(0, 3), Int16Array.of(0, 1883, 3741));
      assert.equal(client.audio().length, 48_000);
    }));

  it('puts several parts into a message, and everything into the last one', () =>
    withTwin(
      { script: { answers: [{ ...TONE, bundle: 'everything', partsPerMessage: 5, spoken: 'a b c' }] } },
      async (twin) => {
        const client = await connect(twin, BOTH);
        await ask(client);
        assert.deepEqual(client.messages.slice(2).map(shape), [
          'serverContent.modelTurn.outputTranscription',
          'serverContent.modelTurn.outputTranscription.generationComplete.turnComplete.usageMetadata',
        ]);
        assert.equal(sizes(client).length, 9);
        assert.equal(client.text('outputTranscription'), 'a b c');
      },
    ));

  it('takes the true length for the words that it cannot know', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, BOTH);
      client.speak(join(silence(0.2), tone(1.78), silence(1)));
      await client.turnComplete();
      assert.equal(client.text('inputTranscription'), ' (1.8 s of speech)');
      assert.equal(client.text('outputTranscription'), 'I heard you speak for 1.8 seconds.');
    }));

  for (const [heardWhen, expected] of [
    ['before', 1],
    ['after-first-audio', 3],
    ['after-turn', 6],
  ] as const) {
    it(`has what was heard ${heardWhen}`, () =>
      withTwin(
        { script: { answers: [{ ...TONE, seconds: 0.4, heard: [' Hel', 'lo'], heardWhen }] } },
        async (twin) => {
          const client = await connect(twin, BOTH);
          client.speak(join(silence(0.2), tone(0.5), silence(1)));
          await client.turnComplete();
          if (heardWhen === 'after-turn') {
            await client.next(({ serverContent }) => serverContent?.inputTranscription?.text === 'lo');
          }
          assert.equal(
            client.messages.findIndex(({ serverContent }) => serverContent?.inputTranscription),
            expected,
          );
          assert.equal(client.text('inputTranscription'), ' Hello');
        },
      ));
  }

  it('may be none: nothing, waitingForInput, or a turn that is complete', () => {
    const answers: Answer[] = [
      { kind: 'none', end: 'nothing' },
      { kind: 'none', end: 'waiting-for-input' },
      { kind: 'none' },
    ];
    return withTwin({ script: { answers } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'one' } });
      await twin.until(() => twin.connections[0]?.received.find(({ kind }) => kind === 'text'));
      client.send({ realtimeInput: { text: 'two' } });
      client.send({ realtimeInput: { text: 'three' } });
      await client.turnComplete();
      assert.ok(client.messages.length >= 2);
    });
  });

  it('repeats what was said, sample by sample', () =>
    withTwin({ script: { answers: [{ kind: 'parrot', turnComplete: 'at-once' }] } }, async (twin) => {
      const client = await connect(twin);
      const stream = join(silence(0.5), tone(1, { hz: 700 }), tone(0.5, { hz: 2000 }), silence(1));
      client.speak(stream);
      await client.turnComplete();
      // 20 ms before the voice, the voice, and the silence of 800 ms that ended the turn.
      const said = stream.slice(8000 - 320, 8000 + 24_000 + 12_800);
      assert.deepEqual(client.audio(), resampleAll(said, 16_000, 24_000));
      const middle = client.audio().slice(480 + 2400, 480 + 21_600);
      const reference = tone(1, { hz: 700, rate: 24_000 }).slice(2400, 21_600);
      const worst = middle.reduce(
        (most, sample, index) => Math.max(most, Math.abs(sample - (reference[index] ?? 0))),
        0,
      );
      assert.ok(worst <= 4, `off by ${worst}`);
    }));

  it('comes at the pace of the twin, and completes when it would have been played', () => {
    const clock = new ManualClock();
    return withTwin(
      { clock, pace: 2, script: { answers: [{ ...TONE, turnComplete: 'after-playback' }] } },
      async (twin) => {
        const client = await connect(twin, {}, undefined, clock);
        const began = clock.now();
        client.send({ realtimeInput: { text: 'hi' } });
        await passTime(
          clock,
          client.next(({ serverContent }) => serverContent?.generationComplete === true),
        );
        const generated = clock.now() - began;
        await passTime(clock, client.turnComplete());
        const completed = clock.now() - began;
        assert.ok(generated >= 900 && generated < completed, String(generated));
        assert.ok(completed >= 2060, String(completed));
      },
    );
  });

  it('is closed with 1011 when its script fails, and the twin lives on', () => {
    const errors: unknown[] = [];
    const script = (): never => {
      throw new Error('no idea');
    };
    return withTwin({ script, onError: (error) => errors.push(error) }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'x' } });
      assert.deepEqual(await client.closed, { code: 1011, reason: 'Internal error encountered.' });
      assert.match(String(errors[0]), /no idea/);
      await connect(twin);
    });
  });

  it('is spoken by the voice that was given, as it was wished for', () => {
    const wishes: unknown[] = [];
    const voice = (text: string, wish: object): Int16Array => (wishes.push(text, wish), new Int16Array(24));
    return withTwin({ voice, script: { answers: [{ kind: 'say', text: 'Hello' }] } }, async (twin) => {
      const speechConfig = {
        voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } },
        languageCode: 'de-DE',
      };
      const client = await connect(twin, { generationConfig: { speechConfig } });
      await ask(client);
      assert.deepEqual(wishes, ['Hello', { voiceName: 'Kore', languageCode: 'de-DE' }]);
      assert.equal(client.audio().length, 24);
    });
  });
});
