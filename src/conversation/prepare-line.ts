import type { Content, LiveConnectConfig } from '@google/genai/web';
import type { Warning } from '../core/state.ts';
import { planSession, type SessionPlan } from '../core/session-config.ts';
import type { ClientMessage, ConnectionOptions } from '../engine/messages.ts';
import { isRawKey, type LiveToken } from '../tokens/live-token.ts';
import { TokenSource } from '../tokens/token-source.ts';
import { GeminiLiveTokenRequestEvent } from '../events.ts';
import { GEMINI_BASE_URL } from '../wire/backends/gemini.ts';
import type { ConversationHost } from './host.ts';
import { isLocalAddress, isTrustedAddress } from './trust.ts';

/** All that the engine needs to open a connection, and the plan it was made from. */
export interface PreparedLine {
  readonly plan: SessionPlan;
  readonly options: ConnectionOptions;
  readonly first: readonly ClientMessage[];
}

export interface LineRequest {
  readonly host: ConversationHost;
  readonly signal: AbortSignal;
  readonly reason: 'start' | 'reconnect';
  /** Resumption handle of the session to go on with. */
  readonly handle: string | undefined;
  /** What was said before, for a session that the service does not remember. */
  readonly seed: readonly Content[];
  readonly warn: (warning: Warning) => void;
}

/** Ephemeral tokens are served by the first, keys by the second. */
const VERSION_FOR_TOKENS = 'v1alpha';
const VERSION_FOR_KEYS = 'v1beta';

/** A new token and a setup for one connection. Rejects with `GeminiLiveError`, or AbortError. */
export const prepareLine = async (request: LineRequest): Promise<PreparedLine> => {
  const { host, signal, handle, seed, warn } = request;
  const settings = host.settings();
  const { config, session, variables } = settings;
  const input = { settings: session, config, variables };
  const draft = planSession(input);
  const apiVersion = settings.apiVersion ?? VERSION_FOR_TOKENS;
  const token = await tokenSource(host).get({
    model: draft.model,
    apiVersion,
    reason: request.reason,
    signal,
  });
  signal.throwIfAborted();
  const raw = isRawKey(token.token);
  if (raw && !isLocalAddress(location.href) && !isLocalAddress(settings.baseUrl ?? GEMINI_BASE_URL)) {
    warn({
      code: 'raw-key',
      message:
        'A Gemini API key reached the page, where any visitor can read it: let the endpoint mint ephemeral tokens.',
    });
  }
  const plan = token.locked ? planSession({ ...input, locked: token.locked }) : draft;
  plan.warnings.forEach(warn);
  return {
    plan,
    options: {
      baseUrl: baseUrlOf(token, settings.baseUrl, settings.tokenEndpoint, warn),
      apiVersion: token.apiVersion ?? settings.apiVersion ?? (raw ? VERSION_FOR_KEYS : VERSION_FOR_TOKENS),
      credential: token.token,
      model: plan.model,
      config: withHandle(plan.config, handle),
      timeoutMs: settings.connectTimeoutMs,
    },
    first: seed.length > 0 ? [{ clientContent: { turns: [...seed], turnComplete: false } }] : [],
  };
};

const tokenSource = (host: ConversationHost): TokenSource => {
  const { tokenEndpoint, tokenProvider, credentials } = host.settings();
  return new TokenSource({
    ...(tokenEndpoint === undefined ? {} : { endpoint: tokenEndpoint }),
    ...(tokenProvider ? { provider: tokenProvider } : {}),
    ...(credentials ? { credentials } : {}),
    onRequest: (asked) => host.emit(new GeminiLiveTokenRequestEvent(asked)),
  });
};

const withHandle = (config: LiveConnectConfig, handle: string | undefined): LiveConnectConfig =>
  handle === undefined ? config : { ...config, sessionResumption: { ...config.sessionResumption, handle } };

/** The token's answer may name the service's address; an endpoint of the page's own origin is trusted like a script. */
const baseUrlOf = (
  token: LiveToken,
  configured: string | undefined,
  endpoint: string | undefined,
  warn: (warning: Warning) => void,
): string => {
  if (token.baseUrl === undefined) return configured ?? GEMINI_BASE_URL;
  const sameOrigin = endpoint === undefined || new URL(endpoint, document.baseURI).origin === location.origin;
  if (sameOrigin || isTrustedAddress(token.baseUrl)) return token.baseUrl;
  warn({
    code: 'untrusted-address',
    message:
      'The token answer of another origin named a baseUrl that is not allowed; the default is used. See GeminiLiveElement.allowedOrigins.',
  });
  return configured ?? GEMINI_BASE_URL;
};
