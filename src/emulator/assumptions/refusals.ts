import type { REASONS } from './reasons.ts';
import type { Source } from './source.ts';

/**
 * What ends a connection, and how. The source is that of the pairing: the words of a reason have theirs in `REASONS`.
 */
export const REFUSALS = {
  badKey: ['badKey', 'reported', 'an API key that is not taken'],
  expiredKey: ['expiredKey', 'documented', 'an API key that has expired'],
  noCredentials: ['unregistered', 'reported', 'no key, or a token where a key belongs'],
  badAuthKey: ['invalidCredential', 'assumed', 'a new-style key (`AQ.…`) that is not taken'],
  keyOnVertex: ['apiKeyOnVertex', 'reported', 'an API key on Vertex AI'],
  noAccessToken: ['missingCredential', 'assumed', 'no access token on Vertex AI'],
  badAccessToken: ['invalidCredential', 'assumed', 'an access token that is not taken'],
  keyForToken: ['unregistered', 'assumed', 'a key on the method that wants a token'],
  badToken: ['badToken', 'assumed', 'a token that is unknown, has expired or is used up'],
  tooDeep: ['tooDeep', 'assumed', 'JSON that is nested more than a hundred times'],
  notOneMessage: ['invalidArgument', 'recorded', 'a frame that holds no message, or nothing of it'],
  setupFirst: ['invalidArgument', 'recorded', 'anything but `setup` as the first message'],
  secondSetup: ['invalidArgument', 'recorded', 'a second `setup`'],
  modelName: [
    'invalidArgument',
    'assumed',
    'a model whose name has not the form that the address asks for: `models/…` or `tunedModels/…`, on Vertex AI and ' +
      'through Firebase the path of a resource',
  ],
  modelMissing: ['modelMissing', 'reported', 'a model that the Developer API does not have'],
  publisherModelMissing: ['publisherModelMissing', 'reported', 'a model that Vertex AI does not have'],
  generationField: [
    'invalidArgument',
    'assumed',
    'a field of `generationConfig` that exists and does not work in Live (`responseSchema`, `stopSequences` …)',
  ],
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
  tokenExpired: [
    'badToken',
    'assumed',
    'a message after the `expireTime` of the token that opened the connection',
  ],
  connectionEnd: ['aborted', 'reported', 'the end of a connection that was announced by `goAway`'],
  connectionDeadline: ['deadline', 'reported', 'the same, as others saw it'],
  sessionEnd: ['aborted', 'assumed', 'a session without compression that has lasted as long as it may'],
  sessionDeadline: ['deadline', 'reported', 'a session that has lasted 58 minutes, compression or not'],
  sessionOver: [
    'invalidArgument',
    'reported',
    'a resumption handle of a session that reached its 58 minutes',
  ],
  nullHandle: ['invalidArgument', 'reported', '`sessionResumption: {"handle": null}` on 3.1'],
  sessionInUse: [
    'unknownSession',
    'assumed',
    'a resumption handle while the session still has a connection, if so chosen',
  ],
  contextFull: ['invalidArgument', 'reported', 'a context that the model cannot hold, without compression'],
  compression: [
    'invalidArgument',
    'assumed',
    'a target of compression that is not below its trigger; on Vertex AI, thresholds out of their ranges',
  ],
  modelTurnLast: [
    'invalidArgument',
    'reported',
    'content to be answered that ends with a turn of the model, before 3.x',
  ],
  callInProgress: ['aborted', 'reported', 'realtime input while a BLOCKING call is open (`strictCalls`)'],
  internal: ['internal', 'reported', "a defect of the twin's own, or of the host's script or voice"],
} as const satisfies Readonly<
  Record<string, readonly [reason: keyof typeof REASONS, source: Source, when: string]>
>;
