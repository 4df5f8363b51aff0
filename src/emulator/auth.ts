import { ProtocolError, refusal } from './protocol-error.ts';
import type { TokenStore } from './tokens.ts';

/** Who opened a socket. */
export type Identity = { readonly kind: 'key' } | { readonly kind: 'token'; readonly name: string };

/** What a request carries to say who it is from. */
export interface Credentials {
  readonly key: string | undefined;
  readonly token: string | undefined;
}

/** Reads key and token from the address and the headers, in each form that the service takes. */
export const credentialsOf = (
  query: URLSearchParams,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Credentials => {
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const authorization = /^Token (\S+)$/i.exec(header('authorization') ?? '')?.[1];
  return {
    key: query.get('key') ?? header('x-goog-api-key'),
    token: query.get('access_token') ?? authorization,
  };
};

/**
 * Whether a key is taken. With a list, exactly its members are. Without one, any non-empty key is, except that one which
 * contains `bad` is invalid and one which contains `expired` is expired: so a test can reach both refusals.
 */
export const checkKey = (key: string, keys: readonly string[] | undefined): void => {
  if (keys ? !keys.includes(key) : key === '' || key.includes('bad')) throw refusal('badKey');
  if (!keys && key.includes('expired')) throw refusal('expiredKey');
};

/**
 * Who opens this socket; throws the `ProtocolError` that closes it. The service accepts the upgrade first, so that a
 * browser learns the reason.
 */
export const authenticate = (
  { key, token }: Credentials,
  constrained: boolean,
  keys: readonly string[] | undefined,
  tokens: TokenStore,
): Identity => {
  if (constrained) {
    if (token === undefined && key !== undefined) throw refusal('keyForToken');
    if (token === undefined || !tokens.mayConnect(token)) throw refusal('badToken');
    return { kind: 'token', name: token };
  }
  if (key === undefined || key.startsWith('auth_tokens/')) throw refusal('noCredentials');
  checkKey(key, keys);
  return { kind: 'key' };
};

/** The same for an HTTP request: `undefined` when it may pass. */
export const refuseRequest = (
  key: string | undefined,
  keys: readonly string[] | undefined,
): object | undefined => {
  const error = (code: number, message: string, status: string): object => ({
    error: { code, message, status },
  });
  if (key === undefined) return error(403, refusal('noCredentials').message, 'PERMISSION_DENIED');
  try {
    checkKey(key, keys);
    return undefined;
  } catch (problem) {
    if (problem instanceof ProtocolError) return error(400, problem.message, 'INVALID_ARGUMENT');
    throw problem;
  }
};
