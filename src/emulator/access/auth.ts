import type { Endpoint } from './endpoints.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { TokenStore } from './tokens.ts';

/** How the name of an ephemeral token begins. */
const TOKEN_PREFIX = 'auth_tokens/';

/** Who opened a socket. */
export type Identity =
  { readonly kind: 'key' } | { readonly kind: 'token'; readonly name: string } | { readonly kind: 'account' };

/** What a request carries to say who it is from. */
export interface Credentials {
  readonly key: string | undefined;
  /** An ephemeral token, `auth_tokens/…`. */
  readonly token: string | undefined;
  /** An access token of a Google account. */
  readonly bearer?: string | undefined;
}

/** What a twin takes; without a list, all that is not wrong on its face. */
export interface Accepted {
  readonly apiKeys: readonly string[] | undefined;
  readonly accessTokens: readonly string[] | undefined;
}

/** Reads key and tokens from the address and the headers, in each form that the service takes. */
export const credentialsOf = (
  query: URLSearchParams,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Credentials => {
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const authorization = (scheme: RegExp): string | undefined =>
    scheme.exec(header('authorization') ?? '')?.[1];
  return {
    key: query.get('key') ?? header('x-goog-api-key'),
    token:
      query.get('access_token') ?? authorization(/^Token (\S+)$/i)?.replace(/^auth_tokens%2f/i, TOKEN_PREFIX),
    bearer: authorization(/^Bearer (\S+)$/i),
  };
};

/**
 * Whether a key is taken. With a list, exactly its members are. Without one, any non-empty key is, except that one which
 * contains `bad` is invalid and one which contains `expired` is expired: so a test can reach both refusals.
 */
export const checkKey = (key: string, keys: readonly string[] | undefined): void => {
  const bad = keys ? !keys.includes(key) : key === '' || key.includes('bad') || key.startsWith(TOKEN_PREFIX);
  if (bad) throw refusal(key.startsWith('AQ.') ? 'badAuthKey' : 'badKey');
  if (!keys && key.includes('expired')) throw refusal('expiredKey');
};

/** Whether an access token is taken. */
export const checkBearer = (bearer: string, tokens: readonly string[] | undefined): Identity => {
  if (tokens && !tokens.includes(bearer)) throw refusal('badAccessToken');
  return { kind: 'account' };
};

const authenticateOnVertex = ({ key, token, bearer }: Credentials, { accessTokens }: Accepted): Identity => {
  if (bearer !== undefined) return checkBearer(bearer, accessTokens);
  throw refusal(key === undefined && token === undefined ? 'noAccessToken' : 'keyOnVertex');
};

/**
 * Who opens this socket; throws the `ProtocolError` that closes it. The service accepts the upgrade first, so that a
 * browser learns the reason. Firebase wants its own key, whichever backend is behind it.
 */
export const authenticate = (
  credentials: Credentials,
  { backend, through, constrained }: Endpoint,
  accepted: Accepted,
  tokens: TokenStore,
): Identity => {
  const { key, token, bearer } = credentials;
  if (backend === 'vertex' && through === 'google') return authenticateOnVertex(credentials, accepted);
  if (constrained) {
    if (token === undefined && key !== undefined) throw refusal('keyForToken');
    if (token === undefined || !tokens.mayConnect(token)) throw refusal('badToken');
    return { kind: 'token', name: token };
  }
  // BEHAVIOURS.accountOnDeveloperApi
  if (key === undefined && bearer !== undefined && through === 'google')
    return checkBearer(bearer, accepted.accessTokens);
  if (key === undefined || key.startsWith(TOKEN_PREFIX)) throw refusal('noCredentials');
  checkKey(key, accepted.apiKeys);
  return { kind: 'key' };
};
