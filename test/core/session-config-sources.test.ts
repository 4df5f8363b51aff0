import { expect } from '@open-wc/testing';
import { planSession } from './support/plan-session.ts';
import { codes, config, DEFAULTS, settings, UNKNOWN, without } from './support/plans.ts';

describe('core/session-config: what it is made from', () => {
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
        [[{ text: '{{n}}' }, '{{n}}'], { role: 'user', parts: [{ text: '1' }, { text: '1' }] }],
        [{ text: '{{n}}' }, { role: 'user', parts: [{ text: '1' }] }],
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
});
