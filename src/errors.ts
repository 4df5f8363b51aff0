import { isRecoverable, type ErrorCode } from './core/error-code.ts';

export type GeminiLiveErrorCode = ErrorCode;

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
    this.recoverable = isRecoverable(code);
  }
}
