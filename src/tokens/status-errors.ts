import type { ErrorCode } from '../core/error-code.ts';
import { LiveFailure } from '../core/live-failure.ts';
import { quote } from '../core/redact.ts';
import { say } from '../core/say.ts';

const codeOf = (status: number): ErrorCode => {
  if (status === 401 || status === 403) return 'auth';
  return status === 429 ? 'quota' : 'token';
};

/**
 * The failure for an answer of the token endpoint outside 200…299. The sentence names the status and the remedy; the body
 * is not part of it, for it may hold anything.
 */
export const statusError = (status: number, retryAfter: string | null): LiveFailure =>
  new LiveFailure(codeOf(status), say('token-status', status, quote(retryAfter ?? '', 40)));
