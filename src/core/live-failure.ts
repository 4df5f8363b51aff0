import type { ErrorCode, Failure } from './error-code.ts';

/**
 * What is thrown below the element: a failure whose `message` may still be a mark of `say`. Where the page hears of it, it
 * becomes a `GeminiLiveError`, whose name it goes by.
 */
export class LiveFailure extends Error implements Failure {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'GeminiLiveError';
    this.code = code;
  }
}

/** Ours, or a `GeminiLiveError` that the page's own code threw: told by its name, since that class is the page's copy. */
export const isFailure = (error: unknown): error is Error & Failure =>
  error instanceof Error && error.name === 'GeminiLiveError';
