import { microphoneError } from '../../audio/microphone-error.ts';
import type { Failure } from '../../core/error-code.ts';
import { isFailure } from '../../core/live-failure.ts';

/** Only the visitor, or their system, can change these: asking again would be nagging. */
const FINAL: readonly (string | undefined)[] = [
  'microphone-denied',
  'permissions-policy',
  'insecure-context',
];

export const isFinal = (code: Failure['code'] | undefined): boolean => FINAL.includes(code);

/** Whatever else went wrong is told, and another is searched for, as if the browser had refused it. */
export const failureOf = (error: unknown): Failure => (isFailure(error) ? error : microphoneError(error));
