import type { Source } from './source.ts';

/**
 * Habits of the service that are neither a number nor a refusal. Code that follows one names it in a comment
 * (`BEHAVIOURS.typedWhileSpeaking`); the documentation's table is made from here.
 */
export const BEHAVIOURS = {
  frames: [
    'recorded',
    'Messages are pretty-printed with two spaces and end with a newline, in binary frames.',
  ],
  beforeSetupComplete: ['assumed', 'What comes before `setupComplete` is lost without an error.'],
  typedWhileSpeaking: ['assumed', 'Text typed while the visitor speaks belongs to the turn that is spoken.'],
  secondActivityStart: [
    'assumed',
    'A second `activityStart`, or `activityEnd` without a start, changes nothing.',
  ],
  firstMediaChunk: ['reported', 'Of `mediaChunks`, only the first counts.'],
  contentInterrupts: [
    'documented',
    '`clientContent` with `turnComplete` interrupts, whatever `activityHandling` says.',
  ],
  leadingSpaces: [
    'recorded',
    'Transcript deltas begin with the space before their word, the first included.',
  ],
  thoughtUnasked: ['recorded', '2.5 native audio sends a thought summary before an answer, unasked.'],
  thoughtTokens: [
    'recorded',
    'Thoughts that come unasked are counted as TEXT of the answer; `thoughtsTokenCount` is not sent then.',
  ],
  emptyServerContent: ['recorded', 'From 3.x on, `{"serverContent": {}}` comes before each answer.'],
  startSensitivity: ['documented', 'Sensitivity to the start of speech is HIGH when unset.'],
  avatarSpeaks: [
    'assumed',
    'With `avatarConfig`, VIDEO may be asked for, alone or beside AUDIO: the answer is heard as well.',
  ],
  voiceConsent: [
    'documented',
    'A replicated voice with `consentAudio` gets `voiceConsentSignature` with `setupComplete`; here it is a digest of the audio.',
  ],
  accountOnDeveloperApi: [
    'measured',
    'The Developer API takes the access token of an account (`Authorization: Bearer …`) in place of a key.',
  ],
  proxyModelName: [
    'documented',
    'On Vertex AI the model may come as `publishers/google/models/…`: the SDK leaves project and location to a proxy.',
  ],
  vertexSensitivity: ['documented', 'On Vertex AI both sensitivities are LOW when unset.'],
  vertexDialect: [
    'recorded',
    'Vertex AI: a session id, the role of a turn, audio without its rate, `candidates…` and a traffic type in usage, UUIDs ' +
      'as call ids, `finished` after a transcript, `groundingMetadata` with `turnComplete`.',
  ],
  toolConfig: [
    'assumed',
    '`setup.toolConfig`, which the Firebase SDK can send, is understood and has no effect.',
  ],
  singleForList: [
    'documented',
    'One value where a list belongs is a list of one: samples in the documentation write `parts` that way.',
  ],
  enumCase: ['documented', 'Names of enum values are taken in either case: samples write them small.'],
  expiredToken: ['documented', 'A token is good for messages until its `expireTime`, in whatever session.'],
  historyFirst: [
    'documented',
    'With `initialHistoryInClientContent`, history comes first, starts no answer and may end with the model; that realtime ' +
      'input before it is lost is assumed.',
  ],
  modelTurnLast: [
    'assumed',
    'From 3.x on, content to be answered may end with a turn of the model, which goes on then.',
  ],
  systemTurn: [
    'documented',
    'On Vertex AI, a turn of the role `system` takes the place of the instructions.',
  ],
  messageIndex: [
    'assumed',
    '`lastConsumedClientMessageIndex` counts the messages of a connection, `setup` being 0.',
  ],
  notResumable: [
    'documented',
    'When the model begins to generate or to call, an empty update says that there is no handle.',
  ],
  olderHandles: [
    'assumed',
    'A handle is good until its life ends, however many came after it, and any number of times.',
  ],
  resumeWhileOpen: ['measured', 'A handle is good while the session still has a connection; both go on.'],
  sessionTime: [
    'assumed',
    'The age of a session is the time that it was connected; what two connections have in common counts once.',
  ],
  videoLimit: ['assumed', 'The shorter limit of a session with video counts from its first frame.'],
  lastEndUnannounced: ['reported', 'No `goAway` comes before the end after 58 minutes.'],
  beginsAtUser: [
    'documented',
    'A shortened context begins at a turn of the user; instructions and tools stay.',
  ],
  compressBefore: ['documented', 'The context is shortened before the model runs, not after.'],
  thoughtsNotKept: [
    'assumed',
    'Thoughts, and what tools of the service brought, are counted once and leave the context.',
  ],
  functionResults: ['assumed', 'What functions return counts as text of the prompt.'],
  unsolicitedHandles: ['recorded', 'Some models give resumption handles without having been asked.'],
  undeclaredCall: ['assumed', 'A function that nobody declared is called all the same, and waited for.'],
  codeBeforeCall: [
    'recorded',
    'Text models of 2.0 and 2.5 show the code of a call, `print(default_api.name(…))`, before the call.',
  ],
  vertexCallingTurn: [
    'recorded',
    'On Vertex AI the turn that calls is complete before the responses come; the answer is a turn of its own.',
  ],
  transcribedAnyway: [
    'assumed',
    'What the visitor said is transcribed although the answer to it was cut short before it began.',
  ],
  finishedTranscripts: [
    'recorded',
    'Vertex AI ends a transcript of the answer with `finished: true`; that of what was heard: assumed.',
  ],
  nonBlockingSurvives: ['assumed', 'A barge-in cancels calls that are waited for; NON_BLOCKING ones go on.'],
  schedulingWithoutWaiting: [
    'documented',
    '`scheduling` means nothing for calls that are waited for; WHEN_IDLE is the default for the others.',
  ],
  interruptWaits: ['documented', 'On 3.8, INTERRUPT is WHEN_IDLE while the visitor speaks.'],
  silentResponses: ['assumed', 'A SILENT response is known to the model from its next turn on.'],
  interactionStatus: [
    'documented',
    'With extended thinking, `interactionStatus` stands beside `toolCall`, and in `serverContent` beside `turnComplete`: IN_PROGRESS while calls run or more turns follow, else IDLE.',
  ],
  coverageOfText: [
    'assumed',
    'Typed text takes along the video since the last turn, whatever the turn coverage.',
  ],
  vadSignals: [
    'assumed',
    'With `explicitVadSignal`, both `voiceActivity` and `voiceActivityDetectionSignal` mark where activity begins and ends.',
  ],
  echoTargetLanguage: [
    'documented',
    'What is already in the target language is repeated with `echoTargetLanguage`, else nothing is said.',
  ],
  pipelineUsage: [
    'assumed',
    'Translation and transcription send their usage in a message of its own, after each stretch of speech.',
  ],
  interimReplaces: [
    'documented',
    'Each interim transcript replaces the one before; the final one comes as `inputTranscription`.',
  ],
} as const satisfies Readonly<Record<string, readonly [source: Source, what: string]>>;
