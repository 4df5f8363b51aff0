import { expect } from '@open-wc/testing';
import { readConfig } from '../../src/core/config-reading.ts';
import { explain } from '../../src/core/explanations/explain.ts';
import { planSession, type SessionPlan } from '../../src/core/session-config.ts';
import { codes, config, NATIVE, UNKNOWN } from './support/plans.ts';

const WRITING = 'gemini-live-2.5-flash';
/** Tools of the service's own, and who of the known models takes them in a live session. */
const OWN_TOOLS = {
  codeExecution: [WRITING],
  urlContext: [WRITING],
  googleSearchRetrieval: [WRITING],
  googleMaps: [],
  fileSearch: [],
  computerUse: [],
  googleSearch: [WRITING, NATIVE, 'gemini-3.8-live', 'gemini-3.1-flash-live-preview'],
} as const;
const MODELS = [
  'gemini-3.8-live',
  'gemini-3.8-live-extended-thinking',
  'gemini-3.1-flash-live-preview',
  NATIVE,
  WRITING,
  UNKNOWN,
];
const DECLARED = { functionDeclarations: [{ name: 'f' }] };

const plan = (model: string, given: object): SessionPlan =>
  planSession({ settings: { model }, config: config(given), readConfig });
const words = ({ warnings }: SessionPlan): string[] => warnings.map(({ message }) => explain(message));

describe('core/model-fit', () => {
  for (const [tool, takers] of Object.entries(OWN_TOOLS)) {
    for (const model of MODELS) {
      const takes = model === UNKNOWN || (takers as readonly string[]).includes(model);
      if (tool === 'googleSearch' && !takes) continue;
      it(`${model} ${takes ? 'is given' : 'is not given'} ${tool}`, () => {
        const planned = plan(model, { tools: [{ [tool]: {} }, DECLARED] });
        expect(planned.config.tools).to.deep.equal([...(takes ? [{ [tool]: {} }] : []), DECLARED]);
        expect(codes(planned)).to.deep.equal(takes ? [] : ['not-supported-by-model']);
        if (!takes)
          expect(words(planned)[0]).to.match(new RegExp(`tools ${tool} is left out: model ${model}`));
      });
    }
  }

  it('leaves the rest of a tool that holds several', () => {
    const planned = plan('gemini-3.8-live', {
      tools: [{ codeExecution: {}, urlContext: {}, googleSearch: {}, ...DECLARED }],
    });
    expect(planned.config.tools).to.deep.equal([{ googleSearch: {}, ...DECLARED }]);
    expect(words(planned).join()).to.match(/codeExecution.*urlContext/);
    expect(planned.warnings).to.have.length(2);
  });

  describe('VIDEO', () => {
    const given = { responseModalities: ['VIDEO'] };
    const avatarConfig = { avatarName: 'Kira' };

    it('passes with an avatar, and where nothing is known of the model', () => {
      for (const planned of [
        plan('gemini-3.8-live', { ...given, avatarConfig }),
        plan(NATIVE, { ...given, avatarConfig }),
        plan(UNKNOWN, given),
      ]) {
        expect(planned.config.responseModalities).to.deep.equal(['VIDEO']);
        expect(codes(planned)).to.deep.equal([]);
      }
    });

    it('is refused without one', () => {
      for (const more of [{}, { avatarConfig: null }]) {
        const planned = plan('gemini-3.8-live', { ...given, ...more });
        expect(planned.config.responseModalities).to.deep.equal(['AUDIO']);
        expect(codes(planned)).to.deep.equal(['not-supported-by-model']);
      }
    });

    it('opens no door for other modalities', () => {
      const planned = plan('gemini-3.8-live', { responseModalities: ['TEXT'], avatarConfig });
      expect(planned.config.responseModalities).to.deep.equal(['AUDIO']);
    });
  });
});
