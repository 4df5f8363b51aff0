/** What went wrong, as one word that a program can switch on. Sentences for people are in `locales/` and in `message`. */
export type GeminiLiveErrorCode =
  | 'token'
  | 'auth'
  | 'quota'
  | 'model'
  | 'config'
  | 'network'
  | 'timeout'
  | 'service'
  | 'blocked-by-csp'
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'insecure-context'
  | 'permissions-policy'
  | 'worklet-blocked'
  | 'unsupported-browser'
  | 'session-expired'
  | 'consent-declined';

/** Codes after which trying again, without changing anything, may succeed. */
const RECOVERABLE: ReadonlySet<GeminiLiveErrorCode> = new Set([
  'token',
  'quota',
  'network',
  'timeout',
  'service',
  'microphone-missing',
  'microphone-busy',
  'session-expired',
  'consent-declined',
]);

/**
 * The one error that the element raises. `message` is for the developer and names the remedy; the visitor's sentence is
 * the locale's term for `code`. Neither ever holds a token or key.
 */
export class GeminiLiveError extends Error {
  readonly code: GeminiLiveErrorCode;
  /** Whether another `start()` may work without the page or the visitor changing anything. */
  readonly recoverable: boolean;

  constructor(code: GeminiLiveErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'GeminiLiveError';
    this.code = code;
    this.recoverable = RECOVERABLE.has(code);
  }
}
