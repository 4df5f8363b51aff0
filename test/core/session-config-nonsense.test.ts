import { expect } from '@open-wc/testing';
import { explain } from '../../src/core/explanations/explain.ts';
import { SESSION_ATTRIBUTES, type SessionSettings } from '../../src/core/session-config.ts';
import { planSession } from './support/plan-session.ts';
import { codes, config, DEFAULTS, settings } from './support/plans.ts';

describe('core/session-config: nonsense', () => {
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

    it('is left out where an instruction is no text, part, content, or list of parts', () => {
      for (const systemInstruction of [
        true,
        [],
        [5],
        [''],
        [['a']],
        [{ parts: [{ text: 'a' }] }],
        { parts: [] },
        { parts: ['a'] },
        { parts: 5 },
      ]) {
        const plan = planSession({ settings: {}, config: config({ systemInstruction }) });
        expect(plan.config, JSON.stringify(systemInstruction)).to.deep.equal(DEFAULTS);
        expect(codes(plan)).to.deep.equal(['bad-value']);
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
