import { CONTENT_ROWS, SCHEMA_ROWS, TOOL_ROWS } from './content-fields.ts';
import { below, type ClientRow } from './wire-field.ts';

const TRANSCRIPTION_ROWS: readonly ClientRow[] = [
  ['languageCodes[]', 'string', { right: 'en-US' }],
  ['languageAuto', 'message'],
  ...below('languageHints', [['languageCodes[]', 'string', { right: 'en-US' }]]),
  ['customVocabulary[]', 'string'],
  ['adaptationPhrases[]', 'string'],
  ['wordTimestamp', 'bool'],
  ['diarization', 'bool'],
  ['mode', 'enum AudioTranscriptionConfig.Mode: MODE_UNSPECIFIED VERBATIM SMART', { right: 'SMART' }],
  ['sourceText', 'string'],
];

const measured = { source: 'measured' } as const;

/** Documented as not supported in Live: the service knows it and refuses it. */
const NOT_IN_LIVE = { refused: [1007, /^Request contains an invalid argument\.$/] } as const;
const notInLive = ([path, type, notes = {}]: ClientRow): ClientRow => [
  path,
  type,
  { ...notes, ...NOT_IN_LIVE },
];

const NOT_VERTEX = { known: ['gemini', 'firebase'] } as const;

const VOICE_ROWS: readonly ClientRow[] = [
  ...below('prebuiltVoiceConfig', [['voiceName', 'string', { ...measured, right: 'Kore' }]], {
    ...measured,
    named: 'PrebuiltVoiceConfig',
  }),
  ...below('replicatedVoiceConfig', [
    ['mimeType', 'string', { right: 'audio/pcm;rate=24000' }],
    ['voiceSampleAudio', 'bytes'],
    ['consentAudio', 'bytes', NOT_VERTEX],
    ['voiceConsentSignature', 'message', NOT_VERTEX],
    ['voiceConsentSignature.signature', 'string', NOT_VERTEX],
  ]),
  ['voice', 'string', { right: 'Kore' }],
];

const GENERATION_ROWS: readonly ClientRow[] = [
  [
    'responseModalities[]',
    'enum GenerationConfig.Modality: MODALITY_UNSPECIFIED TEXT IMAGE AUDIO VIDEO',
    { ...measured, right: 'AUDIO' },
  ],
  ['temperature', 'float', measured],
  ['topP', 'float', measured],
  ['topK', 'float', { ...measured, right: 40 }],
  ['maxOutputTokens', 'int32', { ...measured, right: 1024 }],
  ['candidateCount', 'int32'],
  ['presencePenalty', 'float'],
  ['frequencyPenalty', 'float'],
  ['seed', 'int32', measured],
  [
    'mediaResolution',
    'enum GenerationConfig.MediaResolution: MEDIA_RESOLUTION_UNSPECIFIED MEDIA_RESOLUTION_LOW ' +
      'MEDIA_RESOLUTION_MEDIUM MEDIA_RESOLUTION_HIGH',
    { ...measured, right: 'MEDIA_RESOLUTION_LOW' },
  ],
  ...below(
    'speechConfig',
    [
      ...below('voiceConfig', VOICE_ROWS, { named: 'VoiceConfig' }),
      ['languageCode', 'string', { ...measured, right: 'en-US' }],
      ...below(
        'multiSpeakerVoiceConfig',
        below('speakerVoiceConfigs[]', [
          ['speaker', 'string', NOT_IN_LIVE],
          ...below('voiceConfig', VOICE_ROWS, { named: 'VoiceConfig' }).map(notInLive),
        ]).map(notInLive),
        NOT_IN_LIVE,
      ),
    ],
    { named: 'SpeechConfig' },
  ),
  ...below(
    'thinkingConfig',
    [
      ['includeThoughts', 'bool', measured],
      ['thinkingBudget', 'int32', { ...measured, right: 128 }],
      [
        'thinkingLevel',
        'enum ThinkingConfig.ThinkingLevel: THINKING_LEVEL_UNSPECIFIED MINIMAL LOW MEDIUM HIGH',
        { ...measured, right: 'LOW' },
      ],
    ],
    { named: 'ThinkingConfig' },
  ),
  ['enableAffectiveDialog', 'bool', measured],
  ...below('translationConfig', [
    ['targetLanguageCode', 'string', { ...measured, right: 'es' }],
    ['echoTargetLanguage', 'bool', measured],
  ]),
  ...below('audioTranscriptionConfig', TRANSCRIPTION_ROWS, { named: 'AudioTranscriptionConfig' }),
  ['enableEnhancedCivicAnswers', 'bool'],
  ['responseLogprobs', 'bool', NOT_IN_LIVE],
  ['logprobs', 'int32', NOT_IN_LIVE],
  ['responseMimeType', 'string', NOT_IN_LIVE],
  ...below('responseSchema', SCHEMA_ROWS.map(notInLive), { ...NOT_IN_LIVE, named: 'Schema' }),
  ['responseJsonSchema', 'value', NOT_IN_LIVE],
  ['responseFormat', 'value', NOT_IN_LIVE],
  ['stopSequences[]', 'string', NOT_IN_LIVE],
  ['imageConfig', 'struct', NOT_IN_LIVE],
  ['audioTimestamp', 'bool', { ...NOT_IN_LIVE, known: ['vertex'] }],
  ['routingConfig', 'struct', { ...NOT_IN_LIVE, known: ['vertex'] }],
  ['modelConfig', 'struct', { ...NOT_IN_LIVE, known: ['vertex'] }],
];

const DETECTION_ROWS: readonly ClientRow[] = [
  ['disabled', 'bool'],
  [
    'startOfSpeechSensitivity',
    'enum RealtimeInputConfig.AutomaticActivityDetection.StartSensitivity: START_SENSITIVITY_UNSPECIFIED START_SENSITIVITY_HIGH ' +
      'START_SENSITIVITY_LOW',
    { right: 'START_SENSITIVITY_LOW' },
  ],
  [
    'endOfSpeechSensitivity',
    'enum RealtimeInputConfig.AutomaticActivityDetection.EndSensitivity: END_SENSITIVITY_UNSPECIFIED END_SENSITIVITY_HIGH END_SENSITIVITY_LOW',
    { right: 'END_SENSITIVITY_LOW' },
  ],
  ['prefixPaddingMs', 'int32', { right: 20 }],
  ['silenceDurationMs', 'int32', { right: 500 }],
];

/** Tools of the service's own that no Live model has. */
const SETUP_TOOL_ROWS = TOOL_ROWS.map((row) =>
  /^(googleMaps|computerUse|fileSearch)/.test(row[0]) ? notInLive(row) : row,
);

const category = (values: string): string =>
  `enum HarmCategory: ${values
    .split(' ')
    .map((value) => `HARM_CATEGORY_${value}`)
    .join(' ')}`;
const CATEGORY = category(
  'UNSPECIFIED DEROGATORY TOXICITY VIOLENCE SEXUAL MEDICAL DANGEROUS HARASSMENT HATE_SPEECH SEXUALLY_EXPLICIT ' +
    'DANGEROUS_CONTENT CIVIC_INTEGRITY',
);
const VERTEX_CATEGORY = category(
  'UNSPECIFIED HATE_SPEECH DANGEROUS_CONTENT HARASSMENT SEXUALLY_EXPLICIT CIVIC_INTEGRITY IMAGE_HATE ' +
    'IMAGE_DANGEROUS_CONTENT IMAGE_HARASSMENT IMAGE_SEXUALLY_EXPLICIT JAILBREAK',
);
const THRESHOLD =
  'enum SafetySetting.HarmBlockThreshold: HARM_BLOCK_THRESHOLD_UNSPECIFIED BLOCK_LOW_AND_ABOVE ' +
  'BLOCK_MEDIUM_AND_ABOVE BLOCK_ONLY_HIGH BLOCK_NONE OFF';
const METHOD = 'enum SafetySetting.HarmBlockMethod: HARM_BLOCK_METHOD_UNSPECIFIED SEVERITY PROBABILITY';

/** `setup`. */
export const SETUP_ROWS: readonly ClientRow[] = [
  ['model', 'string', { ...measured, right: 'models/gemini-3.8-live' }],
  ...below('generationConfig', GENERATION_ROWS, { ...measured, named: 'GenerationConfig' }),
  ...below('systemInstruction', CONTENT_ROWS, { ...measured, named: 'Content' }),
  ...below('tools[]', SETUP_TOOL_ROWS, { ...measured, named: 'Tool' }),
  ...below(
    'sessionResumption',
    [
      ['handle', 'string', { ...measured, inConversation: true }],
      ['transparent', 'bool', { known: ['vertex'] }],
    ],
    { ...measured, named: 'SessionResumptionConfig' },
  ),
  ...below('inputAudioTranscription', TRANSCRIPTION_ROWS, { named: 'AudioTranscriptionConfig' }),
  ...below('outputAudioTranscription', TRANSCRIPTION_ROWS, { named: 'AudioTranscriptionConfig' }),
  ...below(
    'realtimeInputConfig',
    [
      ...below('automaticActivityDetection', DETECTION_ROWS),
      [
        'activityHandling',
        'enum RealtimeInputConfig.ActivityHandling: ACTIVITY_HANDLING_UNSPECIFIED START_OF_ACTIVITY_INTERRUPTS ' +
          'NO_INTERRUPTION',
        { right: 'NO_INTERRUPTION' },
      ],
      [
        'turnCoverage',
        'enum RealtimeInputConfig.TurnCoverage: TURN_COVERAGE_UNSPECIFIED TURN_INCLUDES_ONLY_ACTIVITY ' +
          'TURN_INCLUDES_ALL_INPUT TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO',
        { right: 'TURN_INCLUDES_ALL_INPUT' },
      ],
      ['interimTranscriptTimestampEnabled', 'bool'],
    ],
    { ...measured, named: 'RealtimeInputConfig' },
  ),
  ...below(
    'contextWindowCompression',
    [
      ['triggerTokens', 'int64', { right: '25600' }],
      ...below('slidingWindow', [['targetTokens', 'int64', { right: '12800' }]]),
    ],
    { ...measured, named: 'ContextWindowCompressionConfig' },
  ),
  ...below(
    'proactivity',
    [
      ['proactiveAudio', 'bool', measured],
      ['proactiveVideo', 'bool'],
    ],
    { named: 'ProactivityConfig' },
  ),
  ...below('historyConfig', [['initialHistoryInClientContent', 'bool']]),
  ['explicitVadSignal', 'bool', { known: ['vertex'] }],
  ['toolConfig', 'struct', { known: ['vertex', 'firebase'] }],
  ...below('avatarConfig', [
    ['avatarName', 'string', measured],
    ...below('customizedAvatar', [
      ['imageMimeType', 'string'],
      ['imageData', 'bytes'],
    ]),
    ['audioBitrateBps', 'int32'],
    ['videoBitrateBps', 'int32'],
  ]),
  ...below(
    'safetySettings[]',
    [
      [
        'category',
        CATEGORY,
        { ...measured, typeOnVertex: VERTEX_CATEGORY, right: 'HARM_CATEGORY_HARASSMENT' },
      ],
      ['threshold', THRESHOLD, { ...measured, right: 'BLOCK_NONE' }],
      ['method', METHOD, { known: ['vertex'], right: 'SEVERITY' }],
    ],
    { named: 'SafetySetting' },
  ),
  ['labels{}', 'string', measured],
];
