import type { Content, FunctionResponse, LiveClientContextUpdate } from '@google/genai/web';
import { html, isServer, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Consent } from './conversation/consent.ts';
import { eventOf } from './conversation/event-of.ts';
import { NO_EXTRAS } from './conversation/extras.ts';
import type { Feature, FeatureName } from './conversation/features/features.ts';
import type { ConversationSettings } from './conversation/host.ts';
import { allowedOrigins, isTrustedAddress } from './conversation/trust.ts';
import { warnOnce } from './conversation/warn.ts';
import { AnnouncerController } from './controllers/announcer-controller.ts';
import { ConversationController } from './controllers/conversation-controller.ts';
import { LocalizeController } from './controllers/localize-controller.ts';
import { StatesController } from './controllers/states-controller.ts';
import { say } from './core/say.ts';
import type { LiveState } from './core/state.ts';
import type { TranscriptEntry } from './core/transcript.ts';
import type { Usage } from './core/usage.ts';
import type { GeminiLiveError } from './errors.ts';
import { GeminiLiveBeforeStartEvent, GeminiLiveToggleEvent } from './events.ts';
import { GeminiLiveDevices } from './gemini-live-devices.ts';
import type { readSettings } from './element-settings.ts';
import { viewOf } from './element-view.ts';
import { styles } from './gemini-live-element.styles.ts';
import { jsonChildOf } from './json-child.ts';
import * as parts from './lazy.ts';
import { checkLooks, legal } from './looks.ts';
import type { GeminiLiveOptions } from './options.ts';
import type { DrawExtras } from './ui/extras/extras.ts';
import { trustedHtml } from './trusted-script-url.ts';
import { renderLauncher } from './ui/launcher.ts';
import { controlPanel } from './ui/panel-controllers.ts';
import { renderPanel } from './ui/panel.ts';
import { type Actions, isLive, takesFocus, type View } from './ui/view.ts';

const cancelled = (): DOMException => new DOMException('The start was cancelled.', 'AbortError');

/**
 * Lets the visitors of a page talk with Gemini: microphone in, spoken answer out.
 *
 * @tagname gemini-live
 * @fires {GeminiLiveStateChangeEvent} gemini-live-statechange - The state changed.
 * @fires {GeminiLiveTranscriptEvent} gemini-live-transcript - An utterance began, grew or became final.
 * @fires {GeminiLiveInterruptedEvent} gemini-live-interrupted - The model was cut short.
 * @fires {GeminiLiveToolCallEvent} gemini-live-toolcall - The model calls a function; cancelable.
 * @fires {GeminiLiveToolCancelEvent} gemini-live-toolcancel - Results of calls are not wanted any more.
 * @fires {GeminiLiveUsageEvent} gemini-live-usage - Tokens used so far.
 * @fires {GeminiLiveGoAwayEvent} gemini-live-goaway - The service will close the connection.
 * @fires {GeminiLiveReconnectEvent} gemini-live-reconnect - The line was set up again.
 * @fires {GeminiLiveGroundingEvent} gemini-live-grounding - Sources of an answer.
 * @fires {GeminiLiveWarningEvent} gemini-live-warning - Something the page's author should know.
 * @fires {GeminiLiveErrorEvent} gemini-live-error - The conversation failed.
 * @fires {GeminiLiveBeforeStartEvent} gemini-live-beforestart - A conversation is about to start; cancelable.
 * @fires {GeminiLiveTokenRequestEvent} gemini-live-tokenrequest - A token is about to be asked for; cancelable.
 * @fires {GeminiLiveToggleEvent} gemini-live-toggle - The panel was opened or closed.
 * @fires {GeminiLiveMuteChangeEvent} gemini-live-mutechange - The microphone was muted or unmuted.
 * @fires {GeminiLiveDeviceChangeEvent} gemini-live-devicechange - Devices came or went, or another was chosen.
 * @fires {GeminiLiveMessageEvent} gemini-live-message - A server message, with `options.debug`.
 */
export class GeminiLiveElement extends GeminiLiveDevices {
  static override styles = styles;

  /** Origins that `base-url` and `worklet-base` may name in markup, beside the page's, Google's and this machine's. */
  static readonly allowedOrigins: Set<string> = allowedOrigins;

  #talking = false;

  readonly #consent = new Consent(() => this.requestUpdate());
  #animated: Promise<unknown> | undefined;
  #extras: Promise<unknown> | undefined;
  #draw: DrawExtras | undefined;
  #read!: typeof readSettings;
  readonly #warn = warnOnce({ emit: (happening) => this.dispatchEvent(eventOf(happening)) }, parts);
  readonly #jsonChild = jsonChildOf(this, this.#warn);
  readonly #localize = new LocalizeController(this, {
    loadLocale: parts.loadLocale,
    overrides: () => this.#options.strings,
  });
  readonly #conversation = new ConversationController(this, {
    ...parts,
    loadSession: () => this.#loadSession(),
  }).conversation;
  readonly #announcer = new AnnouncerController(this, () => ({
    state: this.state,
    muted: this.muted,
    error: this.error?.code,
  }));

  constructor() {
    super();
    controlPanel(this, () => takesFocus(this.#view()));
    new StatesController(this, () => [
      this.state,
      this.muted && 'muted',
      this.#conversation.extras.userSpeaking && 'user-speaking',
    ]);
  }

  /** What the visitor is shown. */
  get state(): LiveState {
    return this.#conversation.state;
  }
  /** What was said, oldest first; replaced at each change, never changed. */
  get transcript(): readonly TranscriptEntry[] {
    return this.#conversation.transcript;
  }
  /** Tokens used by this conversation; `undefined` until the service tells. */
  get usage(): Usage | undefined {
    return this.#conversation.usage;
  }
  /** Why the last conversation failed. */
  get error(): GeminiLiveError | undefined {
    return this.#conversation.error;
  }
  /** Loudness of the visitor now, 0…1; to be pulled, once a frame for instance. */
  get inputLevel(): number {
    return this.#conversation.current?.inputLevel ?? 0;
  }
  /** Loudness of the model now, 0…1. */
  get outputLevel(): number {
    return this.#conversation.current?.outputLevel ?? 0;
  }
  /** How much of the current or last answer was heard, ms; 0 when no conversation runs. */
  get playedMs(): number {
    return this.#conversation.current?.playedMs ?? 0;
  }

  /**
   * Starts a spoken conversation; to be called in a click or key press. Resolves when the session is set up. While one
   * runs, the same promise. Rejects with `GeminiLiveError`, or with an `AbortError` when `stop()` came first or a listener
   * cancelled `gemini-live-beforestart`.
   */
  start(): Promise<void> {
    if (!this.consent || this.#consent.given) return this.#start({ microphone: true });
    // A refusal from before is read no longer, so that the next one is announced like the first.
    this.#conversation.forgive();
    return this.#consent.ask(() => this.#start({ microphone: true }));
  }

  /** Hangs up. Resolves when everything is released; harmless when nothing runs. */
  stop(): Promise<void> {
    this.#consent.withdraw();
    this.#talking = false;
    return this.#conversation.stop();
  }

  /** A typed turn. When nothing runs, it starts a conversation without a microphone. */
  sendText(text: string): void {
    if (text.trim() === '') return;
    this.#ensure();
    this.#conversation.sendText(text);
  }

  /** Adds turns to the context. With `turnComplete` (default true) the model answers. */
  sendContext(turns: Content[], { turnComplete = true }: { turnComplete?: boolean } = {}): void {
    this.#settle();
    this.#conversation.send({ clientContent: { turns, turnComplete } });
  }

  /** New instructions or tools for the running session, on models that take them. */
  updateContext(update: LiveClientContextUpdate): void {
    this.#settle();
    this.#conversation.send({ contextUpdate: update });
  }

  /** Answers calls whose event was cancelled. */
  sendToolResponse(responses: FunctionResponse | FunctionResponse[]): void {
    this.#conversation.use('tools', (tools) => tools.respond(responses)).catch(() => undefined);
  }

  /** Shows the model what the camera sees, or the screen; with the next conversation when none runs. Resolves once it does. */
  async startVideo(source: 'camera' | 'screen' = 'camera'): Promise<void> {
    this.video = source;
    await this.updateComplete;
    if (this.#conversation.running) await this.#conversation.use('sight', (sight) => sight.start());
  }

  /** Shows the model nothing any more. */
  stopVideo(): void {
    this.video = 'off';
  }

  /** Shows the model one picture. When nothing runs, it starts a conversation without a microphone. */
  async sendImage(image: Blob): Promise<void> {
    await this.#use('sight', (sight) => sight.sendImage(image));
  }

  /**
   * Recorded audio of any rate and format that the browser reads, or a stream, in the microphone's place. When nothing runs, it
   * starts a conversation without a microphone. Resolves when all of it was handed over, or the stream taken.
   */
  async sendAudio(audio: Blob | MediaStream): Promise<void> {
    await this.#use('sound', (sound) => sound.sendAudio(audio));
  }

  /** What the model said so far in this conversation, or in the last one: WAV, 24 kHz. `undefined` without `options.record`. */
  recording(): Blob | undefined {
    return this.#conversation.current?.recording();
  }

  /** Push to talk (`vad="manual"`): the visitor begins to speak; the model falls silent. */
  startActivity(): void {
    this.#talk(true);
  }

  /** The visitor has spoken. */
  endActivity(): void {
    this.#talk(false);
  }

  /** Silences the model; what still comes of this answer is dropped. */
  interrupt(): void {
    this.#conversation.interrupt();
  }

  /** Opens the panel of the floating layout. */
  show(): void {
    this.#toggle(true);
  }

  /** Closes the panel; the conversation goes on. */
  hide(): void {
    this.#toggle(false);
  }

  /** What is needed before the session is here. @internal */
  hints(): Pick<ConversationSettings, 'latency' | 'engine'> {
    const engine = this.#options.engine === 'inline' ? 'inline' : 'auto';
    return { latency: legal('latency', this.latency), engine };
  }

  /** What the conversation reads for each run and connection; nobody asks before the session is here. @internal */
  settings(): ConversationSettings {
    const json = this.#jsonChild();
    return this.#read(this, { json, fromMarkup: this.fromMarkup, isTrustedAddress, warn: this.#warn });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The button went from under the finger: nobody is there to let it go.
    if (!isLive(this.state)) this.#talking = false;
    checkLooks(this, changed, this.#warn);
    if (changed.has('muted')) this.#conversation.setMuted(this.muted);
    this.#conversation.settingsChanged([...changed.keys()].map(String));
  }

  protected override updated(): void {
    if (isLive(this.state)) this.#animate();
    if (this.#conversation.extras !== NO_EXTRAS || this.#options.offers) this.#drawExtras();
  }

  protected override render(): TemplateResult {
    const view = this.#view();
    return html`${renderLauncher(view, this.#actions)} ${renderPanel(view, this.#actions)}
    ${this.#announcer.render(view.terms)}`;
  }

  /** The JSON child's, and over them those that a script has set. */
  get #options(): GeminiLiveOptions {
    return { ...(isServer ? undefined : this.#jsonChild()?.options), ...this.options };
  }

  #view(): View {
    return viewOf(this, {
      microphone: this.#conversation.microphone,
      talking: this.#talking,
      consentPending: this.#consent.pending,
      extras: this.#conversation.extras,
      draw: this.#draw,
      terms: this.#localize.terms,
    });
  }

  /** What the visitor can do. A failed start is shown by its state; nobody waits for the promise. */
  readonly #actions: Actions = {
    start: () => void this.start().catch(() => undefined),
    stop: () => void this.stop(),
    toggleMute: () => (this.muted = !this.muted),
    sendText: (text) => this.sendText(text),
    show: () => this.show(),
    hide: () => this.hide(),
    talk: (on) => this.#talk(on),
    acceptConsent: () => this.#consent.accept(),
    declineConsent: () => this.#decline(),
  };

  #start(how: { microphone: boolean }): Promise<void> {
    if (!this.#conversation.running && !this.dispatchEvent(new GeminiLiveBeforeStartEvent())) {
      return Promise.reject(cancelled());
    }
    return this.#conversation.start(how);
  }

  /** A conversation runs from here on, unless a listener cancels it; one that has to be begun is without a microphone. */
  #ensure(): void {
    this.#settle();
    if (!this.#conversation.running) this.#start({ microphone: false }).catch(() => undefined);
  }

  /** What was set before is told before what is sent now. */
  #settle(): void {
    if (this.hasUpdated) this.performUpdate();
  }

  async #use<F extends FeatureName>(name: F, act: (feature: Feature<F>) => Promise<void>): Promise<void> {
    this.#ensure();
    if (!this.#conversation.running) throw cancelled();
    await this.#conversation.use(name, act);
  }

  #decline(): void {
    const refusal = this.#consent.decline();
    if (refusal) this.#conversation.refuse(refusal);
  }

  #talk(on: boolean): void {
    this.#talking = on;
    this.#conversation.talk(on);
    this.requestUpdate();
  }

  /** The reading of the settings comes with what reads them. */
  async #loadSession(): ReturnType<typeof parts.loadSession> {
    const session = await parts.loadSession();
    this.#read = session.readSettings;
    return session;
  }

  /** Nothing moves before the first conversation; from then on, its picture also stands still in its own way. */
  #animate(): void {
    this.#animated ??= this.#loadSession().then(
      ({ animate }) => animate(this, parts),
      () => (this.#animated = undefined),
    );
  }

  /** Little is shown beside the utterances as long as nobody needs it. */
  #drawExtras(): void {
    this.#extras ??= this.#loadSession()
      .then(({ drawExtras }) =>
        drawExtras(parts, { html, nothing, element: this, options: () => this.#options, trustedHtml }),
      )
      .then(
        (draw) => {
          this.#draw = draw;
          this.requestUpdate();
        },
        () => this.#warn({ code: 'not-loaded', message: say('not-loaded') }),
      );
  }

  #toggle(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new GeminiLiveToggleEvent(open));
  }
}
