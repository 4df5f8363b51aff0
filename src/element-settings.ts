import type { ConversationSettings } from './conversation/host.ts';
import { SESSION_ATTRIBUTES } from './core/attribute-table.ts';
import { say } from './core/say.ts';
import type { Warning } from './core/state.ts';
import type { AddressName } from './gemini-live-attributes.ts';
import type { GeminiLiveElement } from './gemini-live-element.ts';
import type { JsonChild } from './json-child.ts';
import { API_VERSION } from './tokens/live-token.ts';
import type { AnyTool } from './tools/tool-set.ts';

const CREDENTIALS: readonly string[] = ['omit', 'same-origin', 'include'];

/** Long enough for a slow phone, short enough for a visitor who waits. */
const CONNECT_TIMEOUT_MS = 15_000;
/** A visitor who is told nothing hangs up before that. */
const TOOL_TIMEOUT_MS = 60_000;

/** What the element knows beside its public properties. */
export interface Background {
  readonly json: JsonChild | undefined;
  /** Addresses that stand in markup. */
  readonly fromMarkup: ReadonlySet<AddressName>;
  /** The entry's own: the origins that a script allowed are kept there. */
  readonly isTrustedAddress: (address: string, isCode?: boolean) => boolean;
  readonly warn: (warning: Warning) => void;
}

const BACKENDS = ['gemini', 'vertex', 'firebase'] as const;
const PERSIST = ['none', 'session'] as const;
const VIDEO = ['off', 'camera', 'screen'] as const;

/** The page's functions; of two of a name, the first counts. */
const toolsOf = (
  { tools: given }: GeminiLiveElement,
  json: JsonChild | undefined,
): ConversationSettings['tools'] => {
  const tools = [...(Array.isArray(given) ? (given as readonly AnyTool[]) : []), ...(json?.tools ?? [])];
  return tools.length > 0 ? tools : undefined;
};

/** All that a conversation asks of its element, in one snapshot: JSON child, then `config` and `options`, then attributes. */
export const readSettings = (element: GeminiLiveElement, background: Background): ConversationSettings => {
  const { json, warn } = background;
  const options = { ...json?.options, ...element.options };
  const { apiVersion, history, idleTimeout, tokenEndpoint, tokenProvider, variables, volume } = element;
  /** A value of unknown type, or the default when it is not legal; unset is legal. */
  const checked = <T>(name: string, value: T, legal: string, isLegal: boolean, otherwise: T): T => {
    if (value === undefined || value === null || isLegal) return value ?? otherwise;
    warn({ code: 'bad-value', message: say('ignored', name, legal) });
    return otherwise;
  };
  const number = (name: string, value: unknown, least: number, otherwise: number): number =>
    checked(
      name,
      value as number,
      say('legal-number', least),
      typeof value === 'number' && value >= least,
      otherwise,
    );
  /** One of a few words, the first being the default. */
  const oneOf = <Word extends string>(
    name: string,
    value: unknown,
    words: readonly [Word, ...Word[]],
  ): Word => checked(name, value as Word, words.join(', '), words.includes(value as Word), words[0]);
  return {
    session: Object.fromEntries(SESSION_ATTRIBUTES.map(({ property }) => [property, element[property]])),
    declared: json?.config,
    config: element.config,
    tools: toolsOf(element, json),
    toolTimeoutMs: number('options.toolTimeoutMs', options.toolTimeoutMs, 1, TOOL_TIMEOUT_MS),
    backend: oneOf('backend', element.backend, BACKENDS),
    firebase: options.firebase,
    variables,
    history,
    tokenEndpoint,
    tokenProvider,
    credentials: checked(
      'options.credentials',
      options.credentials,
      CREDENTIALS.join(', '),
      CREDENTIALS.includes(options.credentials ?? ''),
      undefined,
    ),
    baseUrl: trusted(element, 'baseUrl', background),
    apiVersion: checked(
      'api-version',
      apiVersion,
      'v1alpha, v1beta, v1',
      API_VERSION.test(String(apiVersion)),
      undefined,
    ),
    workletBase: trusted(element, 'workletBase', background),
    audioConstraints: options.audioConstraints,
    devices: element.deviceBook,
    muted: element.muted,
    volume: Math.min(1, number('volume', volume, 0, 1)),
    ...element.hints(),
    connectTimeoutMs: number('options.connectTimeoutMs', options.connectTimeoutMs, 1, CONNECT_TIMEOUT_MS),
    idleTimeout: number('idle-timeout', idleTimeout, 0, 0),
    persist: oneOf('persist', element.persist, PERSIST),
    video: oneOf('video', element.video, VIDEO),
    videoConstraints: options.videoConstraints,
    record: options.record === true,
    usageLimit: number('options.usageLimit', options.usageLimit, 1, Infinity),
    hybridEndOfTurn: options.hybridEndOfTurn === true,
    alongside: options.alongside === true,
    halfDuplex: options.halfDuplex === true,
    debug: options.debug === true,
  };
};

/** An absolute address, unless it stands in markup and is none that markup may name, or is no address at all. */
const trusted = (
  element: GeminiLiveElement,
  name: AddressName,
  { fromMarkup, isTrustedAddress, warn }: Background,
): string | undefined => {
  const given = element[name];
  if (!given) return undefined;
  const address = isAddress(given) ? new URL(given, document.baseURI).href : undefined;
  if (address === undefined) warn({ code: 'bad-value', message: say('ignored', name, say('legal-address')) });
  else if (!fromMarkup.has(name) || isTrustedAddress(address, name === 'workletBase')) return address;
  else warn({ code: 'untrusted-address', message: say('untrusted', name) });
  return undefined;
};

/** A whole address or a path of this page's origin; a mere word is rather a mistake than a path. */
const isAddress = (given: unknown): boolean =>
  typeof given === 'string' &&
  /^((https?|wss?):|\.{0,2}\/)/i.test(given) &&
  URL.canParse(given, document.baseURI);
