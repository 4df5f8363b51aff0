import { JSON_SCHEMA } from './content-schema.ts';
import type { FieldType, MessageSchema } from './proto-json.ts';
import {
  BOOL,
  BYTES,
  FLOAT,
  INT32,
  STRING,
  STRUCT,
  VALUE,
  enumeration,
  list,
  message,
  named,
} from './schema-types.ts';
import { TRANSCRIPTION } from './transcription-schema.ts';

const PREBUILT_VOICE = named('PrebuiltVoiceConfig', message({ voiceName: STRING }));

const voice = (replicated: MessageSchema['fields']): FieldType =>
  named(
    'VoiceConfig',
    message(
      {
        prebuiltVoiceConfig: PREBUILT_VOICE,
        replicatedVoiceConfig: message({ mimeType: STRING, voiceSampleAudio: BYTES, ...replicated }),
        voice: STRING,
      },
      { voice_config: ['prebuiltVoiceConfig', 'replicatedVoiceConfig', 'voice'] },
    ),
  );

const speech = (voiceConfig: FieldType): FieldType =>
  named(
    'SpeechConfig',
    message({
      voiceConfig,
      languageCode: STRING,
      multiSpeakerVoiceConfig: message({
        speakerVoiceConfigs: list(message({ speaker: STRING, voiceConfig })),
      }),
    }),
  );

/** Whoever lends their voice says so. */
const CONSENT: MessageSchema['fields'] = {
  consentAudio: BYTES,
  voiceConsentSignature: message({ signature: STRING }),
};

/** `generationConfig` of the Developer API; fields that Live refuses are among them, as they are in the service's own. */
export const GENERATION_FIELDS: MessageSchema['fields'] = {
  responseModalities: list(
    enumeration('GenerationConfig.Modality', 'MODALITY_UNSPECIFIED TEXT IMAGE AUDIO VIDEO'),
  ),
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
  speechConfig: speech(voice(CONSENT)),
  thinkingConfig: named(
    'ThinkingConfig',
    message({
      includeThoughts: BOOL,
      thinkingBudget: INT32,
      thinkingLevel: enumeration(
        'ThinkingConfig.ThinkingLevel',
        'THINKING_LEVEL_UNSPECIFIED MINIMAL LOW MEDIUM HIGH',
      ),
    }),
  ),
  enableAffectiveDialog: BOOL,
  translationConfig: message({ targetLanguageCode: STRING, echoTargetLanguage: BOOL }),
  audioTranscriptionConfig: TRANSCRIPTION,
  enableEnhancedCivicAnswers: BOOL,
  responseLogprobs: BOOL,
  logprobs: INT32,
  responseMimeType: STRING,
  responseSchema: JSON_SCHEMA,
  responseJsonSchema: VALUE,
  responseFormat: VALUE,
  stopSequences: list(STRING),
  imageConfig: STRUCT,
};

/** The same on Vertex AI, which has fields of its own, and knows nothing of consent. */
export const VERTEX_GENERATION_FIELDS: MessageSchema['fields'] = {
  ...GENERATION_FIELDS,
  speechConfig: speech(voice({})),
  audioTimestamp: BOOL,
  routingConfig: STRUCT,
  modelConfig: STRUCT,
};
