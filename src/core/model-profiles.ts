import { bareModelName } from './model-name.ts';
import type { ModelProfile } from './model-profile.ts';
import { HALF_CASCADE_VOICES, VOICES } from './voices.ts';

export type { ModelProfile } from './model-profile.ts';

type Facts = Partial<ModelProfile>;

/** The model that is used when none is named. */
export const DEFAULT_MODEL = 'gemini-3.8-live';

// Marks of the table: D = in Google's documentation, R = in recorded traffic of the real service, A = assumed.

/**
 * Unknown names. Options of `setup` are all let through; of the messages that the client may choose between, only those
 * that every family so far has taken (A).
 */
const UNKNOWN: Omit<ModelProfile, 'model'> = {
  known: false,
  retired: false,
  contextTokens: 128_000,
  turns: true,
  interactionStatus: false,
  voices: VOICES,
  responseModalities: ['AUDIO', 'TEXT', 'VIDEO'],
  toolBehaviors: ['NON_BLOCKING', 'BLOCKING'],
  systemInstruction: true,
  languageCode: true,
  affectiveDialog: true,
  proactiveAudio: 'optional',
  thinkingBudget: true,
  thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
  thinkingOff: true,
  contextUpdate: false,
  content: 'always',
  goesOn: false,
  realtimeText: true,
  googleSearch: true,
  ownTools: true,
  translation: true,
};

const NEW_CONTEXT: Facts = { contextTokens: 131_072 }; // D: from 3.1 on

/** What the conversational models of the table have in common. */
const KNOWN: Facts = {
  known: true, // its context: D, native audio of 2.5
  responseModalities: ['AUDIO'], // D; TEXT ends with 1011 on native audio (R)
  affectiveDialog: false,
  proactiveAudio: 'no',
  thinkingBudget: false,
  thinkingLevels: [],
  thinkingOff: false,
  ownTools: false, // D: search and functions only
  translation: false,
};

const GEMINI_3_8: Facts = {
  ...NEW_CONTEXT,
  goesOn: true, // A
  proactiveAudio: 'always', // D: `false` is an error; affective dialog is gone from the API
  contextUpdate: true, // D
  // D: NON_BLOCKING by default, BLOCKING allowed, no thinkingConfig; a documented setup carries languageCode
};

const EXTENDED_THINKING: Facts = {
  ...GEMINI_3_8,
  interactionStatus: true, // D
  toolBehaviors: ['NON_BLOCKING'], // D: asynchronous only
  thinkingLevels: ['LOW', 'MEDIUM', 'HIGH'], // D
};

const GEMINI_3_1: Facts = {
  ...NEW_CONTEXT,
  content: 'first', // R: 1007 in mid-session
  goesOn: true, // A
  toolBehaviors: ['BLOCKING'], // D
  languageCode: false, // D: native audio chooses the language itself
  thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'], // D, MINIMAL being its default
};

const NATIVE_2_5: Facts = {
  toolBehaviors: ['BLOCKING', 'NON_BLOCKING'], // D
  languageCode: false, // D
  affectiveDialog: true, // D
  proactiveAudio: 'optional', // D
  thinkingBudget: true, // D
  thinkingOff: true, // D: a budget of 0
};

const HALF_CASCADE: Facts = {
  contextTokens: 32_000, // D
  voices: HALF_CASCADE_VOICES, // D
  responseModalities: ['AUDIO', 'TEXT'], // D, R
  toolBehaviors: ['BLOCKING', 'NON_BLOCKING'], // D
  ownTools: true, // D: code and pages; the older search is assumed
};

/** Pipelines, not partners: they hear only audio, take no instructions and no tools, and stream without turns. */
const PIPELINE: Facts = {
  ...NEW_CONTEXT, // D: for translation; assumed for transcription
  turns: false, // D
  content: 'never', // A
  voices: [],
  toolBehaviors: [], // D
  systemInstruction: false, // D
  languageCode: false, // D
  realtimeText: false, // D
  googleSearch: false, // D
};

const RETIRED: Facts = { retired: true };

/** First match wins. */
const TABLE: readonly (readonly [name: RegExp, ...facts: Facts[]])[] = [
  [/^gemini-3\.8-live$/, GEMINI_3_8],
  [/^gemini-3\.8-live-extended-thinking$/, EXTENDED_THINKING],
  [/^gemini-3\.1-flash-live-preview$/, GEMINI_3_1],
  [/^gemini-3\.5-live-translate-preview$/, PIPELINE, { translation: true }], // D
  [/^gemini-3\.5-transcribe-live$/, PIPELINE, { responseModalities: ['TEXT'] }], // D
  // Dated previews and `-latest`, then the names of the same models on Vertex.
  [/^gemini-2\.5-flash-native-audio-(preview-\d\d-\d{4}|(preview-)?latest)$/, NATIVE_2_5],
  [/^gemini-live-2\.5-flash-(preview-)?native-audio(-\d\d-\d{4})?$/, NATIVE_2_5],
  // Vertex, half-cascade, but with all voices (D).
  [/^gemini-live-2\.5-flash$/, HALF_CASCADE, { voices: VOICES }],
  // The first native previews (retired: A); of the two, only the second thinks (D).
  [
    /^gemini-2\.5-flash-preview-native-audio-dialog$/,
    NATIVE_2_5,
    RETIRED,
    { thinkingBudget: false, thinkingOff: false },
  ],
  [/^gemini-2\.5-flash-exp-native-audio-thinking-dialog$/, NATIVE_2_5, RETIRED],
  [/^gemini-live-2\.5-flash-preview$/, HALF_CASCADE, RETIRED], // D
  [/^gemini-2\.0-flash-(exp|live-001|live-preview-04-09)$/, HALF_CASCADE, RETIRED], // D
  [
    /^gemini-robotics-.+-streaming-preview$/,
    {
      ...NEW_CONTEXT, // D
      voices: [],
      responseModalities: ['TEXT'], // D
      toolBehaviors: ['BLOCKING'], // A
      thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'], // A: thinking is documented, its setting is not
    },
  ],
];

/**
 * The facts about a model, by default the one that is used when none is named. Never throws: a name that the table does not hold gets a permissive profile whose `known` is
 * `false`.
 */
export const profileOf = (model = DEFAULT_MODEL): ModelProfile => {
  const name = bareModelName(model);
  const row = TABLE.find(([pattern]) => pattern.test(name));
  if (!row) return { model: name, ...UNKNOWN };
  const [, ...facts] = row;
  return Object.assign({ model: name, ...UNKNOWN, ...KNOWN }, ...facts) as ModelProfile;
};
