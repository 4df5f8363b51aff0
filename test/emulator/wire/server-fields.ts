import { at, type ServerField, type ServerRow } from './server-field.ts';
import { TURN_COMPLETE_REASONS } from './turn-complete-reasons.ts';

const VERTEX = { known: ['vertex'], source: 'recorded' } as const;
const RECORDED = { source: 'recorded' } as const;
const KNOWN = 'speech with all that can be known of it';
const STATUS = 'enum InteractionStatus: INTERACTION_STATUS_UNSPECIFIED IN_PROGRESS REQUIRES_ACTION IDLE';
const ACTIVITY = 'enum VoiceActivityType: TYPE_UNSPECIFIED ACTIVITY_START ACTIVITY_END';

const MODEL_TURN: readonly ServerRow[] = [
  ['', 'message', 'answer', 'a piece of the answer', RECORDED],
  ['role', 'string', 'answer on Vertex AI', 'always, on Vertex AI', VERTEX],
  ['parts[]', 'message', 'answer', 'one, or as many as the script says', RECORDED],
  ['parts[].text', 'string', 'answer in text', 'answers in text, thoughts', RECORDED],
  ['parts[].thought', 'bool', 'thought', 'the text is a summary of thoughts', RECORDED],
  ['parts[].inlineData', 'message', 'answer', 'audio; pictures and video that a script has', RECORDED],
  [
    'parts[].inlineData.mimeType',
    'string',
    'answer',
    '`audio/pcm;rate=24000`; on Vertex AI without the rate',
    RECORDED,
  ],
  ['parts[].inlineData.data', 'bytes', 'answer', '200 ms of sound first, then 240 ms each', RECORDED],
  [
    'parts[].executableCode',
    'message',
    'code run',
    'a script runs code; text models before a call',
    RECORDED,
  ],
  ['parts[].executableCode.language', 'string', 'code run', '`PYTHON`', RECORDED],
  ['parts[].executableCode.code', 'string', 'code run', 'with it', RECORDED],
  ['parts[].codeExecutionResult', 'message', 'code run', 'the code has an output'],
  ['parts[].codeExecutionResult.outcome', 'string', 'code run', 'with it'],
  ['parts[].codeExecutionResult.output', 'string', 'code run', 'with it'],
];

const GROUNDING: readonly ServerRow[] = [
  [
    '',
    'message',
    'search',
    'a script grounds the answer; empty at each end of a turn on Vertex AI',
    RECORDED,
  ],
  ['searchEntryPoint', 'message', 'search', 'with it'],
  ['searchEntryPoint.renderedContent', 'string', 'search', 'with it'],
  ['groundingChunks[]', 'message', 'search', 'pages were found'],
  ['groundingChunks[].web', 'message', 'search', 'with them'],
  ['groundingChunks[].web.uri', 'string', 'search', 'with them'],
  ['groundingChunks[].web.title', 'string', 'search', 'with them'],
  ['groundingSupports[]', 'message', 'search', 'words rest on the pages'],
  ['groundingSupports[].segment', 'message', 'search', 'with them'],
  ['groundingSupports[].segment.startIndex', 'int32', 'search', 'unless the words are the first'],
  ['groundingSupports[].segment.endIndex', 'int32', 'search', 'with them'],
  ['groundingSupports[].segment.text', 'string', 'search', 'with them'],
  ['groundingSupports[].groundingChunkIndices[]', 'int32', 'search', 'with them'],
  ['webSearchQueries[]', 'string', 'search', 'with it'],
];

const KNOWN_OF_IT = '`diarization`, `wordTimestamp` or languages were asked for';

const transcript = (scene: ServerRow[2]): readonly ServerRow[] => [
  ['', 'message', scene, 'transcripts were asked for', RECORDED],
  ['text', 'string', scene, 'a piece; the space before a word belongs to it', RECORDED],
  ['finished', 'bool', 'answer on Vertex AI', 'at its end, on Vertex AI', VERTEX],
  ['languageCode', 'string', KNOWN, KNOWN_OF_IT],
  ['speakerLabel', 'string', KNOWN, KNOWN_OF_IT],
  ['words[]', 'message', KNOWN, KNOWN_OF_IT],
  ['words[].word', 'string', KNOWN, KNOWN_OF_IT],
  ['words[].startOffset', 'duration', KNOWN, KNOWN_OF_IT],
  ['words[].endOffset', 'duration', KNOWN, KNOWN_OF_IT],
  ['startOffset', 'duration', KNOWN, KNOWN_OF_IT],
  ['endOffset', 'duration', KNOWN, KNOWN_OF_IT],
];

const INTERIM: readonly ServerRow[] = [
  ['', 'message', 'interim transcripts', 'while the visitor speaks, on transcribing models'],
  ['text', 'string', 'interim transcripts', 'all so far: it replaces what came before'],
  ['startOffset', 'duration', 'interim transcripts', '`interimTranscriptTimestampEnabled`'],
  ['endOffset', 'duration', 'interim transcripts', '`interimTranscriptTimestampEnabled`'],
];

const CONTENT: readonly ServerRow[] = [
  ['', 'message', 'answer', 'everything that belongs to a turn; empty ahead of an answer of 3.x', RECORDED],
  ...at('modelTurn', MODEL_TURN),
  ...at('inputTranscription', transcript('speech')),
  ...at('interimInputTranscription', INTERIM),
  ...at('outputTranscription', transcript('answer')),
  [
    'interrupted',
    'bool',
    'barge-in',
    'the visitor spoke, or content came, while a turn was on its way',
    RECORDED,
  ],
  ['generationComplete', 'bool', 'answer', 'the last of an answer was sent; not when interrupted', RECORDED],
  ['turnComplete', 'bool', 'answer', 'the answer would have been played', RECORDED],
  [
    'turnCompleteReason',
    `enum TurnCompleteReason: ${TURN_COMPLETE_REASONS}`,
    'an ending with a reason',
    'a script says so',
  ],
  ['waitingForInput', 'bool', 'waiting', 'a script says so'],
  ['interactionStatus', STATUS, 'extended thinking', 'with `turnComplete`, on models with extended thinking'],
  ...at('groundingMetadata', GROUNDING),
  ['urlContextMetadata', 'message', 'pages read', 'pages were read'],
  ['urlContextMetadata.urlMetadata[]', 'message', 'pages read', 'with it'],
  ['urlContextMetadata.urlMetadata[].retrievedUrl', 'string', 'pages read', 'with it'],
  [
    'urlContextMetadata.urlMetadata[].urlRetrievalStatus',
    'enum UrlRetrievalStatus: URL_RETRIEVAL_STATUS_UNSPECIFIED URL_RETRIEVAL_STATUS_SUCCESS ' +
      'URL_RETRIEVAL_STATUS_ERROR URL_RETRIEVAL_STATUS_PAYWALL URL_RETRIEVAL_STATUS_UNSAFE',
    'pages read',
    'with it',
  ],
  [
    'speechState',
    'enum SpeechState: SPEECH_STATE_UNSPECIFIED NON_SPEECH SPEECH',
    'messages of a script',
    "a script sends it: Vertex AI's documentation names it without saying when it comes",
    { known: ['vertex'] },
  ],
];

const counted = (
  name: string,
  scene: ServerRow[2],
  when: string,
  more?: ServerRow[4],
): readonly ServerRow[] => [
  [`${name}[]`, 'message', scene, when, more],
  [
    `${name}[].modality`,
    'enum MediaModality: MODALITY_UNSPECIFIED TEXT IMAGE VIDEO AUDIO DOCUMENT',
    scene,
    'with it',
    more,
  ],
  [`${name}[].tokenCount`, 'int32', scene, 'with it', more],
];

const GEMINI = { known: ['gemini', 'firebase'], source: 'recorded' } as const;
const ON_VERTEX = 'answer on Vertex AI';

const USAGE: readonly ServerRow[] = [
  ['', 'message', 'answer', 'with `turnComplete`', RECORDED],
  ['promptTokenCount', 'int32', 'answer', 'always: the whole context', RECORDED],
  ['cachedContentTokenCount', 'int32', 'usage told in full', 'a script says so'],
  ['responseTokenCount', 'int32', 'answer', 'something was answered', GEMINI],
  ['candidatesTokenCount', 'int32', ON_VERTEX, 'something was answered, on Vertex AI', VERTEX],
  ['toolUsePromptTokenCount', 'int32', 'search', 'a search or pages added to the prompt'],
  ['thoughtsTokenCount', 'int32', 'thought', 'the model thought'],
  ['totalTokenCount', 'int32', 'answer', 'always', RECORDED],
  ...counted('promptTokensDetails', 'answer', 'always', RECORDED),
  ...counted('cacheTokensDetails', 'usage told in full', 'a script says so'),
  ...counted('responseTokensDetails', 'answer', 'something was answered', GEMINI),
  ...counted('candidatesTokensDetails', ON_VERTEX, 'something was answered, on Vertex AI', VERTEX),
  ...counted('toolUsePromptTokensDetails', 'search', 'a search or pages added to the prompt'),
  ['trafficType', 'string', ON_VERTEX, 'always, on Vertex AI', VERTEX],
  ['serviceTier', 'string', 'usage told in full', 'a script says so; not on Vertex AI'],
];

const ROWS: readonly ServerRow[] = [
  ['setupComplete', 'message', 'answer', 'the setup was taken', RECORDED],
  ['setupComplete.sessionId', 'string', ON_VERTEX, 'always, on Vertex AI', VERTEX],
  [
    'setupComplete.voiceConsentSignature',
    'message',
    'consent to a voice',
    '`consentAudio` came with a replicated voice',
  ],
  ['setupComplete.voiceConsentSignature.signature', 'string', 'consent to a voice', 'with it'],
  ...at('serverContent', CONTENT),
  ['toolCall', 'message', 'barge-in', 'a script calls functions', RECORDED],
  ['toolCall.functionCalls[]', 'message', 'barge-in', 'one for each call', RECORDED],
  [
    'toolCall.functionCalls[].id',
    'string',
    'barge-in',
    "always, in the form of the model's family",
    RECORDED,
  ],
  ['toolCall.functionCalls[].name', 'string', 'barge-in', 'always', RECORDED],
  ['toolCall.functionCalls[].args', 'struct', 'barge-in', 'always, be it empty', RECORDED],
  ['toolCallCancellation', 'message', 'barge-in', 'a barge-in cancels calls'],
  ['toolCallCancellation.ids[]', 'string', 'barge-in', 'with it'],
  ['goAway', 'message', 'goAway', '50 s before the end of a connection, 60 s on Vertex AI'],
  ['goAway.timeLeft', 'duration', 'goAway', 'unless the limits leave it out'],
  [
    'sessionResumptionUpdate',
    'message',
    'answer',
    'empty when an answer begins, with a handle after it',
    RECORDED,
  ],
  ['sessionResumptionUpdate.newHandle', 'string', 'answer', 'the session can be resumed from here', RECORDED],
  ['sessionResumptionUpdate.resumable', 'bool', 'answer', 'with it', RECORDED],
  [
    'sessionResumptionUpdate.lastConsumedClientMessageIndex',
    'int64',
    'transparent resumption',
    '`sessionResumption.transparent`',
    { known: ['vertex'] },
  ],
  ['voiceActivity', 'message', 'signals of speech', '`explicitVadSignal`', { known: ['vertex'] }],
  [
    'voiceActivity.voiceActivityType',
    ACTIVITY,
    'messages of a script',
    'a script sends it: the name elsewhere, where no `setup` can ask for it',
  ],
  ['voiceActivity.type', ACTIVITY, 'signals of speech', 'with it', { known: ['vertex'] }],
  ['voiceActivity.audioOffset', 'duration', 'signals of speech', 'with it', { known: ['vertex'] }],
  [
    'voiceActivityDetectionSignal',
    'message',
    'signals of speech',
    '`explicitVadSignal`',
    { known: ['vertex'] },
  ],
  [
    'voiceActivityDetectionSignal.vadSignalType',
    'enum VadSignalType: VAD_SIGNAL_TYPE_UNSPECIFIED VAD_SIGNAL_TYPE_SOS VAD_SIGNAL_TYPE_EOS',
    'signals of speech',
    'with it',
    { known: ['vertex'] },
  ],
  ...at('usageMetadata', USAGE),
  ['interactionStatus', STATUS, 'extended thinking', 'beside `toolCall`, on models with extended thinking'],
];

/** Every field of every message that the service sends, each once, by full path. */
export const SERVER_FIELDS: readonly ServerField[] = ROWS.map(([path, type, scene, when, more]) => ({
  path,
  type,
  scene,
  when,
  source: 'documented',
  ...more,
}));
