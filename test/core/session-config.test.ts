import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { SESSION_ATTRIBUTES, type SessionSettings } from '../../src/core/session-config.ts';
import { planSession } from './support/plan-session.ts';
import { codes, config, DEFAULTS, detect, NATIVE, settings, UNKNOWN, without } from './support/plans.ts';

interface Row {
  /** On a model that takes it; the default model when absent. */
  readonly model?: string;
  /** Value → what is added to the defaults, or the whole config in `whole`. */
  readonly good: readonly (readonly [value: unknown, added: object])[];
  readonly whole?: true;
  readonly bad: readonly unknown[];
}

const WORDLESS: readonly unknown[] = ['', 'nonsense', 5, {}, [], true, '__proto__', 'constructor'];
const NUMBERLESS: readonly unknown[] = [
  '',
  'ten',
  -1,
  1.5,
  '1.5',
  NaN,
  Infinity,
  2 ** 31,
  '1e3',
  {},
  [5],
  true,
];
const TAGLESS: readonly unknown[] = ['', 'english please', 'en_US', 5, {}, '-', 'e'];
const SWITCHLESS: readonly unknown[] = ['yes', 1, {}, []];

const ROWS: Readonly<Record<Exclude<keyof SessionSettings, 'model'>, Row>> = {
  voice: {
    good: ['Kore', 'kore', ' KORE '].map((name) => [
      name,
      { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } } },
    ]),
    bad: ['', 5, {}, 'Nobody', '<img>', 'x'.repeat(100)],
  },
  speechLanguage: { good: [['de-DE', { speechConfig: { languageCode: 'de-DE' } }]], bad: TAGLESS },
  responseModality: {
    model: UNKNOWN,
    good: [
      ['audio', { responseModalities: ['AUDIO'] }],
      ['TEXT', { responseModalities: ['TEXT'] }],
    ],
    bad: [...WORDLESS, 'video', 'audio,text'],
  },
  systemInstruction: { good: [['Be kind.', { systemInstruction: 'Be kind.' }]], bad: [5, {}, [], true] },
  vad: {
    good: [
      ['auto', detect({ disabled: false })],
      ['manual', detect({ disabled: true })],
    ],
    bad: WORDLESS,
  },
  startSensitivity: {
    good: [
      ['high', detect({ startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH' })],
      ['low', detect({ startOfSpeechSensitivity: 'START_SENSITIVITY_LOW' })],
    ],
    bad: [...WORDLESS, 'medium'],
  },
  endSensitivity: {
    good: [
      ['high', detect({ endOfSpeechSensitivity: 'END_SENSITIVITY_HIGH' })],
      ['low', detect({ endOfSpeechSensitivity: 'END_SENSITIVITY_LOW' })],
    ],
    bad: [...WORDLESS, 'medium'],
  },
  prefixPaddingMs: {
    good: [
      [0, detect({ prefixPaddingMs: 0 })],
      ['20', detect({ prefixPaddingMs: 20 })],
    ],
    bad: NUMBERLESS,
  },
  silenceDurationMs: {
    good: [
      [800, detect({ silenceDurationMs: 800 })],
      [' 500 ', detect({ silenceDurationMs: 500 })],
    ],
    bad: NUMBERLESS,
  },
  activityHandling: {
    good: [
      ['interrupts', { realtimeInputConfig: { activityHandling: 'START_OF_ACTIVITY_INTERRUPTS' } }],
      ['no-interruption', { realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' } }],
    ],
    bad: WORDLESS,
  },
  turnCoverage: {
    good: [
      ['only-activity', { realtimeInputConfig: { turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY' } }],
      ['all-input', { realtimeInputConfig: { turnCoverage: 'TURN_INCLUDES_ALL_INPUT' } }],
      [
        'audio-activity-and-all-video',
        { realtimeInputConfig: { turnCoverage: 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO' } },
      ],
    ],
    bad: WORDLESS,
  },
  mediaResolution: {
    good: [
      ['low', { mediaResolution: 'MEDIA_RESOLUTION_LOW' }],
      ['medium', { mediaResolution: 'MEDIA_RESOLUTION_MEDIUM' }],
      ['high', { mediaResolution: 'MEDIA_RESOLUTION_HIGH' }],
    ],
    bad: WORDLESS,
  },
  transcription: {
    whole: true,
    good: [
      ['both', DEFAULTS],
      ['input', without('outputAudioTranscription')],
      ['output', without('inputAudioTranscription')],
      ['none', without('inputAudioTranscription', 'outputAudioTranscription')],
    ],
    bad: WORDLESS,
  },
  affectiveDialog: {
    model: NATIVE,
    good: [
      [true, { enableAffectiveDialog: true }],
      ['', { enableAffectiveDialog: true }],
    ],
    bad: SWITCHLESS,
  },
  proactiveAudio: { good: [[true, { proactivity: { proactiveAudio: true } }]], bad: SWITCHLESS },
  thinkingBudget: {
    model: NATIVE,
    good: [0, -1, 1024].map((budget) => [budget, { thinkingConfig: { thinkingBudget: budget } }]),
    bad: ['', 'much', -2, 1.5, NaN, {}, true],
  },
  thinkingLevel: {
    model: 'gemini-3.1-flash-live-preview',
    good: ['minimal', 'low', 'medium', 'high'].map((level) => [
      level,
      { thinkingConfig: { thinkingLevel: level.toUpperCase() } },
    ]),
    bad: [...WORDLESS, 'maximal'],
  },
  includeThoughts: {
    model: NATIVE,
    good: [[true, { thinkingConfig: { includeThoughts: true } }]],
    bad: SWITCHLESS,
  },
  googleSearch: {
    good: [
      [true, { tools: [{ googleSearch: {} }] }],
      ['', { tools: [{ googleSearch: {} }] }],
    ],
    bad: SWITCHLESS,
  },
  translateTo: {
    model: 'gemini-3.5-live-translate-preview',
    good: [
      ['es', { translationConfig: { targetLanguageCode: 'es' } }],
      ['pt-BR', { translationConfig: { targetLanguageCode: 'pt-BR' } }],
    ],
    bad: TAGLESS,
  },
};

describe('core/session-config', () => {
  it('sends the defaults and nothing else', () => {
    const plan = planSession({ settings: {} });
    expect(plan.model).to.equal('gemini-3.8-live');
    expect(plan.config).to.deep.equal(DEFAULTS);
    expect(plan.manualActivity).to.equal(false);
    expect(plan.warnings).to.deep.equal([]);
  });

  it('has a row for every setting, and a test for every row', () => {
    expect(SESSION_ATTRIBUTES.map(({ property }) => property).sort()).to.deep.equal(
      ['model', ...Object.keys(ROWS)].sort(),
    );
    for (const { property, attribute } of SESSION_ATTRIBUTES) {
      expect(attribute).to.equal(property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    }
  });

  for (const [property, { model, good, whole, bad }] of Object.entries(ROWS)) {
    const attribute = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    describe(attribute, () => {
      for (const [value, added] of good) {
        it(`takes ${JSON.stringify(value)}`, () => {
          const plan = planSession({ settings: settings({ model, [property]: value }) });
          expect(plan.warnings).to.deep.equal([]);
          expect(plan.config).to.deep.equal(whole ? added : { ...DEFAULTS, ...added });
        });
      }
      for (const value of bad) {
        it(`warns of ${typeof value} ${JSON.stringify(value)?.slice(0, 30)}`, () => {
          const plan = planSession({ settings: settings({ model, [property]: value }) });
          expect(plan.config).to.deep.equal(DEFAULTS);
          expect(plan.warnings).to.have.length(1);
          const { code, message } = plan.warnings[0]!;
          expect(code).to.be.oneOf(['bad-value', 'not-supported-by-model']);
          expect(explain(message))
            .to.include(`${attribute}=`)
            .and.to.match(/legal: |has the voices/);
          expect(explain(message).length).to.be.below(500);
        });
      }
      it('is not set by undefined, null or absence', () => {
        for (const value of [undefined, null]) {
          const plan = planSession({ settings: settings({ model, [property]: value }) });
          expect(plan.config).to.deep.equal(DEFAULTS);
          expect(plan.warnings).to.deep.equal([]);
        }
      });
    });
  }

  it('takes any model name, keeps its form, and warns of what is none', () => {
    const path = 'projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash';
    expect(planSession({ settings: { model: path } }))
      .to.include({ model: path })
      .and.to.have.nested.property('profile.model', 'gemini-live-2.5-flash');
    for (const model of ['', ' ', 'a b', '/x', 5, {}, 'x'.repeat(300)]) {
      const plan = planSession({ settings: settings({ model }) });
      expect(plan.model).to.equal('gemini-3.8-live');
      expect(codes(plan)).to.deep.equal(['bad-value']);
    }
    expect(codes(planSession({ settings: { model: 'gemini-2.0-flash-live-001' } }))).to.deep.equal([
      'retired-model',
    ]);
  });

  describe('what the model rejects', () => {
    const cases: readonly (readonly [model: string | undefined, Record<string, unknown>, RegExp])[] = [
      [undefined, { thinkingBudget: 0 }, /takes no thinkingConfig/],
      [undefined, { thinkingLevel: 'low' }, /takes no thinkingConfig/],
      [undefined, { includeThoughts: true }, /takes no thinkingConfig/],
      [undefined, { affectiveDialog: true }, /no affective dialog/],
      [undefined, { translateTo: 'es' }, /live-translate/],
      [undefined, { responseModality: 'text' }, /answers in AUDIO only/],
      ['gemini-3.8-live-extended-thinking', { thinkingLevel: 'minimal' }, /takes low, medium, high/],
      ['gemini-3.1-flash-live-preview', { proactiveAudio: true }, /no proactive audio/],
      ['gemini-3.1-flash-live-preview', { thinkingBudget: 5 }, /thinking-level instead/],
      [NATIVE, { speechLanguage: 'de-DE' }, /chooses the language itself/],
      [NATIVE, { thinkingLevel: 'low' }, /thinking-budget instead/],
      ['gemini-live-2.5-flash-preview', { voice: 'Sulafat' }, /has the voices Puck/],
      ['gemini-3.5-live-translate-preview', { systemInstruction: 'x' }, /takes no instructions/],
      ['gemini-3.5-live-translate-preview', { googleSearch: true }, /has no search/],
    ];
    for (const [model, values, why] of cases) {
      it(`leaves ${JSON.stringify(values)} out for ${model ?? 'the default model'}`, () => {
        const plan = planSession({ settings: settings({ model, ...values }) });
        expect(plan.config).to.deep.equal(DEFAULTS);
        const refused = plan.warnings.filter(({ code }) => code === 'not-supported-by-model');
        expect(refused).to.have.length(1);
        expect(explain(refused[0]!.message)).to.match(why);
      });
    }

    it('leaves the same out of config', () => {
      const plan = planSession({
        settings: {},
        config: config({
          thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: true },
          enableAffectiveDialog: true,
          proactivity: { proactiveAudio: false },
          translationConfig: { targetLanguageCode: 'es', echoTargetLanguage: true },
          responseModalities: ['TEXT'],
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Nobody' } } },
        }),
      });
      expect(plan.config).to.deep.equal(DEFAULTS);
      expect(new Set(codes(plan))).to.deep.equal(new Set(['not-supported-by-model']));
    });

    it('corrects tool behaviour that the model does not have', () => {
      const tools = [{ functionDeclarations: [{ name: 'f', behavior: 'NON_BLOCKING' }, { name: 'g' }] }];
      const plan = planSession({
        settings: { model: 'gemini-3.1-flash-live-preview' },
        config: config({ tools }),
      });
      expect(plan.config.tools).to.deep.equal([{ functionDeclarations: [{ name: 'f' }, { name: 'g' }] }]);
      expect(codes(plan)).to.deep.equal(['not-supported-by-model']);
      expect(planSession({ settings: {}, config: config({ tools }) }).config.tools).to.deep.equal(tools);
    });

    it('lets everything through for a model that it does not know', () => {
      const plan = planSession({
        settings: {
          model: UNKNOWN,
          voice: 'Novelty',
          thinkingLevel: 'low',
          translateTo: 'es',
          affectiveDialog: true,
        },
      });
      expect(plan.warnings).to.deep.equal([]);
      expect(plan.config).to.have.nested.property(
        'speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName',
        'Novelty',
      );
    });

    it('asks a text-only model for text without being told', () => {
      const plan = planSession({ settings: { model: 'gemini-3.5-transcribe-live' } });
      expect(plan.config.responseModalities).to.deep.equal(['TEXT']);
      expect(plan.warnings).to.deep.equal([]);
    });
  });
});
