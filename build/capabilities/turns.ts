import { below, row, type Chapter } from './capability.ts';

const SETTINGS = 'core/session-config.test.ts';
const DETECTION = 'config.realtimeInputConfig.automaticActivityDetection';

/** Who speaks when. */
export const TURNS: Chapter = {
  title: 'Turns',
  capabilities: [
    row(
      'Detection of speech: sensitivity, padding, silence',
      {
        fields: below(
          DETECTION,
          'startOfSpeechSensitivity endOfSpeechSensitivity prefixPaddingMs silenceDurationMs',
        ),
        by: 'start-sensitivity end-sensitivity prefix-padding-ms silence-duration-ms',
      },
      'pages/turns.html',
      `${SETTINGS} element/talk-detection.test.ts`,
    ),
    row(
      'Push to talk',
      {
        fields: `${DETECTION}.disabled realtimeInput.activityStart realtimeInput.activityEnd`,
        by: 'vad .startActivity .endActivity',
      },
      'pages/turns.html',
      'element/talk-hold.test.ts element/settings.test.ts',
    ),
    row(
      'Whether the visitor interrupts',
      { fields: 'config.realtimeInputConfig.activityHandling', by: 'activity-handling' },
      'pages/turns.html',
      SETTINGS,
    ),
    row(
      'What a turn covers',
      { fields: 'config.realtimeInputConfig.turnCoverage', by: 'turn-coverage' },
      'playground.html',
      SETTINGS,
    ),
    row(
      'End of turn heard on the page, too',
      { by: 'options.hybridEndOfTurn' },
      'pages/turns.html',
      'element/speech.test.ts',
    ),
    row(
      'Half duplex, for loudspeakers',
      { by: 'options.halfDuplex' },
      'pages/turns.html',
      'element/echo.test.ts engine/duplex.test.ts',
    ),
    row(
      'End of the audio told at mute',
      { fields: 'realtimeInput.audioStreamEnd', by: 'muted gemini-live-mutechange' },
      'playground.html',
      'element/talk.test.ts',
    ),
    row(
      'Signals of the service’s own detection',
      {
        fields:
          'config.explicitVadSignal config.realtimeInputConfig.interimTranscriptTimestampEnabled ' +
          'voiceActivityDetectionSignal.* voiceActivity.*',
        by: 'gemini-live-message',
      },
      'playground.html',
      'element/config-fields.test.ts element/message-fields.test.ts',
    ),
    row(
      'Interruption, by voice or by program',
      { fields: 'serverContent.interrupted', by: '.interrupt .playedMs gemini-live-interrupted' },
      'pages/turns.html',
      'element/talk.test.ts',
    ),
    row(
      'The course of a turn',
      {
        fields: below(
          'serverContent',
          'turnComplete generationComplete turnCompleteReason waitingForInput interactionStatus',
        ),
        by: '.state gemini-live-statechange',
      },
      'playground.html',
      'element/message-fields.test.ts element/lifetime.test.ts',
    ),
  ],
};
