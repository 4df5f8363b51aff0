import { GoogleGenAI } from '@google/genai/web';
import { Refusal } from './answers.ts';
import { lockedNames, lockMask } from './locked-fields.ts';
import type { Settings } from './settings.ts';

/** The token endpoint's answer, as the element reads it. */
export interface TokenAnswer {
  /** `auth_tokens/…`. */
  readonly token: string;
  /** The API version of the socket's address that takes the token. */
  readonly apiVersion: string;
  /** ISO 8601: when the service ends a session that uses the token. */
  readonly expireTime: string;
  /** ISO 8601: until when a session can be opened. */
  readonly newSessionExpireTime: string;
  /** `LiveConnectConfig` fields that the token pins, and `model`. */
  readonly locked: readonly string[];
  /** Where to connect, unless it is Google's own address. */
  readonly baseUrl?: string;
}

/** Mints one token for `model`. Throws a `Refusal` that holds the service's error as its cause only. */
export type Mint = (model: string, signal: AbortSignal) => Promise<TokenAnswer>;

/**
 * Mints through the SDK's web build, which runs wherever `fetch` does. The model is always pinned, and the field mask
 * is always sent (an absent mask would make the service take its whole setup from the token).
 */
export const createMint = (settings: Settings): Mint => {
  const { apiVersion, baseUrl, config, lockAdditionalFields } = settings;
  const client = new GoogleGenAI({
    apiKey: settings.apiKey,
    httpOptions: { apiVersion, timeout: settings.timeoutMs, ...(baseUrl === undefined ? {} : { baseUrl }) },
  });
  return async (model, signal) => {
    const now = Date.now();
    const times = {
      expireTime: new Date(now + settings.ttl * 1000).toISOString(),
      newSessionExpireTime: new Date(now + settings.newSessionTtl * 1000).toISOString(),
    };
    const { name } = await client.authTokens
      .create({
        config: {
          ...times,
          uses: settings.uses,
          liveConnectConstraints: { model, config: structuredClone(config) },
          lockAdditionalFields: lockMask(lockAdditionalFields),
          abortSignal: signal,
        },
      })
      .catch((cause: unknown) => Promise.reject(upstreamRefusal(cause)));
    if (typeof name !== 'string' || !name.startsWith('auth_tokens/')) {
      throw upstreamRefusal(new TypeError('The service answered without the name of a token.'));
    }
    return {
      token: name,
      apiVersion,
      ...times,
      locked: lockedNames(config, lockAdditionalFields),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    };
  };
};

const upstreamRefusal = (cause: unknown): Refusal =>
  cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError')
    ? new Refusal(504, 'upstream-timeout', 'The service did not issue a token in time.', { cause })
    : new Refusal(502, 'upstream', 'The service did not issue a token.', { cause });
