import type { ConversationSettings } from './conversation/host.ts';
import { SESSION_ATTRIBUTES } from './core/attribute-table.ts';
import type { Warning } from './core/state.ts';
import type { AddressName } from './gemini-live-attributes.ts';
import type { GeminiLiveElement } from './gemini-live-element.ts';
import { readJsonChild } from './json-child.ts';

/** Long enough for a slow phone, short enough for a visitor who waits. */
const CONNECT_TIMEOUT_MS = 15_000;

/** What the element knows beside its public properties. */
export interface Background {
  /** Addresses that stand in markup. */
  readonly fromMarkup: ReadonlySet<AddressName>;
  /** The entry's own: the origins that a script allowed are kept there. */
  readonly isTrustedAddress: (address: string) => boolean;
  readonly warn: (warning: Warning) => void;
}

/** All that a conversation asks of its element, in one snapshot: JSON child, then `config` and `options`, then attributes. */
export const readSettings = (element: GeminiLiveElement, background: Background): ConversationSettings => {
  const { warn } = background;
  const json = readJsonChild(element, warn);
  const options = { ...json?.options, ...element.options };
  const { apiVersion, history, idleTimeout, tokenEndpoint, tokenProvider, variables, volume } = element;
  return {
    session: Object.fromEntries(SESSION_ATTRIBUTES.map(({ property }) => [property, element[property]])),
    declared: json?.config,
    config: element.config,
    variables,
    history,
    tokenEndpoint,
    tokenProvider,
    credentials: options.credentials,
    baseUrl: trusted(element, 'baseUrl', background),
    apiVersion,
    workletBase: trusted(element, 'workletBase', background),
    audioConstraints: options.audioConstraints,
    volume,
    engine: options.engine ?? 'auto',
    latency: element.hints().latency,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    idleTimeout: secondsOf(idleTimeout, warn),
    debug: options.debug ?? false,
  };
};

/** An address, unless it stands in markup and is none that markup may name. */
const trusted = (
  element: GeminiLiveElement,
  name: AddressName,
  { fromMarkup, isTrustedAddress, warn }: Background,
): string | undefined => {
  const address = element[name] || undefined;
  if (address === undefined || !fromMarkup.has(name) || isTrustedAddress(address)) return address;
  warn({
    code: 'untrusted-address',
    message: `${name} in markup names an origin that is not allowed, so the default is used: set it as a property, or add the origin to GeminiLiveElement.allowedOrigins.`,
  });
  return undefined;
};

const secondsOf = (value: unknown, warn: (warning: Warning) => void): number => {
  if (typeof value === 'number' && value >= 0) return value;
  if (value !== undefined && value !== null) {
    warn({ code: 'bad-value', message: `idle-timeout is ignored; legal: a number of seconds, 0 for never.` });
  }
  return 0;
};
