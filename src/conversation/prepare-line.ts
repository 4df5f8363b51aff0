import type { LiveConnectConfig } from '@google/genai/web';
import { say } from '../core/say.ts';
import type { Warning } from '../core/state.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { ClientMessage, ConnectionOptions } from '../engine/messages.ts';
import { isRawKey, type GivenToken } from '../tokens/live-token.ts';
import { getToken, type TokenSource } from '../tokens/token-source.ts';
import { GEMINI_BASE_URL, geminiUrl } from '../wire/backends/gemini.ts';
import type { BackendLine } from '../wire/backends/backend-line.ts';
import type { Kept } from './context-messages.ts';
import type { LoadFeature } from './features/features.ts';
import type { ConversationHost, ConversationSettings } from './host.ts';
import { planFor } from './plan.ts';
import type { Trust } from './trust.ts';

/** All that the engine needs to open a connection, and the plan it was made from. */
export interface PreparedLine {
  readonly plan: SessionPlan;
  readonly options: ConnectionOptions;
  readonly first: readonly ClientMessage[];
}

/** What a session is told that the service does not remember. */
export interface Seed {
  /** The host's; checked. */
  readonly history?: unknown;
  /** What was said since. */
  readonly said: readonly unknown[];
}

export interface Known {
  /** Resumption handle of the session to go on with. */
  readonly handle: string | undefined;
  readonly seed: Seed;
}

export interface LineRequest {
  readonly host: ConversationHost;
  readonly kept: Kept;
  readonly loadFeature: LoadFeature;
  readonly signal: AbortSignal;
  readonly reason: 'start' | 'reconnect';
  /** What the service knows, and is to be told. Asked when the token is here: that may take seconds, and the conversation goes on. */
  readonly known: () => Known;
  readonly trust: Trust;
  readonly warn: (warning: Warning) => void;
}

/** Ephemeral tokens are served by the first, keys by the second. */
const VERSION_FOR_TOKENS = 'v1alpha';
const VERSION_FOR_KEYS = 'v1beta';

/** A new token and a setup for one connection. Rejects with a `LiveFailure`, or AbortError. */
export const prepareLine = async (request: LineRequest): Promise<PreparedLine> => {
  const { host, kept, known, loadFeature, signal, warn } = request;
  const { isLocalAddress } = request.trust;
  // Read once: a token of one model and the setup of another would not go together.
  const settings = host.settings();
  const draft = await planFor(settings, loadFeature);
  const apiVersion = settings.apiVersion ?? VERSION_FOR_TOKENS;
  const { model } = draft;
  const source = tokenSource(host, settings);
  const { backend } = settings;
  // Firebase takes its own public key from the page's options.
  const token: GivenToken =
    backend === 'firebase'
      ? { token: '' }
      : await getToken(source, { model, apiVersion, reason: request.reason, signal });
  signal.throwIfAborted();
  const raw = backend === 'gemini' && isRawKey(token.token);
  if (raw && !isLocalAddress(location.href) && !isLocalAddress(settings.baseUrl ?? GEMINI_BASE_URL)) {
    warn({ code: 'raw-key', message: say('raw-key') });
  }
  const plan = token.locked ? await planFor(settings, loadFeature, token.locked) : draft;
  plan.warnings.forEach(warn);
  const baseUrl = baseUrlOf(token, settings, request);
  const { handle, seed } = known();
  const config = withHandle(kept.lay?.(plan) ?? plan.config, handle);
  const line: BackendLine =
    backend === 'gemini'
      ? {
          url: geminiUrl({
            baseUrl: baseUrl ?? GEMINI_BASE_URL,
            apiVersion:
              token.apiVersion ?? settings.apiVersion ?? (raw ? VERSION_FOR_KEYS : VERSION_FOR_TOKENS),
            credential: token.token,
          }),
          config,
        }
      : (await loadFeature('config')).lineTo(settings, {
          baseUrl,
          config,
          model: plan.model,
          ticket: token.token,
          warn,
        });
  const first = await seedOf(seed, plan, settings, request);
  signal.throwIfAborted();
  return {
    plan,
    options: { ...line, model: plan.model, timeoutMs: settings.connectTimeoutMs },
    first,
  };
};

/** The first message of a session that is to know what was said before. */
const seedOf = async (
  { history, said }: Seed,
  { profile }: SessionPlan,
  settings: ConversationSettings,
  { loadFeature, warn }: LineRequest,
): Promise<readonly ClientMessage[]> => {
  if (!history && said.length === 0) return [];
  const { seedMessages } = await loadFeature('config');
  return seedMessages(history, said, { profile, settings, warn });
};

const tokenSource = (
  host: ConversationHost,
  { tokenEndpoint: endpoint, tokenProvider: provider, credentials }: ConversationSettings,
): TokenSource => ({
  endpoint,
  provider,
  credentials,
  onRequest: (request) => host.emit({ type: 'tokenrequest', request }),
});

const withHandle = (config: LiveConnectConfig, handle: string | undefined): LiveConnectConfig =>
  handle === undefined ? config : { ...config, sessionResumption: { ...config.sessionResumption, handle } };

/** The token's answer may name the service's address; the page itself and an endpoint of its origin are trusted like a script. */
const baseUrlOf = (
  token: GivenToken,
  { baseUrl: configured }: ConversationSettings,
  { trust, warn }: LineRequest,
): string | undefined => {
  if (token.baseUrl === undefined) return configured;
  const { origin = location.origin } = token;
  if (origin === location.origin || trust.isTrustedAddress(token.baseUrl)) return token.baseUrl;
  warn({ code: 'untrusted-address', message: say('foreign-base') });
  return configured;
};
