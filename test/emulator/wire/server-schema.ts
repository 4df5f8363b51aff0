import type { FieldType, MessageSchema } from '../../../src/emulator/protocol/proto-json.ts';
import {
  BOOL,
  BYTES,
  DURATION,
  INT32,
  INT64,
  STRING,
  STRUCT,
  enumeration,
  list,
  message,
} from '../../../src/emulator/protocol/schema-types.ts';
import { TURN_COMPLETE_REASONS } from './turn-complete-reasons.ts';

const MODEL_TURN = message({
  role: STRING,
  parts: list(
    message(
      {
        text: STRING,
        thought: BOOL,
        inlineData: message({ mimeType: STRING, data: BYTES }),
        executableCode: message({ language: STRING, code: STRING }),
        codeExecutionResult: message({ outcome: STRING, output: STRING }),
      },
      { data: ['text', 'inlineData', 'executableCode', 'codeExecutionResult'] },
    ),
  ),
});

const TRANSCRIPTION = message({
  text: STRING,
  finished: BOOL,
  languageCode: STRING,
  speakerLabel: STRING,
  words: list(message({ word: STRING, startOffset: DURATION, endOffset: DURATION })),
  startOffset: DURATION,
  endOffset: DURATION,
});

const GROUNDING = message({
  searchEntryPoint: message({ renderedContent: STRING }),
  groundingChunks: list(message({ web: message({ uri: STRING, title: STRING }) })),
  groundingSupports: list(
    message({
      segment: message({ startIndex: INT32, endIndex: INT32, text: STRING }),
      groundingChunkIndices: list(INT32),
    }),
  ),
  webSearchQueries: list(STRING),
});

const INTERACTION_STATUS = enumeration(
  'InteractionStatus',
  'INTERACTION_STATUS_UNSPECIFIED IN_PROGRESS REQUIRES_ACTION IDLE',
);

const SERVER_CONTENT = message({
  modelTurn: MODEL_TURN,
  inputTranscription: TRANSCRIPTION,
  interimInputTranscription: message({ text: STRING, startOffset: DURATION, endOffset: DURATION }),
  outputTranscription: TRANSCRIPTION,
  interrupted: BOOL,
  generationComplete: BOOL,
  turnComplete: BOOL,
  turnCompleteReason: enumeration('TurnCompleteReason', TURN_COMPLETE_REASONS),
  waitingForInput: BOOL,
  interactionStatus: INTERACTION_STATUS,
  groundingMetadata: GROUNDING,
  urlContextMetadata: message({
    urlMetadata: list(
      message({
        retrievedUrl: STRING,
        urlRetrievalStatus: enumeration(
          'UrlRetrievalStatus',
          'URL_RETRIEVAL_STATUS_UNSPECIFIED URL_RETRIEVAL_STATUS_SUCCESS URL_RETRIEVAL_STATUS_ERROR ' +
            'URL_RETRIEVAL_STATUS_PAYWALL URL_RETRIEVAL_STATUS_UNSAFE',
        ),
      }),
    ),
  }),
  speechState: enumeration('SpeechState', 'SPEECH_STATE_UNSPECIFIED NON_SPEECH SPEECH'),
});

const COUNTS: FieldType = list(
  message({
    modality: enumeration('MediaModality', 'MODALITY_UNSPECIFIED TEXT IMAGE VIDEO AUDIO DOCUMENT'),
    tokenCount: INT32,
  }),
);

/** Both spellings of what the model gave: the Developer API's `response…` and Vertex AI's `candidates…`. */
const USAGE = message({
  promptTokenCount: INT32,
  cachedContentTokenCount: INT32,
  responseTokenCount: INT32,
  candidatesTokenCount: INT32,
  toolUsePromptTokenCount: INT32,
  thoughtsTokenCount: INT32,
  totalTokenCount: INT32,
  promptTokensDetails: COUNTS,
  cacheTokensDetails: COUNTS,
  responseTokensDetails: COUNTS,
  candidatesTokensDetails: COUNTS,
  toolUsePromptTokensDetails: COUNTS,
  trafficType: STRING,
  serviceTier: STRING,
});

const ACTIVITY = enumeration('VoiceActivityType', 'TYPE_UNSPECIFIED ACTIVITY_START ACTIVITY_END');

/** Everything that the service sends, in one message: which of it may stand together is `checkServerMessage`'s. */
export const SERVER_MESSAGE: MessageSchema = {
  fields: {
    setupComplete: message({ sessionId: STRING, voiceConsentSignature: message({ signature: STRING }) }),
    serverContent: SERVER_CONTENT,
    toolCall: message({ functionCalls: list(message({ id: STRING, name: STRING, args: STRUCT })) }),
    toolCallCancellation: message({ ids: list(STRING) }),
    goAway: message({ timeLeft: DURATION }),
    sessionResumptionUpdate: message({
      newHandle: STRING,
      resumable: BOOL,
      lastConsumedClientMessageIndex: INT64,
    }),
    voiceActivity: message({ voiceActivityType: ACTIVITY, type: ACTIVITY, audioOffset: DURATION }),
    voiceActivityDetectionSignal: message({
      vadSignalType: enumeration(
        'VadSignalType',
        'VAD_SIGNAL_TYPE_UNSPECIFIED VAD_SIGNAL_TYPE_SOS VAD_SIGNAL_TYPE_EOS',
      ),
    }),
    usageMetadata: USAGE,
    interactionStatus: INTERACTION_STATUS,
  },
};
