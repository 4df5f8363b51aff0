import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { ENGINES, type EngineOption, Stage } from '../support/conversation-harness.ts';
import { CAPTION_PAUSE_MS } from '../../src/conversation/insight/captions.ts';
import type { TwinStart } from '../support/twin-commands.ts';
import { HeldTimers } from './support/held-timers.ts';

type Answers = NonNullable<Extract<TwinStart['script'], { answers?: unknown }>['answers']>;

const TRANSLATE = 'model="gemini-3.5-live-translate-preview" translate-to="de"';
const TRANSCRIBE = 'model="gemini-3.5-transcribe-live"';

describe('sessions without turns', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const open = async (
    attributes: string,
    answers: Answers,
    prepare?: (element: GeminiLiveElement) => void,
    engine: EngineOption = 'auto',
  ): Promise<void> => {
    const markup = `<gemini-live ${attributes} visualizer="none" silence-duration-ms="200"></gemini-live>`;
    stage = await Stage.open({ markup, engine, twin: { script: { answers } } });
    prepare?.(stage.element);
    await stage.element.start();
  };
  const entries = (): unknown[] =>
    stage.element.transcript.map(({ role, text, final }) => [role, text, final]);
  const settled = (count: number): Promise<void> =>
    stage.until(() => {
      const { transcript } = stage.element;
      return transcript.length >= count && transcript.every(({ final }) => final);
    });

  for (const engine of ENGINES) {
    it(`translation: both languages side by side, heard at once, final when the stretch is over, never "thinking" (${engine})`, async () => {
      const answer = {
        kind: 'say',
        text: 'Guten Tag, meine Damen und Herren',
        heard: 'Good day ladies',
      } as const;
      await open(TRANSLATE, [answer], undefined, engine);
      await stage.say(engine === 'inline' ? 25 : 100);
      await stage.state('speaking');
      await settled(2);
      expect(entries()).to.deep.equal([
        ['user', 'Good day ladies', true],
        ['model', 'Guten Tag, meine Damen und Herren', true],
      ]);
      await stage.state('listening');
      expect(stage.states).not.to.include('thinking');
      expect(stage.warnings).to.deep.equal([]);
    });
  }

  it('offers no text field where the model only hears', async () => {
    await open(TRANSLATE, [{ kind: 'none' }]);
    const { element } = stage;
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('textarea')).to.equal(null);
  });

  it('two stretches of speech are two pairs', async () => {
    await open(TRANSLATE, [
      { kind: 'say', text: 'Eins', heard: 'One' },
      { kind: 'say', text: 'Zwei', heard: 'Two' },
    ]);
    await stage.say(60);
    await settled(2);
    await stage.say(60);
    await settled(4);
    expect(entries()).to.deep.equal([
      ['user', 'One', true],
      ['model', 'Eins', true],
      ['user', 'Two', true],
      ['model', 'Zwei', true],
    ]);
  });

  it('what is in the target language already is repeated when config asks for it, else not', async () => {
    const answer = { kind: 'say', text: 'x', heard: 'Hallo', heardLanguage: 'de' } as const;
    await open(TRANSLATE, [answer], (element) => {
      element.config = { translationConfig: { echoTargetLanguage: true } };
    });
    const { generationConfig } = (await stage.setup()) as { generationConfig: object };
    expect(generationConfig).to.deep.include({
      translationConfig: { targetLanguageCode: 'de', echoTargetLanguage: true },
    });
    await stage.say(60);
    await stage.state('speaking');
  });

  it('transcription: guesses give way to what was said; languages and speakers do not disturb; never "thinking"', async () => {
    await open(
      TRANSCRIBE,
      [{ kind: 'say', text: '', heard: 'This is a test', heardLanguage: 'en', heardSpeaker: 'spk_2' }],
      (element) => {
        element.config = {
          inputAudioTranscription: { diarization: true, languageCodes: ['en-US', 'de-DE'] },
        };
      },
    );
    await stage.say(100);
    await settled(1);
    expect(entries()).to.deep.equal([['user', 'This is a test', true]]);
    const guesses = stage.of('gemini-live-transcript').map(({ entry }) => entry.text);
    expect(guesses.length).to.be.greaterThan(2);
    expect(stage.states).to.deep.equal(['connecting', 'listening']);
    expect(stage.warnings).to.deep.equal([]);
  });

  it('a caption without an end becomes final by a pause', async () => {
    await open(TRANSCRIBE, [{ kind: 'none' }]);
    const timers = new HeldTimers(CAPTION_PAUSE_MS);
    try {
      await stage.twin.send({ serverContent: { interimInputTranscription: { text: 'Good' } } });
      await stage.twin.send({ serverContent: { inputTranscription: { text: 'Good day' } } });
      await stage.until(() => stage.element.transcript[0]?.text === 'Good day');
      await stage.frames(() => timers.waiting === 1);
      expect(entries()).to.deep.equal([['user', 'Good day', false]]);
      timers.fire();
      expect(entries()).to.deep.equal([['user', 'Good day', true]]);
      await stage.twin.send({ serverContent: { inputTranscription: { text: 'and', languageCode: 'fr' } } });
      await stage.until(() => stage.element.transcript.length === 2);
      await stage.frames(() => timers.waiting === 1);
      await stage.element.stop();
      expect(timers.waiting).to.equal(0);
    } finally {
      timers.close();
    }
  });

  it('a line that was lost is set up again without a history', async () => {
    await open(TRANSLATE, [{ kind: 'say', text: 'Eins', heard: 'One' }], (element) => {
      element.config = { sessionResumption: null as never };
    });
    await stage.say(60);
    await settled(2);
    await stage.twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    await stage.twin.wait({ for: 'audio', connection: 2 });
    const { messages } = await stage.twin.received({ connection: 2 });
    expect(messages.map(({ kind }) => kind)).not.to.include('clientContent');
    // What was said last goes out once more, and is put into words once more.
    await stage.state('listening');
    expect(stage.errors).to.deep.equal([]);
  });
});
