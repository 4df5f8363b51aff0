import type { Backend } from '../access/endpoints.ts';
import type { ModelTraits } from './model-traits.ts';

type Facts = Partial<ModelTraits>;

/** A family: the names in it that the documentation names, others that belong to it, and its facts, later ones winning. */
interface Family {
  readonly names: readonly string[];
  readonly like?: RegExp;
  readonly facts: readonly Facts[];
}

// Marks of the table: D = documented by Google, R = recorded in traffic of the real service, T = reported in a public thread,
// A = assumed. The documentation's table of assumptions is made from them, too.

const COMMON: Omit<ModelTraits, 'displayName'> = {
  backends: ['gemini'],
  contextTokens: 128_000, // D: native audio of 2.5
  outputTokens: 8_192, // D
  mediaChunks: false, // T: 1007 from 3.1 on
  video: true, // D
  midSessionContent: true, // D
  transcripts: 'bundled', // R: from 3.1 on
  callIds: 'fc', // R: from 3.1 on
  emptyContentFirst: true, // R: for 3.1; assumed for its successors
  thoughtsUnasked: false,
  codeBeforeCall: false,
  ownTools: [], // D: search and functions only
  unsolicitedHandles: false,
  refusesNullHandle: false,
  interactionStatus: false,
  interimTranscripts: false,
  speechComesFirst: false,
  turnCoverage: 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO', // D: for 3.1 and 3.8
  sessionMinutes: { audio: 15, video: 2 }, // D
};

const EVERYWHERE: readonly Backend[] = ['gemini', 'vertex'];

const GEMINI_3_8: Facts = {
  backends: EVERYWHERE, // D: newer pages list it on Vertex AI
  contextTokens: 131_072, // D
  outputTokens: 65_536, // D
  speechComesFirst: true, // D
  lastMinute: 58, // T: 1011 at exactly 58:00
};

const GEMINI_2: Facts = {
  mediaChunks: true, // R: only the first chunk counts
  transcripts: 'separate', // R
  callIds: 'function-call', // R
  emptyContentFirst: false, // R
  turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY', // D
};
const NATIVE_2_5: Facts = {
  ...GEMINI_2,
  thoughtsUnasked: true, // R
};
const HALF_CASCADE: Facts = {
  ...GEMINI_2,
  contextTokens: 32_000, // D
  codeBeforeCall: true, // R
  ownTools: ['codeExecution', 'urlContext', 'googleSearchRetrieval'], // D: the last one assumed
};

/** Pipelines, not partners: they hear only audio and stream without turns. */
const PIPELINE: Facts = {
  backends: EVERYWHERE, // A
  contextTokens: 131_072, // D: for translation; assumed for transcription
  outputTokens: 65_536, // A
  video: false, // D
  midSessionContent: false, // A
  emptyContentFirst: false, // A
};

const VERTEX: Facts = {
  backends: ['vertex'], // T: 1008 on the Developer API (adk-python #3964)
};

const FAMILIES: readonly Family[] = [
  { names: ['gemini-3.8-live'], facts: [GEMINI_3_8] },
  { names: ['gemini-3.8-live-extended-thinking'], facts: [GEMINI_3_8, { interactionStatus: true }] }, // D
  {
    names: ['gemini-3.1-flash-live-preview'],
    facts: [
      {
        backends: EVERYWHERE, // A
        contextTokens: 131_072, // D
        outputTokens: 65_536, // D
        midSessionContent: false, // R: 1007
        unsolicitedHandles: true, // R
        refusesNullHandle: true, // T: strands #1999
      },
    ],
  },
  { names: ['gemini-3.5-live-translate-preview'], facts: [PIPELINE] },
  {
    names: ['gemini-3.5-transcribe-live'],
    facts: [PIPELINE, { interimTranscripts: true, sessionMinutes: { audio: 10, video: 10 } }], // D
  },
  {
    names: [
      'gemini-2.5-flash-native-audio-preview-12-2025',
      'gemini-2.5-flash-native-audio-preview-09-2025',
      'gemini-2.5-flash-native-audio-latest',
    ],
    like: /^gemini-2\.5-flash-native-audio-(preview-\d\d-\d{4}|(preview-)?latest)$/,
    facts: [NATIVE_2_5], // T: 1008 on Vertex AI (livekit/agents #3714)
  },
  {
    names: ['gemini-live-2.5-flash-native-audio', 'gemini-live-2.5-flash-preview-native-audio-09-2025'],
    like: /^gemini-live-2\.5-flash-(preview-)?native-audio(-\d\d-\d{4})?$/,
    facts: [NATIVE_2_5, VERTEX],
  },
  { names: ['gemini-live-2.5-flash'], facts: [HALF_CASCADE, VERTEX] },
  {
    names: ['gemini-2.5-flash-preview-native-audio-dialog'],
    facts: [NATIVE_2_5, { thoughtsUnasked: false }], // D: it does not think
  },
  { names: ['gemini-2.5-flash-exp-native-audio-thinking-dialog'], facts: [NATIVE_2_5] },
  { names: ['gemini-live-2.5-flash-preview', 'gemini-2.0-flash-live-001'], facts: [HALF_CASCADE] },
  { names: ['gemini-2.0-flash-exp'], facts: [HALF_CASCADE, { backends: EVERYWHERE }] }, // T: python-genai #656
  { names: ['gemini-2.0-flash-live-preview-04-09'], facts: [HALF_CASCADE, VERTEX] }, // D: the SDK's own example
  {
    names: ['gemini-robotics-er-2-streaming-preview'],
    like: /^gemini-robotics-.+-streaming-preview$/,
    facts: [{ contextTokens: 131_072, outputTokens: 65_536 }], // D
  },
];

/** Every model that the documentation names, newest first, the retired ones included. */
export const MODEL_NAMES: readonly string[] = FAMILIES.flatMap(({ names }) => names);

const WORDS: Readonly<Record<string, string>> = { exp: 'Experimental', er: 'ER' };
/** `gemini-3.8-live` → `Gemini 3.8 Live`. */
const displayName = (name: string): string =>
  name
    .split('-')
    .map((word) => WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/**
 * What the twin needs to know of a model as `backend` offers it; `undefined` when the backend does not know its bare name.
 * What clients may ask of it is in its profile.
 */
export const traitsOf = (name: string, backend: Backend): ModelTraits | undefined => {
  const family = FAMILIES.find(({ names, like }) => names.includes(name) || like?.test(name));
  if (!family) return undefined;
  const traits: ModelTraits = Object.assign(
    { ...COMMON, displayName: displayName(name) },
    ...family.facts,
  ) as ModelTraits;
  if (!traits.backends.includes(backend)) return undefined;
  return backend === 'vertex' ? { ...traits, callIds: 'uuid' } : traits; // R
};
