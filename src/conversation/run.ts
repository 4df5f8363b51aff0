import type { Failure } from '../core/error-code.ts';
import { isFailure, LiveFailure } from '../core/live-failure.ts';
import type { Effect } from '../core/machine.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { ClientMessage, FromEngine, ToEngine } from '../engine/messages.ts';
import { AudioPath } from './audio-path.ts';
import type { Kept } from './context-messages.ts';
import { EngineLink } from './engine-link.ts';
import type { Feature, FeatureName } from './features/features.ts';
import type { Snapshot } from './host.ts';
import { Incoming } from './incoming.ts';
import { Line } from './line.ts';
import { isManual } from './plan.ts';
import type { RunContext } from './run-context.ts';
import { endOf, explaining, RunFeatures } from './run-features.ts';
import { Sender } from './sender.ts';
import { SETUP_PROPERTIES } from './setup-properties.ts';

/** What one run holds, from the visitor's gesture to the hang-up: engine, audio path and line. */
export class Run {
  readonly #context: RunContext;
  readonly #engine: EngineLink;
  readonly #incoming: Incoming;
  readonly #line: Line;
  readonly #sender: Sender;
  readonly #audio: AudioPath;
  readonly #features: RunFeatures;
  #talking = false;
  /** Half duplex: the visitor is not listened to now. */
  #gated = false;
  #snapshot: Snapshot;

  constructor(context: RunContext) {
    this.#context = context;
    this.#snapshot = context.begun;
    const { audio, dispatch, host, number: run, parts, signal, trust, warn } = context;
    const post = (message: ToEngine, transfer?: Transferable[]): void => this.#engine.post(message, transfer);
    const fail = (error: unknown): void => this.#fail(error);
    const publish = (change: Partial<Snapshot>): void => {
      this.#snapshot = { ...this.#snapshot, ...change };
      context.publish(this.#snapshot);
    };
    const loadFeature = explaining(context.loadFeature);
    const kept: Kept = { last: () => this.#snapshot.transcript.at(-1)?.id };
    const plan = (): SessionPlan | undefined => this.#line.plan;
    const common = { run, signal, host, kept, loadFeature, plan, post, dispatch, trust, warn, fail };
    this.#engine = new EngineLink({ host, parts, signal, onMessage: (message) => this.#receive(message) });
    const incoming = (this.#incoming = new Incoming({
      ...common,
      said: context.begun.transcript,
      handle: context.handle,
      publish,
      audible: () => audio.state === 'running',
      onActivity: () => this.#active(),
      goesAway: (timeLeft) => this.#line.goesAway(timeLeft),
      moved: () => this.#line.moved(),
    }));
    this.#line = new Line({ ...common, incoming });
    this.#sender = new Sender({ ...common, incoming });
    this.#audio = new AudioPath({
      ...common,
      audio,
      parts,
      inline: () => this.#engine.inline,
      onMicrophoneEnded: () => this.#features.lostMicrophone(),
      onMicrophoneOpened: () => this.#features.running('devices')?.opened(),
    });
    this.#features = new RunFeatures({
      ...context,
      ...common,
      audioPath: this.#audio,
      inputLevel: () => this.inputLevel,
      send: (message) => this.send(message),
      ahead: () => this.#sender.ahead,
      resuming: () => this.#line.resuming,
      lastEntry: kept.last,
      usage: () => this.#snapshot.usage,
      spent: (usage) => publish({ usage }),
      begun: context.begun.extras,
      record: (event) => this.#incoming.record(event),
      publish: (extras) => publish({ extras }),
    });
  }

  /** Loudness of the visitor now, 0…1. */
  get inputLevel(): number {
    return (!this.#gated && this.#audio.microphone?.level) || 0;
  }
  /** Loudness of the model now, 0…1. */
  get outputLevel(): number {
    return this.#audio.speaker?.level ?? 0;
  }
  /** How much of the current or last turn was heard, ms. */
  get playedMs(): number {
    return this.#audio.speaker?.playedMs ?? 0;
  }

  /** Gets engine, worklets and microphone side by side, then connects. Failures go to the machine. */
  acquire({ microphone, muted }: { microphone: boolean; muted: boolean }): Promise<void> {
    return this.#guard(async () => {
      this.#engine.post({ type: 'manual', manual: isManual(this.#context.host.settings()) });
      if (muted) this.#engine.post({ type: 'mute', muted });
      const voice = microphone ? this.#audio.openMicrophone({ muted }) : undefined;
      this.#features.begin();
      await Promise.all([this.#engine.start(), this.#audio.startSpeaker(), voice]);
      await this.#line.open();
    });
  }

  /** Lets the visitor speak in a conversation that began by typing. */
  addMicrophone({ muted }: { muted: boolean }): void {
    void this.#guard(() => this.#listen(() => this.#audio.openMicrophone({ muted })));
  }

  reconnect(effect: Extract<Effect, { type: 'reconnect' }>): void {
    this.#features.running('page')?.waits();
    this.#line.reconnect(effect);
  }

  /** What cannot be sent is told to the page's author, and dropped. */
  send(given: ClientMessage): void {
    this.#sender.send(given);
  }

  sendText(text: string): void {
    if (!this.#sender.takesText()) return;
    this.interrupt();
    this.#incoming.typed(text);
    this.send({ realtimeInput: { text } });
  }

  mute(muted: boolean): void {
    this.#engine.post({ type: 'mute', muted });
    const { microphone } = this.#audio;
    if (muted) microphone?.mute();
    else void this.#guard(() => this.#listen(async () => microphone?.unmute()));
  }

  /** Push to talk. Said twice, or where the service finds the turns, it changes nothing. */
  talk(active: boolean): void {
    const { host } = this.#context;
    if (active === this.#talking || !(this.#line.plan?.manualActivity ?? isManual(host.settings()))) return;
    this.#talking = active;
    this.#active();
    this.#engine.post({ type: 'activity', active });
    if (active) this.#incoming.silenced();
    else this.#incoming.visitorFinished();
  }

  interrupt(): void {
    this.#engine.post({ type: 'interrupt' });
    this.#incoming.silenced();
  }

  settingsChanged(names: readonly string[]): void {
    const { host } = this.#context;
    if (names.includes('volume')) this.#audio.speaker?.setVolume(host.settings().volume);
    if (names.includes('options')) this.#setDuplex();
    this.#features.settingsChanged(names);
    // What changes before the first connection is prepared is part of its setup.
    const ofSetup = names.filter((name) => SETUP_PROPERTIES.has(name));
    if (this.#line.setups.begun && ofSetup.length > 0) this.#sender.update(ofSetup);
  }

  /** One of the run's features; loaded, when it is the first time. */
  use<Name extends FeatureName>(name: Name): Promise<Feature<Name>> {
    return this.#features.use(name);
  }

  /** What a later run would go on with; `undefined` where the service does not remember. */
  get handle(): string | undefined {
    return this.#incoming.handle;
  }

  /** What the model has said so far; `undefined` unless it is kept. */
  recording(): Blob | undefined {
    return this.#features.running('sound')?.recording();
  }

  /** Gives everything back. The audio context is its maker's to close. */
  release(): void {
    this.#incoming.close();
    this.#line.close();
    this.#engine.close();
    this.#audio.close();
  }

  /** The visitor said or typed something. */
  #active(): void {
    this.#features.running('page')?.active();
  }

  #receive(message: FromEngine): void {
    if (!this.#line.setups.isCurrent(message)) return;
    if (message.type === 'opened') {
      if (message.took) this.#features.receive(endOf(message.line));
      this.#line.setups.adopt(message.line);
    }
    // A successor that is gone has carried nothing yet.
    if (message.type !== 'ended' || !this.#line.standsBy(message.line)) this.#features.receive(message);
    switch (message.type) {
      case 'opened':
        this.#setDuplex();
        return this.#line.opened(message);
      case 'ended':
        return this.#line.ended(message);
      case 'doubt':
        return this.#line.doubted();
      case 'alive':
        return this.#line.alive();
      case 'message':
        return this.#incoming.receive(message.message);
      case 'audio':
        return this.#incoming.audioBegan(message.turn);
      case 'playback':
        return this.#played(message.report);
      case 'gate':
        this.#gated = message.shut;
        return;
      case 'garbage':
        return this.#context.warn({ code: 'bad-message', message: say('bad-frame') });
      case 'slow':
        return this.#context.warn(
          message.held
            ? { code: 'voice-held', message: say('voice-held') }
            : { code: 'slow-network', message: say('slow') },
        );
      case 'crashed':
        return this.#fail(new LiveFailure('service', say('crashed')));
      // What else comes is for the features.
      default:
    }
  }

  /** Whoever presses a button to talk silences the model anyway. */
  #setDuplex(): void {
    const half = this.#context.host.settings().halfDuplex && !this.#line.plan?.manualActivity;
    this.#engine.post({ type: 'duplex', half });
  }

  #played(report: Extract<FromEngine, { type: 'playback' }>['report']): void {
    this.#audio.speaker?.report(report);
    this.#incoming.played(report);
  }

  /** Opens the microphone in a running conversation, which does not end when there is none. */
  async #listen(open: () => Promise<void>): Promise<void> {
    try {
      await open();
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (this.#context.signal.aborted) return;
      this.#features.running('devices')?.refused(error);
      this.#context.refused(error);
    }
  }

  /** Carries out something of this run that takes time; what goes wrong ends the run, unless it is over already. */
  async #guard(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { dispatch, number: run, signal } = this.#context;
    if (signal.aborted) return;
    const failure: Failure = isFailure(error)
      ? error
      : { code: 'service', message: say('unknown'), cause: error };
    dispatch({ type: 'failed', run, failure });
  }
}
