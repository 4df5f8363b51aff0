/** recorded: reasons are cut, in mid-word, at what a close frame holds (RFC 6455 §5.5: 125 bytes, 2 of them the code). */
export const REASON_MAX_BYTES = 123;

/** Close codes and reasons as the service words them; which situation gets which is in `REFUSALS`. */
export const REASONS = {
  /** reported: js-genai #600. */
  badKey: [1007, 'API key not valid. Please pass a valid API key.'],
  /** documented: a key that is out of date. */
  expiredKey: [1007, 'API key expired. Please renew the API key.'],
  /** reported: cookbook #821, a token where a key belongs. */
  unregistered: [
    1008,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other " +
      'form of API consumer identity to call this API.',
  ],
  /** reported: a key on Vertex AI; documented for HTTP. */
  apiKeyOnVertex: [
    1008,
    'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that ' +
      'assert a principal. See https://cloud.google.com/docs/authentication',
  ],
  /** assumed: that a socket is closed with the words that are reported for HTTP. */
  missingCredential: [
    1008,
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other ' +
      'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  ],
  /** assumed: that a socket is closed with the words that were measured over HTTP. */
  invalidCredential: [
    1008,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
      'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  ],
  /** reported: adk-python #3964, livekit/agents #4414. */
  modelMissing: [
    1008,
    '{model} is not found for API version {version}, or is not supported for bidiGenerateContent. ' +
      'Call ListModels to see the list of available models and their supported methods.',
  ],
  /** reported: adk-python #3314, up to where a close frame cuts it; the rest is documented for HTTP. */
  publisherModelMissing: [
    1008,
    'Publisher Model `{model}` was not found or your project does not have access to it. ' +
      'Please ensure you are using a valid model version.',
  ],
  /** assumed: the literal reason for a token that is unknown, too old or used up was never published. */
  badToken: [1008, 'Token expired or invalid.'],
  /** assumed: the words of protobuf's parser of JSON streams. */
  tooDeep: [1007, 'Invalid JSON payload received. Message too deep. Max recursion depth reached.'],
  /** recorded: for nearly everything that is well-formed and wrong. */
  invalidArgument: [1007, 'Request contains an invalid argument.'],
  /** reported: mastra #18287, from 3.1 on. */
  mediaChunks: [1007, 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.'],
  /** documented: "session expired" is reported too. */
  unknownSession: [1008, 'BidiGenerateContent session not found'],
  /** reported: a response to a call that was never made, or was cancelled. */
  unknownCall: [1008, 'Requested entity was not found.'],
  /** reported: TEXT asked of a native-audio model; also what this twin says about a defect of its own. */
  internal: [1011, 'Internal error encountered.'],
  /** reported: comes some 800 ms after `setupComplete`. */
  quota: [
    1011,
    'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
      'error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
  ],
  /** reported: what some saw for a resumption handle that is too old. */
  sessionExpired: [1008, 'BidiGenerateContent session expired'],
  /** reported (js-genai #1236): now and then, about a call. */
  notImplemented: [1008, 'Operation is not implemented, or supported, or enabled.'],
  /** reported (livekit/agents-js #1130): realtime input while a call blocks; also the end after `goAway`. */
  aborted: [1008, 'The operation was aborted.'],
  /** reported: after `goAway`, and at the end of a session that was too long. */
  deadline: [1011, 'Deadline expired before operation could complete.'],
  /** reported: overload. */
  unavailable: [1011, 'The service is currently unavailable.'],
  /** reported: overload, or a limit a minute. */
  exhausted: [1011, 'Resource has been exhausted (e.g. check quota).'],
} as const satisfies Readonly<Record<string, readonly [code: number, reason: string]>>;
