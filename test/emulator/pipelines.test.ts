import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, type Turn } from '../../src/emulator/index.ts';
import { StreamResampler } from '../../src/emulator/listening/resample.ts';
import { connect, join, shape, silence, tone, withTwin, type Client } from './client.ts';

const TRANSLATE = 'models/gemini-3.5-live-translate-preview';
const TRANSCRIBE = 'models/gemini-3.5-transcribe-live';
const BOTH = { inputAudioTranscription: {}, outputAudioTranscription: {} };
const translating = (translationConfig: object): object => ({
  model: TRANSLATE,
  ...BOTH,
  generationConfig: { translationConfig },
});
const usage = (client: Client): Promise<object> =>
  client.next((message) => message.usageMetadata !== undefined);
const STREAM = join(silence(0.2), tone(2), silence(1));

describe('simultaneous translation', () => {
  it('speaks while the visitor still does, window by window, and completes no turn', () => {
    const turns: Turn[] = [];
    const script = (turn: Turn): Answer => {
      turns.push(turn);
      return { kind: 'say', text: 'Guten Tag, meine Damen und Herren', heard: 'Good day ladies' };
    };
    return withTwin({ script }, async (twin) => {
      const client = await connect(twin, translating({ targetLanguageCode: 'de' }));
      client.speak(STREAM.slice(0, 20_000)); // 1.25 s, of which 1.07 belong to the turn: two windows
      await client.answered();
      await client.next(({ serverContent }) => serverContent?.outputTranscription !== undefined);
      await client.answered();
      assert.equal(client.audio().length, 2 * 12_000);
      assert.equal(client.text('inputTranscription'), ' Good day');
      client.speak(STREAM.slice(20_000));
      await usage(client);
      assert.equal(client.text('inputTranscription'), ' Good day ladies');
      assert.equal(client.text('outputTranscription'), 'Guten Tag, meine Damen und Herren');
      const { serverContent } =
        client.messages.find((message) => message.serverContent?.outputTranscription) ?? {};
      assert.equal(serverContent?.outputTranscription?.languageCode, 'de');
      const shapes = client.messages.map(shape);
      assert.ok(shapes.every((name) => !name.includes('turnComplete')));
      assert.deepEqual(shapes.slice(-2), ['serverContent.generationComplete', 'usageMetadata']);
      assert.deepEqual(
        turns.map(({ kind, simultaneous, index }) => [kind, simultaneous, index]),
        [['speech', true, 1]],
      );
    });
  });

  it('gives back what it heard when no script says otherwise, sample by sample', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, translating({ targetLanguageCode: 'de' }));
      client.speak(STREAM);
      await usage(client);
      const said = STREAM.slice(3200 - 320, 3200 + 32_000 + 12_800);
      const expected = new StreamResampler(16_000, 24_000).push(said);
      const heard = client.audio();
      assert.equal(heard.length, expected.length);
      assert.ok(heard.every((sample, index) => sample === expected[index]));
    }));

  for (const [echoTargetLanguage, echoes] of [
    [true, true],
    [false, false],
    [undefined, false],
  ] as const) {
    it(`${echoes ? 'repeats' : 'is silent on'} what is in the target language with ${String(echoTargetLanguage)}`, () =>
      withTwin(
        { script: { answers: [{ kind: 'say', text: 'x', heard: 'Hallo du', heardLanguage: 'de-AT' }] } },
        async (twin) => {
          const echo = echoTargetLanguage === undefined ? {} : { echoTargetLanguage };
          const client = await connect(twin, translating({ targetLanguageCode: 'de', ...echo }));
          client.speak(STREAM);
          await usage(client);
          assert.equal(client.audio().length > 0, echoes);
          assert.equal(client.text('outputTranscription'), echoes ? ' Hallo du' : '');
          assert.equal(client.text('inputTranscription'), ' Hallo du');
        },
      ));
  }

  it('is not interrupted: two stretches of speech, two translations', () =>
    withTwin(
      { script: { answers: [{ kind: 'tone', hz: 300, seconds: 4 }, { kind: 'none' }] } },
      async (twin) => {
        const client = await connect(twin, translating({ targetLanguageCode: 'de' }));
        client.speak(join(STREAM, STREAM));
        await usage(client);
        await usage(client);
        assert.equal(client.audio().length, 96_000);
        assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted === undefined));
      },
    ));

  it('completes its turns when a script has it do so', () =>
    withTwin({ script: { answers: [{ kind: 'parrot', turnComplete: 'at-once' }] } }, async (twin) => {
      const client = await connect(twin, translating({ targetLanguageCode: 'de' }));
      client.speak(STREAM);
      await client.turnComplete();
    }));

  it('closes with 1011 when its script fails', () =>
    withTwin(
      {
        script: () => {
          throw new Error('no idea');
        },
        onError: () => undefined,
      },
      async (twin) => {
        const client = await connect(twin, translating({ targetLanguageCode: 'de' }));
        client.speak(STREAM);
        assert.equal((await client.closed).code, 1011);
      },
    ));
});

describe('live transcription', () => {
  const interim = (client: Client): string[] =>
    client.messages.flatMap(({ serverContent }) => serverContent?.interimInputTranscription?.text ?? []);

  it('has interim transcripts that replace each other, then the final one, and no sound', () =>
    withTwin({ script: { answers: [{ kind: 'none', heard: 'one two three' }] } }, async (twin) => {
      const client = await connect(twin, { model: TRANSCRIBE, inputAudioTranscription: {} });
      client.speak(STREAM);
      await usage(client);
      assert.deepEqual(interim(client).slice(0, 4), [' one', ' one two', ' one two three', ' one two three']);
      assert.equal(client.text('inputTranscription'), ' one two three');
      assert.equal(client.audio().length, 0);
      assert.ok(client.messages.every(({ serverContent }) => serverContent?.turnComplete === undefined));
    }));

  it('comes while the visitor speaks, with times when they are asked for', () =>
    withTwin({}, async (twin) => {
      const realtimeInputConfig = { interimTranscriptTimestampEnabled: true };
      const client = await connect(twin, { model: TRANSCRIBE, realtimeInputConfig });
      client.speak(STREAM.slice(0, 20_000));
      const { serverContent } = await client.next(
        (message) => message.serverContent?.interimInputTranscription !== undefined,
      );
      assert.deepEqual(serverContent?.interimInputTranscription, {
        text: ' (0.5 s of speech)',
        startOffset: '0s',
        endOffset: '0.500s',
      });
    }));

  it('knows speakers and words when it is asked for them, and gives a rewritten text', () =>
    withTwin(
      {
        script: { answers: [{ kind: 'say', text: 'Dear Ann', heard: [' dear Ann'], heardSpeaker: 'spk_3' }] },
      },
      async (twin) => {
        const wish = { diarization: true, wordTimestamp: true };
        const client = await connect(twin, { model: TRANSCRIBE, inputAudioTranscription: wish });
        client.speak(STREAM);
        await usage(client);
        const found = client.messages.find(({ serverContent }) => serverContent?.inputTranscription);
        const { speakerLabel, words } = found?.serverContent?.inputTranscription ?? {};
        assert.deepEqual([speakerLabel, words?.map(({ word }) => word)], ['spk_3', ['dear', 'Ann']]);
        const texts = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
        assert.deepEqual(texts, [{ text: 'Dear Ann' }]);
      },
    ));
});

describe('a robotics model', () => {
  it('answers in text', () =>
    withTwin({ script: { answers: [{ kind: 'say', text: 'Left arm up' }] } }, async (twin) => {
      const client = await connect(twin, { model: 'models/gemini-robotics-er-2-streaming-preview' });
      client.send({ realtimeInput: { text: 'wave' } });
      await client.turnComplete();
      const texts = client.messages.flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? []);
      assert.equal(texts.map(({ text }) => text).join(''), 'Left arm up');
    }));
});
