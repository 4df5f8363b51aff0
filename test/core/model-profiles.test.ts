import { expect } from '@open-wc/testing';
import { bareModelName } from '../../src/core/model-name.ts';
import { profileOf, type ModelProfile } from '../../src/core/model-profiles.ts';
import { MODEL_NAMES } from '../../src/emulator/models/models.ts';
import { findVoice, HALF_CASCADE_VOICES, VOICES } from '../../src/core/voices.ts';

type Facts = Omit<ModelProfile, 'model' | 'known'>;

/** The two models of 3.8 that converse. */
const GEMINI_3_8: Facts = {
  retired: false,
  contextTokens: 131_072,
  turns: true,
  interactionStatus: false,
  voices: VOICES,
  responseModalities: ['AUDIO'],
  toolBehaviors: ['NON_BLOCKING', 'BLOCKING'],
  systemInstruction: true,
  languageCode: true,
  affectiveDialog: false,
  proactiveAudio: 'always',
  thinkingBudget: false,
  thinkingLevels: [],
  thinkingOff: false,
  contextUpdate: true,
  content: 'always',
  goesOn: true,
  realtimeText: true,
  googleSearch: true,
  ownTools: false,
  translation: false,
};

const GEMINI_3_1: Facts = {
  retired: false,
  contextTokens: 131_072,
  turns: true,
  interactionStatus: false,
  voices: VOICES,
  responseModalities: ['AUDIO'],
  toolBehaviors: ['BLOCKING'],
  systemInstruction: true,
  languageCode: false,
  affectiveDialog: false,
  proactiveAudio: 'no',
  thinkingBudget: false,
  thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
  thinkingOff: false,
  contextUpdate: false,
  content: 'first',
  goesOn: true,
  realtimeText: true,
  googleSearch: true,
  ownTools: false,
  translation: false,
};

const NATIVE_2_5: Facts = {
  retired: false,
  contextTokens: 128_000,
  turns: true,
  interactionStatus: false,
  voices: VOICES,
  responseModalities: ['AUDIO'],
  toolBehaviors: ['BLOCKING', 'NON_BLOCKING'],
  systemInstruction: true,
  languageCode: false,
  affectiveDialog: true,
  proactiveAudio: 'optional',
  thinkingBudget: true,
  thinkingLevels: [],
  thinkingOff: true,
  contextUpdate: false,
  content: 'always',
  goesOn: false,
  realtimeText: true,
  googleSearch: true,
  ownTools: false,
  translation: false,
};

const HALF_CASCADE: Facts = {
  retired: true,
  contextTokens: 32_000,
  turns: true,
  interactionStatus: false,
  voices: HALF_CASCADE_VOICES,
  responseModalities: ['AUDIO', 'TEXT'],
  toolBehaviors: ['BLOCKING', 'NON_BLOCKING'],
  systemInstruction: true,
  languageCode: true,
  affectiveDialog: false,
  proactiveAudio: 'no',
  thinkingBudget: false,
  thinkingLevels: [],
  thinkingOff: false,
  contextUpdate: false,
  content: 'always',
  goesOn: false,
  realtimeText: true,
  googleSearch: true,
  ownTools: true,
  translation: false,
};

const TRANSLATE: Facts = {
  retired: false,
  contextTokens: 131_072,
  turns: false,
  interactionStatus: false,
  voices: [],
  responseModalities: ['AUDIO'],
  toolBehaviors: [],
  systemInstruction: false,
  languageCode: false,
  affectiveDialog: false,
  proactiveAudio: 'no',
  thinkingBudget: false,
  thinkingLevels: [],
  thinkingOff: false,
  contextUpdate: false,
  content: 'never',
  goesOn: false,
  realtimeText: false,
  googleSearch: false,
  ownTools: false,
  translation: true,
};

const ROBOTICS: Facts = {
  ...GEMINI_3_1,
  voices: [],
  responseModalities: ['TEXT'],
  languageCode: true,
  content: 'always',
  goesOn: false,
};

/** Every fact of every model. */
const CASES: readonly (readonly [string, Facts])[] = [
  ['gemini-3.8-live', GEMINI_3_8],
  [
    'gemini-3.8-live-extended-thinking',
    {
      ...GEMINI_3_8,
      interactionStatus: true,
      toolBehaviors: ['NON_BLOCKING'],
      thinkingLevels: ['LOW', 'MEDIUM', 'HIGH'],
    },
  ],
  ['gemini-3.1-flash-live-preview', GEMINI_3_1],
  ['gemini-3.5-live-translate-preview', TRANSLATE],
  ['gemini-3.5-transcribe-live', { ...TRANSLATE, responseModalities: ['TEXT'], translation: false }],
  ['gemini-2.5-flash-native-audio-preview-09-2025', NATIVE_2_5],
  ['gemini-2.5-flash-native-audio-preview-12-2025', NATIVE_2_5],
  ['gemini-2.5-flash-native-audio-latest', NATIVE_2_5],
  ['gemini-2.5-flash-native-audio-preview-latest', NATIVE_2_5],
  ['gemini-live-2.5-flash-native-audio', NATIVE_2_5],
  ['gemini-live-2.5-flash-preview-native-audio-09-2025', NATIVE_2_5],
  ['gemini-live-2.5-flash', { ...HALF_CASCADE, retired: false, voices: VOICES }],
  [
    'gemini-2.5-flash-preview-native-audio-dialog',
    { ...NATIVE_2_5, retired: true, thinkingBudget: false, thinkingOff: false },
  ],
  ['gemini-2.5-flash-exp-native-audio-thinking-dialog', { ...NATIVE_2_5, retired: true }],
  ['gemini-live-2.5-flash-preview', HALF_CASCADE],
  ['gemini-2.0-flash-live-001', HALF_CASCADE],
  ['gemini-2.0-flash-exp', HALF_CASCADE],
  ['gemini-2.0-flash-live-preview-04-09', HALF_CASCADE],
  ['gemini-robotics-er-2-streaming-preview', ROBOTICS],
];

describe('core/model-profiles', () => {
  for (const [model, facts] of CASES) {
    it(`knows ${model}`, () => {
      expect(profileOf(model)).to.deep.equal({ model, known: true, ...facts });
    });
  }

  it('has a case for every model that the documentation names', () => {
    expect(CASES.map(([model]) => model)).to.include.members([...MODEL_NAMES]);
  });

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
