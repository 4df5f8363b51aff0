import { CONTENT, TOOL, VERTEX_TOOL } from './content-schema.ts';
import type { Endpoint } from '../access/endpoints.ts';
import { GENERATION_FIELDS, VERTEX_GENERATION_FIELDS } from './generation-schema.ts';
import type { FieldType, MessageSchema } from './proto-json.ts';
import {
  BOOL,
  BYTES,
  INT32,
  INT64,
  STRING,
  STRUCT,
  enumeration,
  list,
  map,
  message,
  named,
} from './schema-types.ts';
import { TRANSCRIPTION } from './transcription-schema.ts';

const SENSITIVITY = (which: 'START' | 'END'): string =>
  `${which}_SENSITIVITY_UNSPECIFIED ${which}_SENSITIVITY_HIGH ${which}_SENSITIVITY_LOW`;

const REALTIME_INPUT_CONFIG = named(
  'RealtimeInputConfig',
  message({
    automaticActivityDetection: message({
      disabled: BOOL,
      startOfSpeechSensitivity: enumeration(
        'RealtimeInputConfig.AutomaticActivityDetection.StartSensitivity',
        SENSITIVITY('START'),
      ),
      endOfSpeechSensitivity: enumeration(
        'RealtimeInputConfig.AutomaticActivityDetection.EndSensitivity',
        SENSITIVITY('END'),
      ),
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
  }),
);

const THRESHOLD = enumeration(
  'SafetySetting.HarmBlockThreshold',
  'HARM_BLOCK_THRESHOLD_UNSPECIFIED BLOCK_LOW_AND_ABOVE BLOCK_MEDIUM_AND_ABOVE BLOCK_ONLY_HIGH BLOCK_NONE OFF',
);
/** The first seven belong to older models; the service still has their numbers. */
const CATEGORY = enumeration(
  'HarmCategory',
  'UNSPECIFIED DEROGATORY TOXICITY VIOLENCE SEXUAL MEDICAL DANGEROUS HARASSMENT HATE_SPEECH SEXUALLY_EXPLICIT ' +
    'DANGEROUS_CONTENT CIVIC_INTEGRITY',
  'HARM_CATEGORY_',
);
const VERTEX_CATEGORY = enumeration(
  'HarmCategory',
  'UNSPECIFIED HATE_SPEECH DANGEROUS_CONTENT HARASSMENT SEXUALLY_EXPLICIT CIVIC_INTEGRITY IMAGE_HATE ' +
    'IMAGE_DANGEROUS_CONTENT IMAGE_HARASSMENT IMAGE_SEXUALLY_EXPLICIT JAILBREAK',
  'HARM_CATEGORY_',
);
const METHOD = enumeration(
  'SafetySetting.HarmBlockMethod',
  'HARM_BLOCK_METHOD_UNSPECIFIED SEVERITY PROBABILITY',
);

/** On some models `null` is not the same as no handle (`REFUSALS.nullHandle`). */
const HANDLE: FieldType = { kind: 'string', keepsNull: true };

const generationConfig = (fields: MessageSchema['fields']): FieldType =>
  named('GenerationConfig', message(fields));

/**
 * `setup` of the Developer API. What is legal on Vertex AI only (`explicitVadSignal`, `sessionResumption.transparent`) is
 * unknown here; so are transcription configs nested in `generationConfig`.
 */
export const SETUP: MessageSchema = {
  fields: {
    model: STRING,
    generationConfig: generationConfig(GENERATION_FIELDS),
    systemInstruction: CONTENT,
    tools: list(TOOL),
    sessionResumption: named('SessionResumptionConfig', message({ handle: HANDLE })),
    inputAudioTranscription: TRANSCRIPTION,
    outputAudioTranscription: TRANSCRIPTION,
    realtimeInputConfig: REALTIME_INPUT_CONFIG,
    contextWindowCompression: named(
      'ContextWindowCompressionConfig',
      message({ triggerTokens: INT64, slidingWindow: message({ targetTokens: INT64 }) }),
    ),
    proactivity: named('ProactivityConfig', message({ proactiveAudio: BOOL, proactiveVideo: BOOL })),
    historyConfig: message({ initialHistoryInClientContent: BOOL }),
    avatarConfig: message({
      avatarName: STRING,
      customizedAvatar: message({ imageMimeType: STRING, imageData: BYTES }),
      audioBitrateBps: INT32,
      videoBitrateBps: INT32,
    }),
    safetySettings: list(named('SafetySetting', message({ category: CATEGORY, threshold: THRESHOLD }))),
    labels: map(STRING),
  },
};

/** The same through Firebase (`BEHAVIOURS.toolConfig`). */
const FIREBASE_SETUP: MessageSchema = { fields: { ...SETUP.fields, toolConfig: STRUCT } };

/** `setup` of Vertex AI. */
const VERTEX_SETUP: MessageSchema = {
  fields: {
    ...FIREBASE_SETUP.fields,
    generationConfig: generationConfig(VERTEX_GENERATION_FIELDS),
    tools: list(VERTEX_TOOL),
    sessionResumption: named('SessionResumptionConfig', message({ handle: STRING, transparent: BOOL })),
    explicitVadSignal: BOOL,
    safetySettings: list(
      named('SafetySetting', message({ category: VERTEX_CATEGORY, threshold: THRESHOLD, method: METHOD })),
    ),
  },
};

/** Which `setup` an endpoint knows. */
export const setupSchemaAt = ({ backend, through }: Pick<Endpoint, 'backend' | 'through'>): MessageSchema => {
  if (backend === 'vertex') return VERTEX_SETUP;
  return through === 'firebase' ? FIREBASE_SETUP : SETUP;
};
