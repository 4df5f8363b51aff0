/** What went wrong, as one word that a program can switch on. Sentences for people are in `locales/` and in `message`. */
export type ErrorCode =
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
const RECOVERABLE: ReadonlySet<ErrorCode> = new Set([
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

/** Whether another `start()` may work without the page or the visitor changing anything. */
export const isRecoverable = (code: ErrorCode): boolean => RECOVERABLE.has(code);

/** Why a run ended: data, so that it can cross a port and be compared. `errors.ts` makes the error that is thrown. */
export interface Failure {
  readonly code: ErrorCode;
  /** For the developer: what happened and the remedy. Never holds a token or key. */
  readonly message: string;
  readonly cause?: unknown;
}
