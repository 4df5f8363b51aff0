import { row, type Chapter } from './capability.ts';

/** Whom the element talks with, and how the line is held. */
export const LINE: Chapter = {
  title: 'The line',
  capabilities: [
    row(
      'Gemini Developer API, by token',
      { by: 'token-endpoint .tokenProvider gemini-live-tokenrequest options.credentials' },
      'index.html',
      'tokens/token-source.test.ts element/faults.test.ts',
    ),
    row(
      'Vertex AI, through a relay',
      { by: 'backend base-url' },
      'pages/vertex.html',
      'element/backends.test.ts',
    ),
    row(
      'Firebase AI Logic, without a server',
      { by: 'backend options.firebase' },
      'pages/firebase.html',
      'element/backends.test.ts',
    ),
    row('Version of the API', { by: 'api-version' }, 'playground.html', 'element/settings.test.ts'),
    row(
      'Setup, and the id of the session',
      { fields: 'setupComplete.*', by: '.start options.connectTimeoutMs' },
      'playground.html',
      'element/line.test.ts element/faults.test.ts element/message-fields.test.ts',
    ),
    row(
      'A connection that outlives its end',
      { fields: 'goAway.timeLeft sessionResumptionUpdate.*', by: 'gemini-live-goaway gemini-live-reconnect' },
      'playground.html',
      'element/line.test.ts element/hostile.test.ts',
    ),
    row(
      'Failure, in words',
      { by: '.error gemini-live-error gemini-live-warning' },
      'playground.html',
      'element/faults.test.ts element/hostile.test.ts',
    ),
    row(
      'Every message, for the curious',
      { by: 'options.debug gemini-live-message' },
      'playground.html',
      'element/message-fields.test.ts',
    ),
  ],
};
