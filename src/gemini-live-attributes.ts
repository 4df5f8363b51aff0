import type { LiveConnectConfig } from '@google/genai/web';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Latency } from './audio/audio-context.ts';
import { isTrustedAddress } from './conversation/trust.ts';
import type { SessionSettings } from './core/session-settings.ts';
import type { Warning } from './core/state.ts';
import type { GeminiLiveOptions } from './options.ts';

/** A number, or what the markup says instead: whoever uses it says what is wrong with that. */
const numeric = {
  fromAttribute: (value: string | null): number | undefined => {
    if (value === null) return undefined;
    const number = Number(value);
    return value.trim() !== '' && Number.isFinite(number) ? number : (value as unknown as number);
  },
};

/** The attributes of `<gemini-live>`, and the properties of the same names. What they do is decided elsewhere. */
export abstract class GeminiLiveAttributes extends LitElement {
  // ── The session ────────────────────────────────────────────────────────────────────────────────────────────────
  /** Where tokens come from: POST `{ model, apiVersion }`, answered with `{ "token": "auth_tokens/…" }`. Next connection. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint: string | undefined;
  /** Model of the Live API. Default `gemini-3.8-live`. Next connection. */
  @property() model: SessionSettings['model'];
  /**
   * Address of the service, a twin, region or relay: `http(s)` or `ws(s)`. In markup, only addresses of the page's or the
   * script's origin, Google's, this machine's and `allowedOrigins` count. Next connection.
   */
  @property({ attribute: 'base-url' })
  set baseUrl(url: string | undefined) {
    this.#set('baseUrl', url);
  }
  get baseUrl(): string | undefined {
    return this.#addresses.baseUrl;
  }
  /** Folder to load worklets and Worker from as files, for pages that forbid `blob:`; trusted like `base-url`. */
  @property({ attribute: 'worklet-base' })
  set workletBase(url: string | undefined) {
    this.#set('workletBase', url);
  }
  get workletBase(): string | undefined {
    return this.#addresses.workletBase;
  }
  /** Version of the API. Default `v1alpha` with a token, `v1beta` with a key. Next connection. */
  @property({ attribute: 'api-version' }) apiVersion: string | undefined;
  /** One of the model's prebuilt voices, `Puck` for instance. Default: the service's. Next connection. */
  @property() voice: SessionSettings['voice'];
  /** Language that is spoken, BCP-47. Default: found by the model. Next connection. */
  @property({ attribute: 'speech-language' }) speechLanguage: SessionSettings['speechLanguage'];
  /** `audio` (default) or `text`, where the model can. Next connection. */
  @property({ attribute: 'response-modality' }) responseModality: SessionSettings['responseModality'];
  /** What the model is to be and do; `{{name}}` is filled from `variables`. Updated at once where the model takes it. */
  @property({ attribute: 'system-instruction' }) systemInstruction: SessionSettings['systemInstruction'];
  /** `auto` (default): the service hears when somebody speaks; `manual`: push to talk. Next connection. */
  @property() vad: SessionSettings['vad'];
  /** How readily the service takes sound for the start of speech: `high` or `low`. Next connection. */
  @property({ attribute: 'start-sensitivity' }) startSensitivity: SessionSettings['startSensitivity'];
  /** How readily it takes silence for the end: `high` or `low`. Next connection. */
  @property({ attribute: 'end-sensitivity' }) endSensitivity: SessionSettings['endSensitivity'];
  /** Speech needed before a turn begins, ms, integer ≥ 0. Next connection. */
  @property({ attribute: 'prefix-padding-ms', converter: numeric })
  prefixPaddingMs: SessionSettings['prefixPaddingMs'];
  /** Silence that ends a turn, ms, integer ≥ 0; 500 to 800 is advised. Next connection. */
  @property({ attribute: 'silence-duration-ms', converter: numeric })
  silenceDurationMs: SessionSettings['silenceDurationMs'];
  /** Whether the visitor's voice `interrupts` the model or not (`no-interruption`). Next connection. */
  @property({ attribute: 'activity-handling' }) activityHandling: SessionSettings['activityHandling'];
  /** What a turn covers: `only-activity`, `all-input` or `audio-activity-and-all-video`. Next connection. */
  @property({ attribute: 'turn-coverage' }) turnCoverage: SessionSettings['turnCoverage'];
  /** Detail in which pictures are read: `low`, `medium` or `high`. Next connection. */
  @property({ attribute: 'media-resolution' }) mediaResolution: SessionSettings['mediaResolution'];
  /** Whose words are written down: `both` (default), `input`, `output` or `none`. Next connection. */
  @property() transcription: SessionSettings['transcription'];
  /** The model answers to the tone of voice, where it can. Next connection. */
  @property({ type: Boolean, attribute: 'affective-dialog' }) affectiveDialog = false;
  /** The model may choose not to answer, where it can. Next connection. */
  @property({ type: Boolean, attribute: 'proactive-audio' }) proactiveAudio = false;
  /** Tokens for thinking; 0 is none, −1 lets the model choose. Next connection. */
  @property({ attribute: 'thinking-budget', converter: numeric })
  thinkingBudget: SessionSettings['thinkingBudget'];
  /** `minimal`, `low`, `medium` or `high`. Next connection. */
  @property({ attribute: 'thinking-level' }) thinkingLevel: SessionSettings['thinkingLevel'];
  /** Asks for summaries of the thoughts. Next connection. */
  @property({ type: Boolean, attribute: 'include-thoughts' }) includeThoughts = false;
  /** Lets the model search. Updated at once where the model takes it. */
  @property({ type: Boolean, attribute: 'google-search' }) googleSearch = false;
  /** Translates into this language, BCP-47. Next connection. */
  @property({ attribute: 'translate-to' }) translateTo: SessionSettings['translateTo'];

  // ── The conversation ───────────────────────────────────────────────────────────────────────────────────────────
  /** Hangs up after so many seconds in which nobody speaks; 0 (default) never. */
  @property({ attribute: 'idle-timeout', converter: numeric }) idleTimeout = 0;
  /** Asks the visitor before the first use of the microphone. */
  @property({ type: Boolean }) consent = false;
  /** Lets a conversation survive the element's removal from the page. */
  @property({ type: Boolean, attribute: 'keep-alive' }) keepAlive = false;
  /** `interactive` (default), `lowest`, or `smooth` for busy pages and poor networks. Next connection. */
  @property() latency: Latency = 'interactive';

  // ── The looks ──────────────────────────────────────────────────────────────────────────────────────────────────
  /** `inline` (default), `floating`, or `button` alone. */
  @property({ reflect: true }) layout: 'inline' | 'floating' | 'button' = 'inline';
  /** Corner or edge for the floating layout: `bottom-end` (default), `bottom-start`, `bottom-center`, `top-…`. */
  @property({ reflect: true }) placement:
    'bottom-end' | 'bottom-start' | 'bottom-center' | 'top-end' | 'top-start' | 'top-center' = 'bottom-end';
  /** Picture of both voices: `orb` (default), `bars` or `none`. */
  @property() visualizer: 'orb' | 'bars' | 'none' = 'orb';
  /** `auto` (default) follows the system; `light` or `dark`. */
  @property({ reflect: true, attribute: 'color-scheme' }) colorScheme: 'auto' | 'light' | 'dark' = 'auto';
  /** Leaves the text field out. */
  @property({ type: Boolean, attribute: 'no-text-input' }) noTextInput = false;
  /** Leaves the transcript out. */
  @property({ type: Boolean, attribute: 'no-captions' }) noCaptions = false;
  /** Whether the panel of the floating layout is shown. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** The visitor cannot start a conversation. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** The microphone is off. Unlike a `<video>`'s, this one reflects. */
  @property({ type: Boolean, reflect: true }) muted = false;

  // ── By program only ────────────────────────────────────────────────────────────────────────────────────────────
  /** The session's configuration in the SDK's own type; attributes that are present win. */
  @property({ attribute: false }) config: LiveConnectConfig | undefined;
  /** The element's own options. */
  @property({ attribute: false }) options: GeminiLiveOptions = {};

  readonly #addresses: Partial<Record<AddressName, string | undefined>> = {};
  readonly #fromMarkup = new Set<AddressName>();

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (value === null) return;
    if (name === 'base-url') this.#fromMarkup.add('baseUrl');
    if (name === 'worklet-base') this.#fromMarkup.add('workletBase');
  }

  /** An address, unless it stands in markup that has no say in where voice and token go; `onRefused` hears of that. */
  protected trusted(name: AddressName, onRefused?: (warning: Warning) => void): string | undefined {
    const address = this.#addresses[name] || undefined;
    if (address === undefined || !this.#fromMarkup.has(name) || isTrustedAddress(address)) return address;
    onRefused?.({
      code: 'untrusted-address',
      message: `${name} in markup names an origin that is not allowed, so the default is used: set it as a property, or add the origin to GeminiLiveElement.allowedOrigins.`,
    });
    return undefined;
  }

  /** Set by a script; `attributeChangedCallback` knows better afterwards. */
  #set(name: AddressName, url: string | undefined): void {
    const before = this.#addresses[name];
    this.#addresses[name] = url;
    this.#fromMarkup.delete(name);
    this.requestUpdate(name, before);
  }
}

type AddressName = 'baseUrl' | 'workletBase';

/** Attributes that go into `setup`, by property. */
export const SESSION_PROPERTIES = [
  'model',
  'voice',
  'speechLanguage',
  'responseModality',
  'systemInstruction',
  'vad',
  'startSensitivity',
  'endSensitivity',
  'prefixPaddingMs',
  'silenceDurationMs',
  'activityHandling',
  'turnCoverage',
  'mediaResolution',
  'transcription',
  'affectiveDialog',
  'proactiveAudio',
  'thinkingBudget',
  'thinkingLevel',
  'includeThoughts',
  'googleSearch',
  'translateTo',
] as const satisfies readonly (keyof SessionSettings)[];
