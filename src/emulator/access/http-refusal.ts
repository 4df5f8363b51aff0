import { checkBearer, checkKey, type Accepted, type Credentials } from './auth.ts';
import { ProtocolError, refusal } from '../protocol/protocol-error.ts';

/** An HTTP answer: a status and a JSON body. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: object;
}

/** An error as Google's HTTP services word it. */
export const failure = (
  code: number,
  status: string,
  message: string,
  details?: readonly object[],
): JsonAnswer => ({
  status: code,
  body: { error: { code, message, status, ...(details ? { details } : {}) } },
});

const SERVICE = 'generativelanguage.googleapis.com';

const errorInfo = (reason: string, metadata: object = {}): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata: { ...metadata, service: SERVICE },
});

const localized = (message: string): object => ({
  '@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
  locale: 'en-US',
  message,
});

/**
 * Why an HTTP request may not pass; `undefined` when it may. A page tells a wrong key from a lack of quota by it: 400
 * `API_KEY_INVALID` for a key of the old form, 401 `ACCESS_TOKEN_TYPE_UNSUPPORTED` for one of the new (`AQ.…`) and for access
 * tokens, and 403 without either. `method` is the service's name for what was asked.
 */
export const refuseRequest = (
  { key, bearer }: Credentials,
  { apiKeys, accessTokens }: Accepted,
  method: string,
): JsonAnswer | undefined => {
  const unauthenticated = (message: string): JsonAnswer =>
    failure(401, 'UNAUTHENTICATED', message, [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED', { method })]);
  try {
    if (key !== undefined) checkKey(key, apiKeys);
    else if (bearer !== undefined) checkBearer(bearer, accessTokens);
    else return failure(403, 'PERMISSION_DENIED', refusal('noCredentials').message);
    return undefined;
  } catch (problem) {
    if (!(problem instanceof ProtocolError)) throw problem;
    const { message } = problem;
    if (key === undefined || key.startsWith('AQ.')) return unauthenticated(message);
    return failure(400, 'INVALID_ARGUMENT', message, [errorInfo('API_KEY_INVALID'), localized(message)]);
  }
};
