import type { REASONS } from './reasons.ts';
import type { Source } from './source.ts';

/**
 * What ends a connection, and how. The source is that of the pairing: the words of a reason have theirs in `REASONS`.
 */
export const REFUSALS = {
  badKey: ['badKey', 'reported', 'an API key that is not taken'],
  expiredKey: ['expiredKey', 'documented', 'an API key that has expired'],
  noCredentials: ['unregistered', 'reported', 'no key, or a token where a key belongs'],
  keyForToken: ['unregistered', 'assumed', 'a key on the method that wants a token'],
  badToken: ['badToken', 'assumed', 'a token that is unknown, has expired or is used up'],
  notOneMessage: ['invalidArgument', 'recorded', 'a frame that holds no message, or nothing of it'],
  setupFirst: ['invalidArgument', 'recorded', 'anything but `setup` as the first message'],
  secondSetup: ['invalidArgument', 'recorded', 'a second `setup`'],
  modelName: ['invalidArgument', 'assumed', 'a model without `models/` or `tunedModels/` before its name'],
  unknownVoice: ['invalidArgument', 'assumed', 'a voice that the model does not have'],
  language: ['invalidArgument', 'assumed', '`languageCode` where the model chooses the language itself'],
  thinking: ['invalidArgument', 'assumed', '`thinkingConfig` that the model does not take'],
  detection: ['invalidArgument', 'assumed', 'negative durations of activity detection'],
  tools: ['invalidArgument', 'assumed', 'tools, or a behavior of functions, that the model does not take'],
  modalities: [
    'invalidArgument',
    'documented',
    'more than one response modality, or one that does not exist',
  ],
  textOnNativeAudio: ['internal', 'recorded', 'TEXT asked of a model that only speaks'],
  proactivity: [
    'invalidArgument',
    'assumed',
    '`proactiveAudio: false` where it is always on, `true` where it is not known',
  ],
  affectiveDialog: ['invalidArgument', 'assumed', 'affective dialog where the model has none'],
  translation: ['invalidArgument', 'assumed', '`translationConfig` where the model does not translate'],
  systemInstruction: ['invalidArgument', 'assumed', 'a system instruction where the model takes none'],
  unknownSession: [
    'unknownSession',
    'documented',
    'a resumption handle that is unknown, too old, or of another model',
  ],
  mediaChunks: ['mediaChunks', 'reported', '`mediaChunks` from 3.1 on'],
  text: ['invalidArgument', 'assumed', '`realtimeInput.text` where the model only listens'],
  media: [
    'invalidArgument',
    'assumed',
    'video where the model does not see, or bytes that are not of the type they claim',
  ],
  audioFormat: [
    'invalidArgument',
    'assumed',
    'audio that is not PCM, of a rate out of range, or ends in half a sample',
  ],
  streamEnd: ['invalidArgument', 'assumed', '`audioStreamEnd` without automatic detection'],
  activity: ['invalidArgument', 'assumed', '`activityStart` or `activityEnd` with automatic detection'],
  midSessionContent: [
    'invalidArgument',
    'recorded',
    '`clientContent` after realtime input on models that refuse it',
  ],
  seededTurns: [
    'invalidArgument',
    'assumed',
    'turns of another role than user and model, or with function parts',
  ],
  contextUpdate: ['invalidArgument', 'assumed', '`contextUpdate` where the model does not know it'],
  unknownCall: ['unknownCall', 'reported', 'a response to a call that was never made, or was cancelled'],
  internal: ['internal', 'reported', "a defect of the twin's own, or of the host's script or voice"],
} as const satisfies Readonly<
  Record<string, readonly [reason: keyof typeof REASONS, source: Source, when: string]>
>;
