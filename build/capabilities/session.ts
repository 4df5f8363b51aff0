import { below, row, type Chapter } from './capability.ts';

const SETTINGS = 'core/session-config.test.ts';
const SOURCES = 'core/session-config-sources.test.ts';
/** Each field of `config`, on its way to the twin. */
const FIELDS = 'element/config-fields.test.ts';
const TRANSCRIPTIONS = 'config.inputAudioTranscription config.outputAudioTranscription';

/** What is agreed on when a session is set up. */
export const SESSION: Chapter = {
  title: 'The session',
  capabilities: [
    row('Model', { by: 'model' }, 'playground.html', 'core/model-profiles.test.ts'),
    row(
      'Answers as voice or as text',
      { fields: 'config.responseModalities[]', by: 'response-modality' },
      'pages/modalities.html',
      'element/modalities.test.ts',
    ),
    row(
      'Instructions, with values filled in',
      { fields: 'config.systemInstruction.*', by: 'system-instruction .variables' },
      'pages/context.html',
      `${SETTINGS} ${SOURCES}`,
    ),
    row(
      'One of thirty voices',
      {
        fields:
          'config.speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName config.speechConfig.voiceConfig.voice',
        by: 'voice options.offers',
      },
      'pages/voices.html',
      `${SETTINGS} element/extras.test.ts`,
    ),
    row(
      'A voice of one’s own, where the project may',
      { fields: 'config.speechConfig.voiceConfig.replicatedVoiceConfig.*' },
      'playground.html',
      'element/config-vertex.test.ts',
    ),
    row(
      'Language of the speech',
      { fields: 'config.speechConfig.languageCode', by: 'speech-language' },
      'pages/voices.html',
      SETTINGS,
    ),
    row(
      'Captions of either side',
      { fields: TRANSCRIPTIONS, by: 'transcription .transcript gemini-live-transcript no-captions' },
      'pages/transcription.html',
      `${SETTINGS} element/talk.test.ts element/changes.test.ts`,
    ),
    row(
      'Languages and vocabulary of captions',
      {
        fields: below(
          TRANSCRIPTIONS,
          'languageCodes[] languageAuto languageHints.languageCodes[] customVocabulary[] adaptationPhrases[]',
        ),
      },
      'pages/transcription.html',
      FIELDS,
    ),
    row(
      'Who spoke, when each word was said, how it is written down',
      { fields: below(TRANSCRIPTIONS, 'wordTimestamp diarization mode sourceText') },
      'playground.html',
      FIELDS,
    ),
    row(
      'Translation',
      { fields: 'config.translationConfig.targetLanguageCode', by: 'translate-to' },
      'pages/translation.html',
      'element/pipelines.test.ts',
    ),
    row(
      'Echo of speech that is in the target language already',
      { fields: 'config.translationConfig.echoTargetLanguage' },
      'playground.html',
      FIELDS,
    ),
    row(
      'Affective dialog',
      { fields: 'config.enableAffectiveDialog', by: 'affective-dialog' },
      'pages/native-audio.html',
      SETTINGS,
    ),
    row(
      'Proactive audio',
      { fields: 'config.proactivity.proactiveAudio', by: 'proactive-audio' },
      'pages/native-audio.html',
      SETTINGS,
    ),
    row('Proactive video', { fields: 'config.proactivity.proactiveVideo' }, 'playground.html', FIELDS),
    row(
      'Thinking: budget, level, summaries',
      {
        fields: below('config.thinkingConfig', 'thinkingBudget thinkingLevel includeThoughts'),
        by: 'thinking-budget thinking-level include-thoughts',
      },
      'pages/native-audio.html',
      SETTINGS,
    ),
    row(
      'Detail of pictures',
      { fields: 'config.mediaResolution', by: 'media-resolution' },
      'pages/sight.html',
      SETTINGS,
    ),
    row(
      'Temperature, top-p, top-k, seed, longest answer',
      { fields: below('config', 'temperature topP topK seed maxOutputTokens') },
      'playground.html',
      FIELDS,
    ),
    row(
      'Candidates and penalties',
      { fields: below('config.generationConfig', 'candidateCount presencePenalty frequencyPenalty') },
      'playground.html',
      FIELDS,
    ),
    row(
      'Safety settings',
      { fields: below('config.safetySettings[]', 'category method threshold') },
      'playground.html',
      'element/config-vertex.test.ts',
    ),
    row('Labels for the bill', { fields: 'config.labels{}' }, 'playground.html', FIELDS),
    row(
      'Resumption, on by default',
      {
        fields:
          'config.sessionResumption config.sessionResumption.handle config.sessionResumption.transparent',
      },
      'playground.html',
      'element/line.test.ts element/config-vertex.test.ts',
    ),
    row(
      'A context that slides instead of filling up, on by default',
      {
        fields: below(
          'config.contextWindowCompression',
          'triggerTokens slidingWindow slidingWindow.targetTokens',
        ),
      },
      'playground.html',
      `${SETTINGS} ${FIELDS}`,
    ),
    row(
      'An avatar and its picture',
      {
        fields: below(
          'config.avatarConfig',
          'avatarName customizedAvatar.imageMimeType customizedAvatar.imageData audioBitrateBps videoBitrateBps',
        ),
        by: 'options.debug gemini-live-message',
      },
      'playground.html',
      `${FIELDS} element/insight.test.ts`,
    ),
  ],
};
