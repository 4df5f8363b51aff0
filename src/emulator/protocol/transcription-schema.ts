import { BOOL, EMPTY, STRING, enumeration, list, message, named } from './schema-types.ts';

/** `AudioTranscriptionConfig`. */
export const TRANSCRIPTION = named(
  'AudioTranscriptionConfig',
  message({
    languageCodes: list(STRING),
    languageAuto: EMPTY,
    languageHints: message({ languageCodes: list(STRING) }),
    customVocabulary: list(STRING),
    adaptationPhrases: list(STRING),
    wordTimestamp: BOOL,
    diarization: BOOL,
    mode: enumeration('AudioTranscriptionConfig.Mode', 'MODE_UNSPECIFIED VERBATIM SMART'),
    sourceText: STRING,
  }),
);
