import type { Failure } from '../core/error-code.ts';
import { brief } from '../core/say.ts';
import { GeminiLiveError } from '../errors.ts';

/** An error that the page made itself stays what it is. */
export const errorOf = (failure: Failure, message: string): GeminiLiveError =>
  failure instanceof GeminiLiveError
    ? failure
    : new GeminiLiveError(failure.code, message, { cause: failure.cause });

/** What `error` is at once: the visitor is served by the code, and the developer's sentence may have to be fetched. */
export const shownAs = (failure: Failure): GeminiLiveError => errorOf(failure, brief(failure.message));
