import type { LiveConnectConfig } from '@google/genai/web';
import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

const NATIVE = 'gemini-2.5-flash-native-audio-latest';
const TRANSLATE = 'gemini-3.5-live-translate-preview';

/** All that a transcription can be asked for. */
const TRANSCRIPTION = {
  languageCodes: ['en-US', 'de-DE'],
  languageAuto: {},
  languageHints: { languageCodes: ['en-US'] },
  customVocabulary: ['Sulafat', 'gemini-live'],
  adaptationPhrases: ['Vindemiatrix'],
  wordTimestamp: true,
  diarization: true,
  mode: 'VERBATIM',
  sourceText: 'Sulafat',
} as const;

/** On which model a field is tried; what is given, and where in `setup` it is to arrive, as it is; or that it is refused. */
type Case = { readonly model: string; readonly given: unknown; readonly at?: string } | 'refused';

const generation = (given: unknown, model = NATIVE): Case => ({ model, given, at: 'generationConfig' });
const top = (given: unknown, model = NATIVE): Case => ({ model, given, at: '' });

/** Every field of the SDK's type: a new one does not compile until it stands here. */
const FIELDS: Readonly<Record<keyof LiveConnectConfig, Case>> = {
  responseModalities: generation(['AUDIO']),
  temperature: generation(0.5),
  topP: generation(0.95),
  topK: generation(40),
  maxOutputTokens: generation(1024),
  mediaResolution: generation('MEDIA_RESOLUTION_LOW'),
  seed: generation(7),
  speechConfig: generation({ voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } }),
  thinkingConfig: generation({ thinkingBudget: 64, includeThoughts: true }),
  enableAffectiveDialog: generation(true),
  systemInstruction: top({ role: 'user', parts: [{ text: 'Be brief.' }] }),
  tools: top([{ functionDeclarations: [{ name: 'f', description: 'F.' }] }, { googleSearch: {} }]),
  sessionResumption: top({}),
  inputAudioTranscription: top(TRANSCRIPTION),
  outputAudioTranscription: top({ ...TRANSCRIPTION, mode: 'SMART' }),
  realtimeInputConfig: top({
    automaticActivityDetection: {
      disabled: false,
      startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH',
      endOfSpeechSensitivity: 'END_SENSITIVITY_LOW',
      prefixPaddingMs: 20,
      silenceDurationMs: 300,
    },
    activityHandling: 'NO_INTERRUPTION',
    turnCoverage: 'TURN_INCLUDES_ALL_INPUT',
    interimTranscriptTimestampEnabled: true,
  }),
  contextWindowCompression: top({ triggerTokens: '25600', slidingWindow: { targetTokens: '12800' } }),
  proactivity: top({ proactiveAudio: true, proactiveVideo: true }),
  avatarConfig: top({
    avatarName: 'Ada',
    customizedAvatar: { imageMimeType: 'image/png', imageData: 'AAAA' },
    audioBitrateBps: 64_000,
    videoBitrateBps: 500_000,
  }),
  safetySettings: top([{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }]),
  labels: top({ shop: 'tents' }),
  translationConfig: generation({ targetLanguageCode: 'es', echoTargetLanguage: true }, TRANSLATE),
  generationConfig: 'refused',
  httpOptions: 'refused',
  abortSignal: 'refused',
  explicitVadSignal: 'refused',
};

const names = Object.keys(FIELDS) as (keyof LiveConnectConfig)[];
const on = (model: string): (keyof LiveConnectConfig)[] =>
  names.filter((name) => (FIELDS[name] as { model?: string }).model === model);
const givenIn = (name: keyof LiveConnectConfig): unknown => (FIELDS[name] as { given: unknown }).given;

describe('every field of config', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  for (const model of [NATIVE, TRANSLATE]) {
    it(`reaches the setup of ${model} as it was given: ${on(model).join(', ')}`, async () => {
      stage = await Stage.open({
        markup: `<gemini-live model="${model}" transcription="both" visualizer="none"></gemini-live>`,
      });
      stage.element.config = Object.fromEntries(on(model).map((name) => [name, givenIn(name)]));
      await stage.element.start();
      const setup = (await stage.setup()) as Record<string, unknown>;
      for (const name of on(model)) {
        const { at } = FIELDS[name] as { at: string };
        const place = at === '' ? setup : (setup[at] as Record<string, unknown>);
        expect(place[name], name).to.deep.equal(givenIn(name));
      }
      expect(stage.warnings).to.deep.equal([]);
    });
  }

  it('or is left out with a warning that names it, and the conversation begins', async () => {
    const rare = { candidateCount: 1, presencePenalty: 0.5, frequencyPenalty: 0.25 };
    stage = await Stage.open();
    stage.element.config = {
      httpOptions: { baseUrl: 'https://elsewhere.example' },
      abortSignal: new AbortController().signal,
      explicitVadSignal: true,
      sessionResumption: { transparent: true },
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', method: 'SEVERITY' }] as never,
      generationConfig: { temperature: 0.3, ...rare },
    };
    await stage.element.start();
    await stage.until(() => stage.warnings.length >= 5);
    const told = stage.of('gemini-live-warning').map(({ message }) => message);
    for (const name of ['httpOptions', 'abortSignal', 'explicitVadSignal', 'transparent', 'method']) {
      expect(
        told.some((message) => message.includes(name)),
        name,
      ).to.equal(true);
    }
    const setup = (await stage.setup()) as { generationConfig: object };
    // Of the deprecated group, what has a place of its own moves there.
    expect(setup.generationConfig).to.deep.equal({
      responseModalities: ['AUDIO'],
      temperature: 0.3,
      ...rare,
    });
    expect(setup).to.deep.include({ safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT' }] });
  });
});
