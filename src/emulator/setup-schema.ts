import { CONTENT, TOOL } from './content-schema.ts';
import type { MessageSchema } from './proto-json.ts';
import {
  BOOL,
  BYTES,
  EMPTY,
  FLOAT,
  INT32,
  INT64,
  STRING,
  STRUCT,
  enumeration,
  foldedEnumeration,
  list,
  map,
  message,
} from './schema-types.ts';

const TRANSCRIPTION = message({
  languageCodes: list(STRING),
  languageAuto: EMPTY,
  languageHints: message({ languageCodes: list(STRING) }),
  customVocabulary: list(STRING),
  adaptationPhrases: list(STRING),
  wordTimestamp: BOOL,
  diarization: BOOL,
  mode: enumeration('AudioTranscriptionConfig.Mode', 'MODE_UNSPECIFIED VERBATIM SMART'),
  sourceText: STRING,
});

const GENERATION_CONFIG = message({
  responseModalities: list(enumeration('Modality', 'MODALITY_UNSPECIFIED TEXT IMAGE AUDIO VIDEO')),
  temperature: FLOAT,
  topP: FLOAT,
  topK: FLOAT, // an integer in the API's reference, sent as 40.0 by some clients
  maxOutputTokens: INT32,
  candidateCount: INT32,
  presencePenalty: FLOAT,
  frequencyPenalty: FLOAT,
  seed: INT32,
  mediaResolution: enumeration(
    'GenerationConfig.MediaResolution',
    'MEDIA_RESOLUTION_UNSPECIFIED MEDIA_RESOLUTION_LOW MEDIA_RESOLUTION_MEDIUM MEDIA_RESOLUTION_HIGH',
  ),
  speechConfig: message({
    voiceConfig: message({
      prebuiltVoiceConfig: message({ voiceName: STRING }),
      replicatedVoiceConfig: message({
        mimeType: STRING,
        voiceSampleAudio: BYTES,
        consentAudio: BYTES,
        voiceConsentSignature: STRUCT,
      }),
      voice: STRING,
    }),
    languageCode: STRING,
  }),
  thinkingConfig: message({
    includeThoughts: BOOL,
    thinkingBudget: INT32,
    thinkingLevel: foldedEnumeration(
      'ThinkingConfig.ThinkingLevel',
      'THINKING_LEVEL_UNSPECIFIED MINIMAL LOW MEDIUM HIGH',
    ),
  }),
  enableAffectiveDialog: BOOL,
  translationConfig: message({ targetLanguageCode: STRING, echoTargetLanguage: BOOL }),
});

const SENSITIVITY = (which: 'START' | 'END'): string =>
  `${which}_SENSITIVITY_UNSPECIFIED ${which}_SENSITIVITY_HIGH ${which}_SENSITIVITY_LOW`;

const REALTIME_INPUT_CONFIG = message({
  automaticActivityDetection: message({
    disabled: BOOL,
    startOfSpeechSensitivity: enumeration('RealtimeInputConfig.StartSensitivity', SENSITIVITY('START')),
    endOfSpeechSensitivity: enumeration('RealtimeInputConfig.EndSensitivity', SENSITIVITY('END')),
    prefixPaddingMs: INT32,
    silenceDurationMs: INT32,
  }),
  activityHandling: enumeration(
    'RealtimeInputConfig.ActivityHandling',
    'ACTIVITY_HANDLING_UNSPECIFIED START_OF_ACTIVITY_INTERRUPTS NO_INTERRUPTION',
  ),
  turnCoverage: enumeration(
    'RealtimeInputConfig.TurnCoverage',
    'TURN_COVERAGE_UNSPECIFIED TURN_INCLUDES_ONLY_ACTIVITY TURN_INCLUDES_ALL_INPUT ' +
      'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO',
  ),
  interimTranscriptTimestampEnabled: BOOL,
});

/**
 * `setup`. What is legal on Vertex AI only (`explicitVadSignal`, `sessionResumption.transparent`) is unknown here, as it is
 * to the Developer API; so are transcription configs nested in `generationConfig`.
 */
export const SETUP: MessageSchema = {
  fields: {
    model: STRING,
    generationConfig: GENERATION_CONFIG,
    systemInstruction: CONTENT,
    tools: list(TOOL),
    sessionResumption: message({ handle: STRING }),
    inputAudioTranscription: TRANSCRIPTION,
    outputAudioTranscription: TRANSCRIPTION,
    realtimeInputConfig: REALTIME_INPUT_CONFIG,
    contextWindowCompression: message({
      triggerTokens: INT64,
      slidingWindow: message({ targetTokens: INT64 }),
    }),
    proactivity: message({ proactiveAudio: BOOL, proactiveVideo: BOOL }),
    historyConfig: message({ initialHistoryInClientContent: BOOL }),
    avatarConfig: message({
      avatarName: STRING,
      customizedAvatar: message({ imageMimeType: STRING, imageData: BYTES }),
      audioBitrateBps: INT32,
      videoBitrateBps: INT32,
    }),
    safetySettings: list(message({ category: STRING, threshold: STRING, method: STRING })),
    labels: map(STRING),
  },
};
