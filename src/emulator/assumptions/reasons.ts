/** Reasons are cut, in the middle of a word, at what a close frame holds (RFC 6455 §5.5: 125 bytes, 2 of them the code). */
export const REASON_MAX_BYTES = 123;

/** Close codes and reasons as the service words them; which situation gets which is in `REFUSALS`. */
export const REASONS = {
  /** reported (js-genai #600). */
  badKey: [1007, 'API key not valid. Please pass a valid API key.'],
  /** documented. */
  expiredKey: [1007, 'API key expired. Please renew the API key.'],
  /** reported (cookbook #821): a token where a key belongs, or neither; and, assumed, a key where a token belongs. */
  unregistered: [
    1008,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other " +
      'form of API consumer identity to call this API.',
  ],
  /** assumed: the literal reason for a token that is unknown, too old or used up was never published. */
  badToken: [1008, 'Token expired or invalid.'],
  /** recorded, for nearly everything that is well-formed and wrong. */
  invalidArgument: [1007, 'Request contains an invalid argument.'],
  /** reported (mastra #18287), from 3.1 on. */
  mediaChunks: [1007, 'realtime_input.media_chunks is deprecated. Use audio, video, or text instead.'],
  /** documented; "session expired" is reported too. */
  unknownSession: [1008, 'BidiGenerateContent session not found'],
  /** reported: a response to a call that was never made, or was cancelled. */
  unknownCall: [1008, 'Requested entity was not found.'],
  /** reported: TEXT asked of a native-audio model; also what this twin says about a defect of its own. */
  internal: [1011, 'Internal error encountered.'],
  /** reported; comes some 800 ms after `setupComplete`. */
  quota: [
    1011,
    'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
      'error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
  ],
} as const satisfies Readonly<Record<string, readonly [code: number, reason: string]>>;
