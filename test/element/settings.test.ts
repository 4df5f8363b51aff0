import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { rejection, Stage } from '../support/conversation-harness.ts';

const DEFAULTS = {
  model: 'models/gemini-3.8-live',
  generationConfig: { responseModalities: ['AUDIO'] },
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: {},
  contextWindowCompression: { slidingWindow: {} },
};

const OLD_MODEL = 'gemini-2.5-flash-native-audio-preview-12-2025';

describe('what a page says, and the setup that comes of it', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const started = async (
    markup: string,
    prepare?: (element: GeminiLiveElement) => void,
  ): Promise<unknown> => {
    stage = await Stage.open({ markup });
    prepare?.(stage.element);
    await stage.element.start();
    return stage.setup();
  };

  it('nothing: the defaults, and not a field more', async () => {
    expect(await started('<gemini-live></gemini-live>')).to.deep.equal(DEFAULTS);
    expect(stage.warnings).to.deep.equal([]);
    const [connection] = await stage.twin.connections();
    expect(connection?.path).to.contain('v1alpha').and.to.contain('Constrained');
  });

  it('many attributes: each in its field, and no warning', async () => {
    const setup = await started(
      `<gemini-live model="${OLD_MODEL}" voice="puck" system-instruction="You are {{name}}." vad="manual"
        start-sensitivity="high" end-sensitivity="low" prefix-padding-ms="20" silence-duration-ms="500"
        activity-handling="no-interruption" turn-coverage="all-input" media-resolution="low" transcription="input"
        affective-dialog proactive-audio thinking-budget="128" include-thoughts google-search api-version="v1beta"
      ></gemini-live>`,
      (element) => (element.variables = { name: 'Ada' }),
    );
    expect(stage.warnings).to.deep.equal([]);
    expect(setup).to.deep.equal({
      model: `models/${OLD_MODEL}`,
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
        mediaResolution: 'MEDIA_RESOLUTION_LOW',
        enableAffectiveDialog: true,
        thinkingConfig: { thinkingBudget: 128, includeThoughts: true },
      },
      systemInstruction: { role: 'user', parts: [{ text: 'You are Ada.' }] },
      tools: [{ googleSearch: {} }],
      proactivity: { proactiveAudio: true },
      inputAudioTranscription: {},
      sessionResumption: {},
      contextWindowCompression: { slidingWindow: {} },
      realtimeInputConfig: {
        automaticActivityDetection: {
          disabled: true,
          startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH',
          endOfSpeechSensitivity: 'END_SENSITIVITY_LOW',
          prefixPaddingMs: 20,
          silenceDurationMs: 500,
        },
        activityHandling: 'NO_INTERRUPTION',
        turnCoverage: 'TURN_INCLUDES_ALL_INPUT',
      },
    });
    const [connection] = await stage.twin.connections();
    expect(connection?.path).to.contain('v1beta');
  });

  it('properties set in the task of start() count, and are no change that comes too late', async () => {
    const setup = await started('<gemini-live></gemini-live>', (element) => {
      element.voice = 'Kore';
      element.systemInstruction = 'Be brief.';
    });
    await stage.element.updateComplete;
    expect(JSON.stringify(setup)).to.contain('Kore').and.to.contain('Be brief.');
    stage.element.sendText('mark');
    await stage.twin.wait({ for: 'text' });
    const kinds = (await stage.received()).messages.map(({ kind }) => kind);
    expect(kinds).not.to.include('contextUpdate');
    expect(stage.warnings).to.deep.equal([]);
  });

  it('the JSON child and config give way to attributes that are present; objects merge', async () => {
    const json = {
      config: {
        temperature: 0.1,
        topK: 7,
        systemInstruction: 'From JSON.',
        speechConfig: { languageCode: 'de-DE' },
      },
      options: { connectTimeoutMs: 9000 },
      tools: [{ name: 'look', description: 'Looks.' }],
    };
    const setup = (await started(
      `<gemini-live voice="Puck"><script type="application/json">${JSON.stringify(json)}</script></gemini-live>`,
      (element) => {
        element.config = {
          temperature: 0.9,
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
          inputAudioTranscription: null as never,
        };
      },
    )) as { generationConfig: object };
    expect(setup.generationConfig).to.deep.include({ temperature: 0.9, topK: 7 });
    expect(JSON.stringify(setup)).to.contain('de-DE');
    expect(JSON.stringify(setup)).to.contain('Puck').and.not.to.contain('Kore');
    expect(setup).to.deep.include({
      systemInstruction: { role: 'user', parts: [{ text: 'From JSON.' }] },
      tools: [{ functionDeclarations: [{ name: 'look', description: 'Looks.' }] }],
    });
    expect(setup).not.to.have.property('inputAudioTranscription');
  });

  it('a JSON child that cannot be read: one warning, and the defaults', async () => {
    const setup = await started(
      '<gemini-live><script type="application/json">{ "config": </script></gemini-live>',
    );
    expect(setup).to.deep.equal(DEFAULTS);
    // The chunk that explains warnings comes in its own time.
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['bad-json']);
    expect(stage.consoleWarnings).to.have.length(1);
  });

  it('bad values: one warning each, by event and in the console, and nothing of them in the setup', async () => {
    const setup = await started(
      `<gemini-live vad="sometimes" prefix-padding-ms="-5" silence-duration-ms="soon" transcription="yes"
        speech-language="not a language" thinking-level="much" media-resolution="4k"></gemini-live>`,
    );
    expect(setup).to.deep.equal(DEFAULTS);
    await stage.until(() => stage.warnings.length >= 7);
    expect(stage.warnings).to.deep.equal(Array.from({ length: 7 }, () => 'bad-value'));
    expect(stage.consoleWarnings).to.have.length(7);
    const messages = stage.of('gemini-live-warning').map(({ message }) => message);
    expect(messages.every((message) => message.includes('legal:'))).to.equal(true);
  });

  it('history comes before anything else', async () => {
    stage = await Stage.open();
    const { element, twin } = stage;
    const history = [
      { role: 'user', parts: [{ text: 'I am Ada.' }] },
      { role: 'model', parts: [{ text: 'Hello Ada.' }] },
    ];
    element.history = history;
    element.sendText('Who am I?');
    await twin.wait({ for: 'text' });
    const { messages } = await stage.received();
    expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'clientContent', 'text']);
    expect(messages[1]?.message).to.deep.equal({ clientContent: { turns: history, turnComplete: false } });
  });

  it('a cancelled gemini-live-beforestart: AbortError, and nothing happened', async () => {
    stage = await Stage.open();
    const { element } = stage;
    const cancel = (event: Event): void => event.preventDefault();
    element.addEventListener('gemini-live-beforestart', cancel);
    expect((await rejection(element.start())).name).to.equal('AbortError');
    element.sendText('Hello?');
    expect(element.state).to.equal('idle');
    expect(stage.states).to.deep.equal([]);
    expect(stage.census.contexts).to.deep.equal([]);
    element.removeEventListener('gemini-live-beforestart', cancel);
    await element.start();
    expect(element.state).to.equal('listening');
  });
});

describe('consent', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.open({ markup: '<gemini-live consent></gemini-live>' });
  });
  afterEach(() => stage.close());

  const press = async (part: string): Promise<void> => {
    await stage.element.updateComplete;
    stage.element.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`)?.click();
  };

  it('is asked for once: after "yes" the conversation starts, and later ones without a question', async () => {
    const { element, microphone } = stage;
    const starting = element.start();
    expect(element.start()).to.equal(starting);
    expect(stage.of('gemini-live-beforestart')).to.have.length(0);
    expect(microphone.calls).to.deep.equal([]);
    await press('consent-accept');
    await starting;
    await element.stop();
    await element.start();
    expect(element.state).to.equal('listening');
  });

  it('declined: the promise, one error and a sentence say so; the next start asks again', async () => {
    const { element, microphone } = stage;
    const starting = rejection(element.start());
    await press('consent-decline');
    expect((await starting).code).to.equal('consent-declined');
    expect(stage.errors).to.deep.equal(['consent-declined']);
    expect(element.error?.code).to.equal('consent-declined');
    expect(await stage.shown('error')).to.contain('not listening');
    expect(microphone.calls).to.deep.equal([]);
    const again = element.start();
    await press('consent-accept');
    await again;
    expect(await stage.shown('error')).to.equal(undefined);
  });

  it('stop() takes the question away: AbortError, and no error', async () => {
    const { element } = stage;
    const starting = rejection(element.start());
    await element.stop();
    expect((await starting).name).to.equal('AbortError');
    expect(stage.errors).to.deep.equal([]);
  });

  it('typing needs none', async () => {
    stage.element.sendText('Hello?');
    await stage.state('speaking');
  });
});
