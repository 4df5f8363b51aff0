import { expect } from '@open-wc/testing';
import { bareModelName } from '../../src/core/model-name.ts';
import { profileOf, type ModelProfile } from '../../src/core/model-profiles.ts';
import { findVoice, HALF_CASCADE_VOICES, VOICES } from '../../src/core/voices.ts';

const CASES: readonly (readonly [string, Partial<ModelProfile>])[] = [
  [
    'gemini-3.8-live',
    {
      responseModalities: ['AUDIO'],
      toolBehaviors: ['NON_BLOCKING', 'BLOCKING'],
      proactiveAudio: 'always',
      affectiveDialog: false,
      thinkingBudget: false,
      thinkingLevels: [],
      contextUpdate: true,
      content: 'always',
      goesOn: true,
      turns: true,
      contextTokens: 131_072,
      retired: false,
    },
  ],
  [
    'gemini-3.8-live-extended-thinking',
    {
      toolBehaviors: ['NON_BLOCKING'],
      thinkingLevels: ['LOW', 'MEDIUM', 'HIGH'],
      contextUpdate: true,
      interactionStatus: true,
    },
  ],
  [
    'gemini-3.1-flash-live-preview',
    {
      toolBehaviors: ['BLOCKING'],
      thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
      responseModalities: ['AUDIO'],
      contextUpdate: false,
      content: 'first',
      contextTokens: 131_072,
    },
  ],
  [
    'gemini-3.5-live-translate-preview',
    {
      translation: true,
      toolBehaviors: [],
      systemInstruction: false,
      content: 'never',
      turns: false,
    },
  ],
  ['gemini-3.5-transcribe-live', { responseModalities: ['TEXT'], voices: [], translation: false }],
  ...['preview-09-2025', 'preview-12-2025', 'latest', 'preview-latest'].map(
    (suffix) =>
      [
        `gemini-2.5-flash-native-audio-${suffix}`,
        {
          voices: VOICES,
          languageCode: false,
          affectiveDialog: true,
          proactiveAudio: 'optional',
          thinkingBudget: true,
          thinkingOff: true,
          retired: false,
        },
      ] as const,
  ),
  ['gemini-live-2.5-flash-native-audio', { affectiveDialog: true, voices: VOICES }],
  ['gemini-live-2.5-flash-preview-native-audio-09-2025', { affectiveDialog: true, languageCode: false }],
  ['gemini-live-2.5-flash', { languageCode: true, responseModalities: ['AUDIO', 'TEXT'] }],
  ['gemini-live-2.5-flash-preview', { voices: HALF_CASCADE_VOICES, languageCode: true, retired: true }],
  ['gemini-2.5-flash-preview-native-audio-dialog', { affectiveDialog: true, thinkingBudget: false }],
  ['gemini-2.5-flash-exp-native-audio-thinking-dialog', { thinkingBudget: true }],
  ['gemini-2.0-flash-live-001', { retired: true }],
  ['gemini-2.0-flash-exp', { retired: true }],
  ['gemini-robotics-er-2-streaming-preview', { responseModalities: ['TEXT'], voices: [] }],
];

describe('core/model-profiles', () => {
  for (const [model, facts] of CASES) {
    it(`knows ${model}`, () => {
      const profile = profileOf(model);
      expect(profile.known).to.equal(true);
      for (const [name, value] of Object.entries(facts)) {
        expect(profile[name as keyof ModelProfile], name).to.deep.equal(value);
      }
    });
  }

  it('understands prefixes and resource names', () => {
    const plain = profileOf('gemini-3.8-live');
    for (const path of [
      'models/gemini-3.8-live',
      'publishers/google/models/gemini-3.8-live',
      'projects/p/locations/europe-west4/publishers/google/models/gemini-3.8-live',
      'projects/p/models/gemini-3.8-live',
    ]) {
      expect(bareModelName(path)).to.equal('gemini-3.8-live');
      expect(profileOf(path)).to.deep.equal(plain);
    }
  });

  it('lets unknown names through, flagged', () => {
    for (const name of ['', 'gemini-9-live', 'gemini-3.8-live-x', 'constructor', '/', 'models/']) {
      const profile = profileOf(name);
      expect(profile.known, name).to.equal(false);
      expect(profile.voices).to.have.length(30);
      expect(profile.contextUpdate).to.equal(false);
    }
  });

  it('has thirty voices, of which eight are the half-cascade ones', () => {
    expect(new Set(VOICES)).to.have.property('size', 30);
    expect([...HALF_CASCADE_VOICES].sort()).to.deep.equal([
      'Aoede',
      'Charon',
      'Fenrir',
      'Kore',
      'Leda',
      'Orus',
      'Puck',
      'Zephyr',
    ]);
    expect(findVoice(' sulaFAT ')).to.equal('Sulafat');
    expect(findVoice('Nobody')).to.equal(undefined);
  });
});
