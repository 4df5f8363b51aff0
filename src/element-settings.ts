import type { ConversationSettings } from './conversation/host.ts';
import type { SessionSettings } from './core/session-settings.ts';
import type { Warning } from './core/state.ts';
import type { GeminiLiveElement } from './gemini-live-element.ts';
import { SESSION_PROPERTIES } from './attribute-list.ts';
import { readJsonChild } from './json-child.ts';
import { legal } from './looks.ts';

/** Long enough for a slow phone, short enough for a visitor who waits. */
const CONNECT_TIMEOUT_MS = 15_000;

/** What the element knows beside its public properties: addresses that were checked, and whom to warn. */
export interface Vetted {
  readonly baseUrl: string | undefined;
  readonly workletBase: string | undefined;
  readonly warn: (warning: Warning) => void;
}

/** All that a conversation asks of its element, in one snapshot: JSON child, then `config` and `options`, then attributes. */
export const readSettings = (
  element: GeminiLiveElement,
  { baseUrl, warn, workletBase }: Vetted,
): ConversationSettings => {
  const json = readJsonChild(element, warn);
  const options = { ...json?.options, ...element.options };
  const { apiVersion, history, idleTimeout, latency, tokenEndpoint, tokenProvider, variables, volume } =
    element;
  return {
    session: Object.fromEntries(
      Object.keys(SESSION_PROPERTIES).map((name) => [name, element[name as keyof SessionSettings]]),
    ),
    config: { ...json?.config, ...element.config },
    variables,
    history,
    tokenEndpoint,
    tokenProvider,
    credentials: options.credentials,
    baseUrl,
    apiVersion,
    workletBase,
    latency: legal('latency', latency),
    audioConstraints: options.audioConstraints,
    volume,
    engine: options.engine ?? 'auto',
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    idleTimeout: secondsOf(idleTimeout, warn),
    debug: options.debug ?? false,
  };
};

const secondsOf = (value: unknown, warn: (warning: Warning) => void): number => {
  if (typeof value === 'number' && value >= 0) return value;
  if (value !== undefined && value !== null) {
    warn({ code: 'bad-value', message: `idle-timeout is ignored; legal: a number of seconds, 0 for never.` });
  }
  return 0;
};
