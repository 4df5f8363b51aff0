import type { Content, LiveConnectConfig } from '@google/genai/web';
import { LitElement, type PropertyDeclarations } from 'lit';
import { attributeName, PROPERTIES } from './attribute-list.ts';
import type { Latency } from './audio/audio-context.ts';
import type { SessionSettings } from './core/session-settings.ts';
import type { GeminiLiveOptions } from './options.ts';
import type { TokenProvider } from './tokens/token-source.ts';
import type { AnyTool } from './tools/tool-set.ts';

/**
 * The attributes of `<gemini-live>`, and the properties of the same names. What they do is decided elsewhere.
 *
 * @slot launcher - A launcher of the page's own.
 * @slot header - In place of the title.
 * @slot empty - In place of the invitation.
 * @slot footer - Below the text field.
 * @slot consent - In place of the consent question's words.
 * @csspart panel - All but the launcher.
 * @csspart header - Head of the panel.
 * @csspart title - Its title.
 * @csspart hide - Puts the panel away.
 * @csspart stage - Visualizer, status and invitation.
 * @csspart visualizer - The canvas.
 * @csspart status - What is going on, in words.
 * @csspart empty - What stands there before anything was said.
 * @csspart transcript - The list of what was said.
 * @csspart entry - One utterance; also `entry-user` or `entry-model`, and `entry-interim` while it grows.
 * @csspart interrupted - The mark of an utterance that was cut short.
 * @csspart error - What went wrong, and what helps.
 * @csspart consent - The question before the first use of the microphone.
 * @csspart consent-accept - Yes.
 * @csspart consent-decline - No.
 * @csspart controls - The row of buttons.
 * @csspart button - Every button.
 * @csspart start - Starts, or tries again.
 * @csspart end - Ends.
 * @csspart mute - Mutes.
 * @csspart talk - Push to talk.
 * @csspart composer - The form with the text field.
 * @csspart input - The text field.
 * @csspart send - Sends it.
 * @csspart launcher - The button outside the panel.
 * @csspart launcher-icon - Its picture.
 * @csspart launcher-label - Its words.
 * @csspart talker - Layout `button`: the button and what stands beside it.
 * @csspart call - A function call of the model; also `call-` and its state: `asking`, `running`, `done`, `failed`, `cancelled`.
 * @csspart call-name - The function's name.
 * @csspart call-state - What became of it, in words.
 * @csspart question - Asks the visitor whether a function may run.
 * @csspart question-arguments - What it would be given.
 * @csspart question-allow - Yes.
 * @csspart question-deny - No.
 * @csspart sources - Where an answer comes from.
 * @csspart source - One of them, a link.
 * @csspart source-site - The site that it leads to.
 * @csspart suggestions - Google's search suggestions, in a shadow root of their own.
 * @csspart query - A link to a search, where they cannot be shown.
 * @csspart thought - A summary of thoughts, to be unfolded.
 * @csspart thought-title - What unfolds it.
 * @csspart thought-text - Its text.
 * @csspart picture - A picture that the visitor has sent.
 * @csspart beside - All of these, where no transcript is shown.
 * @csspart preview - What the camera or the screen shows the model.
 * @csspart preview-video - The video in it.
 * @csspart preview-caption - The words under it.
 * @csspart preview-flip - Turns to the other camera.
 * @csspart preview-stop - Shows nothing any more.
 * @csspart sight - The buttons for what the model can be shown.
 * @csspart camera - Shows the camera, or no longer.
 * @csspart screen - The same for the screen.
 * @csspart picture-button - Sends a picture.
 * @csspart sight-error - Why something cannot be shown.
 * @csspart voice - The choice of voices.
 * @csspart voice-label - Its name.
 * @csspart voice-select - The list.
 * @csspart usage - The tokens used.
 * @csspart limit - Says that the ceiling of tokens was reached.
 * @cssprop [--gemini-live-accent=light-dark(#4a50d0, #b3b8ff)] - Buttons that start, rings, focus.
 * @cssprop [--gemini-live-on-accent=light-dark(#fff, #15163c)] - Text on the accent.
 * @cssprop [--gemini-live-surface=light-dark(#fff, #17181f)] - The panel's ground.
 * @cssprop [--gemini-live-surface-raised=light-dark(#f1f2f8, #252733)] - Buttons and fields on it.
 * @cssprop [--gemini-live-text=light-dark(#1b1c22, #ecedf3)] - Text.
 * @cssprop [--gemini-live-text-muted=light-dark(#5a5d6c, #adb1c1)] - Text of less weight.
 * @cssprop [--gemini-live-border=light-dark(#dcdee8, #3a3d4c)] - Lines.
 * @cssprop [--gemini-live-danger=light-dark(#b3261e, #ffb4ab)] - Ending, errors.
 * @cssprop [--gemini-live-user-bubble=14 % of the accent on the surface] - Ground of the visitor's words.
 * @cssprop [--gemini-live-orb-1=#6a6cf6] - First colour of the visualizer.
 * @cssprop [--gemini-live-orb-2=#c07bf5] - Second colour.
 * @cssprop [--gemini-live-orb-3=#6fd0ff] - Third colour.
 * @cssprop [--gemini-live-orb-size=11em] - Diameter of the visualizer.
 * @cssprop [--gemini-live-radius=1.5em] - Corners of the panel.
 * @cssprop [--gemini-live-launcher-radius=2em] - Corners of the launcher.
 * @cssprop [--gemini-live-shadow=a soft two-layer shadow] - Shadow of panel and launcher.
 * @cssprop [--gemini-live-offset=1.25em] - Distance of the floating layout from the window's edge.
 * @cssprop [--gemini-live-panel-width=24em] - Width of the floating panel.
 * @cssprop [--gemini-live-panel-height=42em] - Its height at most.
 * @cssprop [--gemini-live-transcript-height=22em] - Height of the inline transcript at most.
 * @cssprop [--gemini-live-font=inherit] - Typeface: the page's own.
 * @cssprop [--gemini-live-font-size=medium] - Text size; all lengths follow it.
 * @cssprop [--gemini-live-z-index=1000] - Of the floating layout.
 * @cssstate idle - The `state` of that name.
 * @cssstate connecting - The `state` of that name.
 * @cssstate listening - The `state` of that name.
 * @cssstate thinking - The `state` of that name.
 * @cssstate speaking - The `state` of that name.
 * @cssstate reconnecting - The `state` of that name.
 * @cssstate ended - The `state` of that name.
 * @cssstate failed - The `state` of that name.
 * @cssstate muted - The microphone is off.
 */
export abstract class GeminiLiveAttributes extends LitElement {
  /** How Lit is to observe them. @internal */
  static override get properties(): PropertyDeclarations {
    return Object.fromEntries(
      PROPERTIES.map(([name, kind]) => [name, { attribute: attributeName(name), ...kind }]),
    );
  }

  // ── The session ────────────────────────────────────────────────────────────────────────────────────────────────
  /** Where tokens come from: POST `{ model, apiVersion }`, answered with `{ "token": "auth_tokens/…" }`. Next connection. */
  declare tokenEndpoint: string | undefined;
  /** Model of the Live API. Default `gemini-3.8-live`. Next connection. */
  declare model: SessionSettings['model'];
  /**
   * Address of the service, a twin, region or relay: `http(s)` or `ws(s)`. In markup, only addresses of the page's or the
   * script's origin, Google's, this machine's and `allowedOrigins` count. Next connection.
   */
  set baseUrl(url: string | undefined) {
    this.#set('baseUrl', url);
  }
  get baseUrl(): string | undefined {
    return this.#addresses.baseUrl;
  }
  /** Folder to load worklets and Worker from as files, for pages that forbid `blob:`; trusted like `base-url`, but of the script's origin in its own package alone. */
  set workletBase(url: string | undefined) {
    this.#set('workletBase', url);
  }
  get workletBase(): string | undefined {
    return this.#addresses.workletBase;
  }
  /** Version of the API. Default `v1alpha` with a token, `v1beta` with a key. Next connection. */
  declare apiVersion: string | undefined;
  /**
   * Which service it is: `gemini` (default), the Gemini Developer API with tokens; `vertex`, Vertex AI through a relay; `firebase`,
   * Firebase AI Logic with `options.firebase`. Next connection.
   */
  declare backend: 'gemini' | 'vertex' | 'firebase' | undefined;
  /** One of the model's prebuilt voices, `Puck` for instance. Default: the service's. Next connection. */
  declare voice: SessionSettings['voice'];
  /** Language that is spoken, BCP-47. Default: found by the model. Next connection. */
  declare speechLanguage: SessionSettings['speechLanguage'];
  /** `audio` (default) or `text`, where the model can. Next connection. */
  declare responseModality: SessionSettings['responseModality'];
  /** What the model is to be and do; `{{name}}` is filled from `variables`. Updated at once where the model takes it. */
  declare systemInstruction: SessionSettings['systemInstruction'];
  /** `auto` (default): the service hears when somebody speaks; `manual`: push to talk. Next connection. */
  declare vad: SessionSettings['vad'];
  /** How readily the service takes sound for the start of speech: `high` or `low`. Next connection. */
  declare startSensitivity: SessionSettings['startSensitivity'];
  /** How readily it takes silence for the end: `high` or `low`. Next connection. */
  declare endSensitivity: SessionSettings['endSensitivity'];
  /** Speech needed before a turn begins, ms, integer ≥ 0. Next connection. */
  declare prefixPaddingMs: SessionSettings['prefixPaddingMs'];
  /** Silence that ends a turn, ms, integer ≥ 0; 500 to 800 is advised. Next connection. */
  declare silenceDurationMs: SessionSettings['silenceDurationMs'];
  /** Whether the visitor's voice `interrupts` the model or not (`no-interruption`). Next connection. */
  declare activityHandling: SessionSettings['activityHandling'];
  /** What a turn covers: `only-activity`, `all-input` or `audio-activity-and-all-video`. Next connection. */
  declare turnCoverage: SessionSettings['turnCoverage'];
  /** Detail in which pictures are read: `low`, `medium` or `high`. Next connection. */
  declare mediaResolution: SessionSettings['mediaResolution'];
  /** Whose words are written down: `both` (default), `input`, `output` or `none`. Next connection. */
  declare transcription: SessionSettings['transcription'];
  /** The model answers to the tone of voice, where it can. Next connection. */
  declare affectiveDialog: boolean;
  /** The model may choose not to answer, where it can. Next connection. */
  declare proactiveAudio: boolean;
  /** Tokens for thinking; 0 is none, −1 lets the model choose. Next connection. */
  declare thinkingBudget: SessionSettings['thinkingBudget'];
  /** `minimal`, `low`, `medium` or `high`. Next connection. */
  declare thinkingLevel: SessionSettings['thinkingLevel'];
  /** Asks for summaries of the thoughts. Next connection. */
  declare includeThoughts: boolean;
  /** Lets the model search. Updated at once where the model takes it. */
  declare googleSearch: boolean;
  /** Translates into this language, BCP-47. Next connection. */
  declare translateTo: SessionSettings['translateTo'];

  // ── The conversation ───────────────────────────────────────────────────────────────────────────────────────────
  /** Hangs up after so many seconds in which nobody speaks; 0 (default) never. */
  declare idleTimeout: number;
  /** What the model is shown: `off` (default), `camera` or `screen`; one picture a second. Now. */
  declare video: 'off' | 'camera' | 'screen' | undefined;
  /** Asks the visitor before the first use of the microphone. */
  declare consent: boolean;
  /** Lets a conversation survive the element's removal from the page. */
  declare keepAlive: boolean;
  /**
   * `none` (default), or `session`: the transcript outlives a reload in this tab, and the next start goes on with the conversation.
   * Applies at once.
   */
  declare persist: 'none' | 'session' | undefined;
  /** `interactive` (default), `lowest`, or `smooth` for busy pages and poor networks. Next connection. */
  declare latency: Latency;

  // ── The looks ──────────────────────────────────────────────────────────────────────────────────────────────────
  /** `inline` (default), `floating`, or `button` alone. */
  declare layout: 'inline' | 'floating' | 'button';
  /** Corner or edge for the floating layout: `bottom-end` (default), `bottom-start`, `bottom-center`, `top-…`. */
  declare placement: 'bottom-end' | 'bottom-start' | 'bottom-center' | 'top-end' | 'top-start' | 'top-center';
  /** Picture of both voices: `orb` (default), `bars` or `none`. */
  declare visualizer: 'orb' | 'bars' | 'none';
  /** `auto` (default) follows the system; `light` or `dark`. */
  declare colorScheme: 'auto' | 'light' | 'dark';
  /** Leaves the text field out. */
  declare noTextInput: boolean;
  /** Leaves the transcript out. */
  declare noCaptions: boolean;
  /** Whether the panel of the floating layout is shown. */
  declare open: boolean;
  /** The visitor cannot start a conversation. */
  declare disabled: boolean;
  /** The microphone is off. Unlike a `<video>`'s, this one reflects. */
  declare muted: boolean;

  // ── By program only ────────────────────────────────────────────────────────────────────────────────────────────
  /** The session's configuration in the SDK's own type; attributes that are present win. */
  declare config: LiveConnectConfig | undefined;
  /** The element's own options. */
  declare options: GeminiLiveOptions;
  /** Gives a token, or an object with one, for each connection; used instead of `token-endpoint`. */
  declare tokenProvider: TokenProvider | undefined;
  /**
   * The page's functions that the model may call: `{ declaration, handler, confirm }`, or what the SDK's `mcpToTool()` returns. Updated
   * at once where the model takes it.
   */
  declare tools: readonly AnyTool[] | undefined;
  /** Values for `{{name}}` in the system instruction. */
  declare variables: Readonly<Record<string, string>> | undefined;
  /** Earlier turns that the model is to know, oldest first. */
  declare history: readonly Content[] | undefined;
  /** Loudness of the answers, 0…1. Default 1. */
  declare volume: number;

  readonly #addresses: Partial<Record<AddressName, string | undefined>> = {};
  readonly #fromMarkup = new Set<AddressName>();

  constructor() {
    super();
    for (const [name, { value }] of PROPERTIES)
      if (value !== undefined) Object.assign(this, { [name]: value });
    this.options = {};
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (value === null) return;
    if (name === 'base-url') this.#fromMarkup.add('baseUrl');
    if (name === 'worklet-base') this.#fromMarkup.add('workletBase');
  }

  /** Which addresses stand in markup, which has no say in where voice and token go. */
  protected get fromMarkup(): ReadonlySet<AddressName> {
    return this.#fromMarkup;
  }

  /** Set by a script; `attributeChangedCallback` knows better afterwards. */
  #set(name: AddressName, url: string | undefined): void {
    this.#addresses[name] = url;
    this.#fromMarkup.delete(name);
  }
}

export type AddressName = 'baseUrl' | 'workletBase';
