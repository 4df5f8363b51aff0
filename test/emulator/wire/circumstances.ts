import { merged } from './message-of.ts';
import type { Knower } from './wire-field.ts';

/** What must be so that a field may be sent. */
export interface Circumstances {
  /** Of the session; with a `setup` field, of the message itself. */
  readonly setup?: object;
  /** What stands beside the field in its message, below the message's own name. */
  readonly beside?: object;
  /** Whether the model has called a function, with the id `call-1`. */
  readonly called?: boolean;
}

const NATIVE_25 = { model: 'models/gemini-2.5-flash-native-audio-preview-12-2025' };
const HALF_CASCADE = { model: 'models/gemini-live-2.5-flash-preview' };
const PREVIEW_31 = { model: 'models/gemini-3.1-flash-live-preview' };
const TRANSLATE = { model: 'models/gemini-3.5-live-translate-preview' };
const MANUAL = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
const FUNCTION = { tools: [{ functionDeclarations: [{ name: 'f' }] }] };
const PCM = { mimeType: 'audio/pcm;rate=16000', data: 'AAA=' };
const JPEG = { mimeType: 'image/jpeg', data: 'AAAA' };

/** By the front of the path; all that fit hold. */
const TABLE: readonly (readonly [front: string, circumstances: Circumstances])[] = [
  ['setup.generationConfig.thinkingConfig', { setup: NATIVE_25 }],
  ['setup.generationConfig.thinkingConfig.thinkingLevel', { setup: PREVIEW_31 }],
  ['setup.generationConfig.enableAffectiveDialog', { setup: NATIVE_25 }],
  ['setup.generationConfig.translationConfig', { setup: TRANSLATE }],
  ['setup.tools[].functionDeclarations', { setup: FUNCTION }],
  ['setup.tools[].codeExecution', { setup: HALF_CASCADE }],
  ['setup.tools[].urlContext', { setup: HALF_CASCADE }],
  ['setup.tools[].googleSearchRetrieval', { setup: HALF_CASCADE }],
  ['realtimeInput.audio.', { beside: { audio: PCM } }],
  ['realtimeInput.video.', { beside: { video: JPEG } }],
  ['realtimeInput.mediaChunks', { setup: NATIVE_25 }],
  ['realtimeInput.mediaChunks[].', { beside: { mediaChunks: [PCM] } }],
  ['realtimeInput.activity', { setup: MANUAL }],
  ['toolResponse', { called: true }],
  ['toolResponse.functionResponses[].', { beside: { functionResponses: [{ id: 'call-1', name: 'f' }] } }],
  ['contextUpdate.tools.tools[].functionDeclarations', { beside: { tools: FUNCTION } }],
];

/** On Vertex AI, what only the newest models do needs one of them. */
const ON_VERTEX: typeof TABLE = [
  [
    'contextUpdate',
    { setup: { model: 'projects/p/locations/us-central1/publishers/google/models/gemini-3.8-live' } },
  ],
];

/** What a field at `path` needs around it. */
export const circumstancesOf = (path: string, knower: Knower): Circumstances =>
  [...TABLE, ...(knower === 'vertex' ? ON_VERTEX : [])]
    .filter(([front]) => path.startsWith(front))
    .reduce<Circumstances>((sum, [, more]) => merged(sum, more) as Circumstances, {});
