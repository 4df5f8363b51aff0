import type { LiveConnectConfig } from '@google/genai';
import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { planSession, SESSION_ATTRIBUTES, type SessionSettings } from '../../src/core/session-config.ts';

const NATIVE = 'gemini-2.5-flash-native-audio-preview-12-2025';
const UNKNOWN = 'gemini-9-live';

const DEFAULTS = {
  responseModalities: ['AUDIO'],
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: {},
  contextWindowCompression: { slidingWindow: {} },
};

const detect = (values: object): object => ({ realtimeInputConfig: { automaticActivityDetection: values } });
const without = (...names: string[]): object =>
  Object.fromEntries(Object.entries(DEFAULTS).filter(([name]) => !names.includes(name)));

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

/** Settings as markup gives them. */
const settings = (values: Record<string, unknown>): SessionSettings => values;
const config = (values: unknown): LiveConnectConfig => values as LiveConnectConfig;
const codes = (plan: { warnings: readonly { code: string }[] }): string[] =>
  plan.warnings.map(({ code }) => code);

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

  describe('precedence', () => {
    it('merges objects: defaults, config, attributes', () => {
      const plan = planSession({
        settings: { voice: 'Kore', silenceDurationMs: 500, transcription: 'both' },
        config: config({
          temperature: 0.5,
          speechConfig: {
            languageCode: 'de-DE',
            voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } },
          },
          realtimeInputConfig: {
            automaticActivityDetection: { prefixPaddingMs: 20, silenceDurationMs: 900 },
          },
          inputAudioTranscription: { customVocabulary: ['Lit'] },
          sessionResumption: { handle: 'h' },
          futureField: { a: [1, 2] },
        }),
      });
      expect(plan.warnings).to.deep.equal([]);
      expect(plan.config).to.deep.equal({
        ...DEFAULTS,
        temperature: 0.5,
        speechConfig: { languageCode: 'de-DE', voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
        realtimeInputConfig: { automaticActivityDetection: { prefixPaddingMs: 20, silenceDurationMs: 500 } },
        inputAudioTranscription: { customVocabulary: ['Lit'] },
        sessionResumption: { handle: 'h' },
        futureField: { a: [1, 2] },
      });
    });

    it('keeps what config says when the attribute is bad or refused', () => {
      const given = config({
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
        mediaResolution: 'MEDIA_RESOLUTION_LOW',
      });
      const plan = planSession({
        settings: settings({ voice: 'Nobody', mediaResolution: 'huge' }),
        config: given,
      });
      expect(plan.config).to.deep.equal({ ...DEFAULTS, ...given });
      expect(plan.warnings).to.have.length(2);
    });

    it('takes a default away by null or undefined', () => {
      const plan = planSession({
        settings: {},
        config: config({
          outputAudioTranscription: undefined,
          contextWindowCompression: null,
          responseModalities: null,
          sessionResumption: { handle: null },
        }),
      });
      expect(plan.config).to.deep.equal(without('outputAudioTranscription', 'contextWindowCompression'));
    });

    it('adds the search to the tools of config, once', () => {
      const declared = { functionDeclarations: [{ name: 'f' }] };
      const plan = (tools: unknown): unknown =>
        planSession({ settings: { googleSearch: true }, config: config({ tools }) }).config.tools;
      expect(plan([declared])).to.deep.equal([declared, { googleSearch: {} }]);
      expect(plan([{ googleSearch: { a: 1 } }])).to.deep.equal([{ googleSearch: { a: 1 } }]);
    });

    it('has exactly one response modality', () => {
      for (const [given, model] of [
        [[], UNKNOWN],
        [['AUDIO', 'TEXT'], UNKNOWN],
        ['AUDIO', UNKNOWN],
        [['SMELL'], undefined],
        [[5], UNKNOWN],
        [{}, UNKNOWN],
      ]) {
        const plan = planSession({
          settings: settings({ model }),
          config: config({ responseModalities: given }),
        });
        expect(plan.config.responseModalities).to.deep.equal(['AUDIO']);
        expect(plan.warnings).to.have.length(1);
      }
    });

    it('knows push to talk from either side', () => {
      expect(planSession({ settings: { vad: 'manual' } }).manualActivity).to.equal(true);
      const manual = config({ realtimeInputConfig: { automaticActivityDetection: { disabled: true } } });
      expect(planSession({ settings: {}, config: manual }).manualActivity).to.equal(true);
      expect(planSession({ settings: { vad: 'auto' }, config: manual }).manualActivity).to.equal(false);
    });

    it('takes the fields of the deprecated generationConfig to their places', () => {
      const plan = planSession({
        settings: {},
        config: config({ temperature: 1, generationConfig: { temperature: 0, topK: 3, candidateCount: 1 } }),
      });
      expect(plan.config).to.deep.equal({
        ...DEFAULTS,
        temperature: 1,
        topK: 3,
        generationConfig: { candidateCount: 1 },
      });
    });
  });

  describe('variables', () => {
    const fill = (text: string, variables: unknown) =>
      planSession({ settings: { systemInstruction: text }, variables: variables as Record<string, string> });

    it('fills every name in one pass', () => {
      const plan = fill('I am {{ name }}, {{name}} of {{shop.name}}.', {
        name: '{{shop.name}} $& $1',
        'shop.name': 'X',
      });
      expect(plan.config.systemInstruction).to.equal('I am {{shop.name}} $& $1, {{shop.name}} $& $1 of X.');
      expect(plan.warnings).to.deep.equal([]);
    });

    it('leaves unknown names as written, with one warning each', () => {
      for (const variables of [undefined, {}, 5, null, { name: {} }]) {
        const plan = fill('{{name}} {{name}} {{constructor}}', variables);
        expect(plan.config.systemInstruction).to.equal('{{name}} {{name}} {{constructor}}');
        expect(codes(plan)).to.deep.equal(['missing-variable', 'missing-variable']);
      }
    });

    it('fills every form of instruction that config may hold', () => {
      for (const [given, filled] of [
        ['a {{n}}', 'a 1'],
        [
          { role: 'user', parts: [{ text: '{{n}}' }, { inlineData: {} }] },
          { role: 'user', parts: [{ text: '1' }, { inlineData: {} }] },
        ],
        [
          [{ text: '{{n}}' }, '{{n}}'],
          [{ text: '1' }, '1'],
        ],
      ]) {
        const plan = planSession({
          settings: {},
          config: config({ systemInstruction: given }),
          variables: { n: '1' },
        });
        expect(plan.config.systemInstruction).to.deep.equal(filled);
      }
    });

    it('removes the instruction of config by the empty text', () => {
      const plan = planSession({
        settings: { systemInstruction: '' },
        config: config({ systemInstruction: 'x' }),
      });
      expect(plan.config).to.deep.equal(DEFAULTS);
    });
  });

  describe('a token that pins fields', () => {
    const cases: readonly (readonly [string, Record<string, unknown>, boolean])[] = [
      ['systemInstruction', { systemInstruction: 'x' }, true],
      ['systemInstruction.parts', { systemInstruction: 'x' }, true],
      ['system_instruction', { systemInstruction: 'x' }, true],
      ['generationConfig.speechConfig', { voice: 'Kore' }, true],
      ['setup.generationConfig.speechConfig.voiceConfig', { voice: 'Kore' }, true],
      ['speechConfig.languageCode', { voice: 'Kore' }, false],
      ['realtimeInputConfig', { vad: 'manual' }, true],
      ['tools', { googleSearch: true }, true],
      ['outputAudioTranscription', { transcription: 'input' }, true],
      ['temperature', { voice: 'Kore' }, false],
      ['model', { model: 'gemini-3.8-live' }, false],
    ];
    for (const [name, values, pinned] of cases) {
      it(`${pinned ? 'warns of' : 'lets pass'} ${JSON.stringify(values)} under ${name}`, () => {
        const plan = planSession({ settings: settings(values), locked: [name] });
        expect(codes(plan)).to.deep.equal(pinned ? ['locked-by-token'] : []);
        if (pinned) expect(plan.config).to.deep.equal(DEFAULTS);
        expect(plan.manualActivity).to.equal(false);
      });
    }
    it('says nothing of what is not set', () => {
      expect(planSession({ settings: {}, locked: ['systemInstruction', 'tools'] }).warnings).to.deep.equal(
        [],
      );
    });
    it('ignores nonsense', () => {
      for (const locked of ['model', 5, {}, [5, null]]) {
        expect(
          planSession({ settings: { voice: 'Kore' }, locked: locked as string[] }).warnings,
        ).to.deep.equal([]);
      }
    });
  });

  describe('nonsense in config', () => {
    it('is left out field by field, with a warning each', () => {
      const wrong = {
        temperature: 'hot',
        topK: {},
        seed: '1',
        speechConfig: 'Kore',
        thinkingConfig: [],
        enableAffectiveDialog: 'yes',
        systemInstruction: 5,
        tools: {},
        sessionResumption: 'h',
        inputAudioTranscription: true,
        outputAudioTranscription: 'on',
        realtimeInputConfig: 1,
        contextWindowCompression: [],
        proactivity: true,
        safetySettings: 'none',
        labels: [],
        mediaResolution: 'ULTRA',
        httpOptions: { baseUrl: 'x' },
        abortSignal: new AbortController().signal,
        explicitVadSignal: true,
      };
      const plan = planSession({ settings: {}, config: config(wrong) });
      expect(plan.config).to.deep.equal(DEFAULTS);
      for (const name of Object.keys(wrong)) {
        expect(
          plan.warnings.filter(({ message }) => explain(message).startsWith(`config.${name} `)),
          name,
        ).to.have.length(1);
      }
    });

    it('is left out deeper down, too', () => {
      const plan = planSession({
        settings: {},
        config: config({
          speechConfig: { languageCode: 5, multiSpeakerVoiceConfig: {} },
          realtimeInputConfig: {
            turnCoverage: 'ALL',
            activityHandling: 'NO_INTERRUPTION',
            automaticActivityDetection: { disabled: 'true', silenceDurationMs: -5, prefixPaddingMs: '20' },
          },
        }),
      });
      expect(plan.config).to.deep.equal({
        ...DEFAULTS,
        realtimeInputConfig: {
          activityHandling: 'NO_INTERRUPTION',
          automaticActivityDetection: { prefixPaddingMs: '20' },
        },
      });
      expect(codes(plan)).to.deep.equal(Array<string>(5).fill('bad-value'));
    });

    it('may be anything at all', () => {
      for (const value of [null, 5, 'x', [], true, () => 0, Symbol('x'), 10n]) {
        const plan = planSession({ settings: {}, config: config(value) });
        expect(plan.config).to.deep.equal(DEFAULTS);
        expect(plan.warnings, typeof value).to.have.length(value === null ? 0 : 1);
      }
      expect(planSession({ settings: null as unknown as SessionSettings }).config).to.deep.equal(DEFAULTS);
    });

    it('cannot reach a prototype', () => {
      const evil: unknown = JSON.parse(
        '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"labels":{"__proto__":{"polluted":1},"a":"b"}}',
      );
      const plan = planSession({ settings: {}, config: config(evil) });
      expect(plan.config).to.deep.equal({ ...DEFAULTS, labels: { a: 'b' } });
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });

    it('survives cycles, depth, functions and what throws when read', () => {
      const cycle: Record<string, unknown> = { a: 1 };
      cycle['self'] = cycle;
      cycle['again'] = [cycle];
      let deep: object = {};
      for (let i = 0; i < 100; i += 1) deep = { deep };
      const trap = {
        get boom(): never {
          throw new Error('boom');
        },
      };
      const proxy: unknown = new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('boom');
          },
        },
      );
      const plan = planSession({
        settings: {},
        config: config({
          cycle,
          deep,
          trap,
          proxy,
          fn: () => 0,
          big: 10n,
          nan: NaN,
          bytes: new Uint8Array(4),
        }),
      });
      expect(structuredClone(plan.config)).to.deep.include(DEFAULTS);
      expect(plan.config).to.have.nested.property('cycle.a', 1);
      expect(codes(plan)).to.deep.equal(['bad-value']);
      expect(planSession({ settings: {}, config: config(proxy) }).config).to.deep.equal(DEFAULTS);
    });

    it('keeps the fields that only Vertex takes on Vertex', () => {
      const given = config({ explicitVadSignal: true, sessionResumption: { transparent: true } });
      const plan = planSession({ settings: {}, config: given, backend: 'vertex' });
      expect(plan.config).to.deep.equal({ ...DEFAULTS, ...given });
      expect(planSession({ settings: {}, config: given }).config).to.deep.equal(DEFAULTS);
    });

    it('never throws and stays plain, whatever is set', () => {
      let seed = 12345;
      const random = (): number => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed / 2 ** 32;
      };
      const values: readonly unknown[] = [
        undefined,
        null,
        '',
        'auto',
        'high',
        '5',
        -1,
        5,
        NaN,
        true,
        false,
        [],
        {},
        [[]],
        { a: null },
        Symbol('s'),
        () => 0,
        10n,
        '\u0000',
        'x'.repeat(5000),
      ];
      const any = (): unknown => values[Math.floor(random() * values.length)];
      const fields = Object.keys(DEFAULTS).concat(
        'speechConfig',
        'thinkingConfig',
        'tools',
        'realtimeInputConfig',
        'generationConfig',
        'systemInstruction',
      );
      for (let round = 0; round < 500; round += 1) {
        const plan = planSession({
          settings: settings(Object.fromEntries(SESSION_ATTRIBUTES.map(({ property }) => [property, any()]))),
          config: config(Object.fromEntries(fields.map((name) => [name, any()]))),
          variables: any() as Record<string, string>,
          locked: any() as string[],
        });
        expect(plan.config.responseModalities).to.have.length(1);
        expect(structuredClone(plan.config)).to.deep.equal(plan.config);
        for (const { message } of plan.warnings) expect(explain(message).length).to.be.below(600);
      }
    });
  });

  it('puts no key into a warning', () => {
    const plan = planSession({
      settings: settings({ vad: 'AIzaSyD-secretsecretsecret', voice: 'auth_tokens/abc123' }),
    });
    for (const { message } of plan.warnings) expect(explain(message)).not.to.match(/secret|abc123/);
  });
});
