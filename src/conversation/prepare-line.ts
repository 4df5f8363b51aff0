import type { Content, LiveConnectConfig } from '@google/genai/web';
import { say } from '../core/say.ts';
import type { Warning } from '../core/state.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { ClientMessage, ConnectionOptions } from '../engine/messages.ts';
import { isRawKey, type LiveToken } from '../tokens/live-token.ts';
import { getToken, type TokenRequest, type TokenSource } from '../tokens/token-source.ts';
import { GEMINI_BASE_URL } from '../wire/backends/gemini.ts';
import type { ConversationHost, ConversationSettings } from './host.ts';
import { type PlanContext, planFor } from './plan.ts';
import { outgoing } from './outgoing.ts';
import type { Trust } from './trust.ts';

/** All that the engine needs to open a connection, and the plan it was made from. */
export interface PreparedLine {
  readonly plan: SessionPlan;
  readonly options: ConnectionOptions;
  readonly first: readonly ClientMessage[];
}

export interface LineRequest extends PlanContext {
  readonly signal: AbortSignal;
  readonly reason: 'start' | 'reconnect';
  /** Resumption handle of the session to go on with. */
  readonly handle: string | undefined;
  /** What was said before, for a session that the service does not remember. */
  readonly seed: readonly Content[];
  readonly trust: Trust;
  readonly warn: (warning: Warning) => void;
}

/** Ephemeral tokens are served by the first, keys by the second. */
const VERSION_FOR_TOKENS = 'v1alpha';
const VERSION_FOR_KEYS = 'v1beta';

/** A new token and a setup for one connection. Rejects with a `LiveFailure`, or AbortError. */
export const prepareLine = async (request: LineRequest): Promise<PreparedLine> => {
  const { host, signal, handle, seed, warn } = request;
  const { isLocalAddress } = request.trust;
  const settings = host.settings();
  const draft = await planFor(request);
  const apiVersion = settings.apiVersion ?? VERSION_FOR_TOKENS;
  const { model } = draft;
  let byScript = settings.tokenProvider !== undefined;
  const source = tokenSource(host, () => (byScript = true));
  const token = await getToken(source, { model, apiVersion, reason: request.reason, signal });
  signal.throwIfAborted();
  const raw = isRawKey(token.token);
  if (raw && !isLocalAddress(location.href) && !isLocalAddress(settings.baseUrl ?? GEMINI_BASE_URL)) {
    warn({ code: 'raw-key', message: say('raw-key') });
  }
  const plan = token.locked ? await planFor(request, token.locked) : draft;
  plan.warnings.forEach(warn);
  return {
    plan,
    options: {
      baseUrl: baseUrlOf(token, byScript, settings, request),
      apiVersion: token.apiVersion ?? settings.apiVersion ?? (raw ? VERSION_FOR_KEYS : VERSION_FOR_TOKENS),
      credential: token.token,
      model: plan.model,
      config: withHandle(plan.config, handle),
      timeoutMs: settings.connectTimeoutMs,
    },
    first: seedOf(seed, warn),
  };
};

/** The first message of a session that is to know what was said before. */
const seedOf = (turns: readonly Content[], warn: (warning: Warning) => void): readonly ClientMessage[] => {
  if (turns.length === 0) return [];
  const seed = outgoing({ clientContent: { turns: [...turns], turnComplete: false } });
  if ('message' in seed) return [seed.message];
  warn({ code: 'bad-value', message: say('unsent-history', seed.refusal) });
  return [];
};

const tokenSource = (host: ConversationHost, onAnswer: () => void): TokenSource => {
  const { tokenEndpoint: endpoint, tokenProvider: provider, credentials } = host.settings();
  const onRequest = (asked: TokenRequest): boolean => {
    const respondWith: TokenRequest['respondWith'] = (answer) => {
      asked.respondWith(answer);
      onAnswer();
    };
    return host.emit({ type: 'tokenrequest', request: { ...asked, respondWith } });
  };
  return { endpoint, provider, credentials, onRequest };
};

const withHandle = (config: LiveConnectConfig, handle: string | undefined): LiveConnectConfig =>
  handle === undefined ? config : { ...config, sessionResumption: { ...config.sessionResumption, handle } };

/** The token's answer may name the service's address; an endpoint of the page's own origin is trusted like a script. */
const baseUrlOf = (
  token: LiveToken,
  byScript: boolean,
  { baseUrl: configured, tokenEndpoint: endpoint }: ConversationSettings,
  { trust, warn }: LineRequest,
): string => {
  if (token.baseUrl === undefined) return configured ?? GEMINI_BASE_URL;
  const own = byScript || new URL(endpoint ?? '', document.baseURI).origin === location.origin;
  if (own || trust.isTrustedAddress(token.baseUrl)) return token.baseUrl;
  warn({ code: 'untrusted-address', message: say('foreign-base') });
  return configured ?? GEMINI_BASE_URL;
};
