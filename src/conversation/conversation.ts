import { closeAudioContext, openAudioContext, resumeAudioContext } from '../audio/audio-context.ts';
import type { Failure } from '../core/error-code.ts';
import {
  type Effect,
  IDLE,
  isRunning,
  liveState,
  type Machine,
  type MachineEvent,
  transition,
} from '../core/machine.ts';
import { isFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import type { LiveState } from '../core/state.ts';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { Usage } from '../core/usage.ts';
import type { ClientMessage } from '../engine/messages.ts';
import type { GeminiLiveError } from '../errors.ts';
import { type Deferred, deferred } from './deferred.ts';
import { errorOf, shownAs } from './error-of.ts';
import { explained, sentenceOf } from './explained.ts';
import type { Extras } from './extras.ts';
import type { Feature, FeatureName } from './features/features.ts';
import { type ConversationHost, NOTHING_SAID, type Snapshot } from './host.ts';
import type { Parts } from './parts.ts';
import type { Run } from './run.ts';
import { isLocalAddress, isTrustedAddress } from './trust.ts';
import { warnOnce } from './warn.ts';

/**
 * One element's conversation: holds the machine, feeds it events and carries out its effects. It is small and loads with
 * the element; what an effect needs (`Run`) is fetched when the first one is due.
 */
export class Conversation {
  readonly #host: ConversationHost;
  readonly #parts: Parts;
  #machine: Machine = IDLE;
  #state: LiveState = 'idle';
  #starting: Deferred | undefined;
  #run: Promise<Run> | undefined;
  /** The run that runs, or ran last: what it kept can still be asked for. */
  #last: Promise<Run> | undefined;
  /** Also when it is over: it may still have what was said. */
  #current: Run | undefined;
  #resources: { readonly abort: AbortController; readonly audio: AudioContext } | undefined;
  #released: Promise<void> = Promise.resolve();
  #error: GeminiLiveError | undefined;
  #muted = false;
  #microphone = false;
  #snapshot: Snapshot = NOTHING_SAID;
  #handle: (() => string | undefined) | undefined;

  constructor(host: ConversationHost, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  get state(): LiveState {
    return this.#state;
  }
  get running(): boolean {
    return isRunning(this.#machine);
  }
  get error(): GeminiLiveError | undefined {
    return this.#error;
  }
  get transcript(): readonly TranscriptEntry[] {
    return this.#snapshot.transcript;
  }
  get usage(): Usage | undefined {
    return this.#snapshot.usage;
  }
  /** What is to be shown beside what was said. */
  get extras(): Extras {
    return this.#snapshot.extras;
  }
  get muted(): boolean {
    return this.#muted;
  }
  /** A microphone takes part: false before the first start and in a conversation that began by typing. */
  get microphone(): boolean {
    return this.#microphone;
  }
  /** Meters, clock and recording of the run that runs or ran last; `undefined` until it has been fetched. */
  get current(): Pick<Run, 'handle' | 'inputLevel' | 'outputLevel' | 'playedMs' | 'recording'> | undefined {
    return this.#current;
  }

  /**
   * Starts, or tells when the start under way is done: resolves at `setupComplete`. To be called in the visitor's gesture.
   * In a running conversation without a microphone, `microphone: true` adds it. Rejects with `GeminiLiveError`, or with an
   * `AbortError` when `stop()` came first.
   */
  start({ microphone }: { microphone: boolean }): Promise<void> {
    if (this.running && this.#starting) {
      if (this.#resources) resumeAudioContext(this.#resources.audio);
      if (microphone && !this.#microphone) this.#addMicrophone();
      return this.#starting.promise;
    }
    this.#starting = deferred();
    this.#error = undefined;
    this.#microphone = microphone;
    if (!this.#handle) this.#snapshot = NOTHING_SAID;
    this.#current = undefined;
    const { promise } = this.#starting;
    this.dispatch({ type: 'start', microphone });
    return promise;
  }

  /** Shows what was said before, and lets the next run, or the one that is still being fetched, go on with that, where there is a `handle` to tell. */
  restore(transcript: readonly TranscriptEntry[], handle?: () => string | undefined): void {
    if (this.running && this.#current) return;
    this.#snapshot = { ...NOTHING_SAID, transcript };
    this.#handle = handle;
    this.#host.changed();
  }

  /** Hangs up. Resolves when everything is given back. */
  stop(): Promise<void> {
    this.dispatch({ type: 'stop' });
    return this.#released;
  }

  /** In order with the visitor's voice; kept while the line is down. Ignored when nothing runs. */
  send(message: ClientMessage): void {
    this.#withRun((run) => run.send(message));
  }

  /** A typed turn; it silences the model like a spoken one. */
  sendText(text: string): void {
    this.#withRun((run) => run.sendText(text));
  }

  /**
   * Something that one of the features does, in the conversation that runs or ran last; `undefined` when there is none. What
   * it fails with becomes a `GeminiLiveError` that says why.
   */
  async use<Name extends FeatureName, Result>(
    name: Name,
    act: (feature: Feature<Name>) => Result | Promise<Result>,
  ): Promise<Result | undefined> {
    const run = await this.#last;
    try {
      return run && (await act(await run.use(name)));
    } catch (failure) {
      if (!isFailure(failure)) throw failure;
      throw errorOf(failure, await sentenceOf(failure, this.#parts));
    }
  }

  interrupt(): void {
    this.#withRun((run) => run.interrupt());
  }

  /** Push to talk, pressed or released. */
  talk(active: boolean): void {
    this.#withRun((run) => run.talk(active));
  }

  setMuted(muted: boolean): void {
    if (muted === this.#muted) return;
    this.#muted = muted;
    this.#withRun((run) => run.mute(muted));
    this.#host.emit({ type: 'mutechange', muted });
    this.#host.changed();
  }

  /** What went wrong before is not shown any longer. */
  forgive(): void {
    this.#error = undefined;
    this.#host.changed();
  }

  /** Properties of the element have changed; what that does in a running conversation is the run's to say. */
  settingsChanged(names: readonly string[]): void {
    this.#withRun((run) => run.settingsChanged(names));
  }

  /** The visitor's voice cannot be had, or must not; what goes on, or does not, stays as it is. They are told why. */
  refuse(failure: Failure): void {
    this.#microphone = false;
    this.#error = shownAs(failure);
    this.#host.changed();
    this.#report(failure, this.#error);
  }

  /** One step of the machine, and what follows from it. */
  dispatch(event: MachineEvent): void {
    const [next, ...effects] = transition(this.#machine, event);
    if (next === this.#machine) return;
    this.#machine = next;
    for (const effect of effects) this.#perform(effect);
    this.#publish(next.failure);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'acquire':
        return this.#acquire(effect);
      case 'reconnect':
        return this.#withRun((run) => run.reconnect(effect));
      case 'release':
        return this.#release();
      default:
        return effect satisfies never;
    }
  }

  /** Runs synchronously from the gesture up to the first load: the audio context must not wait for it. */
  #acquire({ run: number, microphone }: Extract<Effect, { type: 'acquire' }>): void {
    const fail = (failure: Failure): void => this.dispatch({ type: 'failed', run: number, failure });
    const abort = new AbortController();
    const latency = this.#host.latency();
    let audio: AudioContext;
    try {
      audio = openAudioContext(latency, abort.signal);
    } catch (cause) {
      queueMicrotask(() => fail({ code: 'unsupported-browser', message: say('no-audio'), cause }));
      return;
    }
    this.#resources = { abort, audio };
    this.#last = this.#run = this.#parts.loadSession().then(({ Run, loadFeature }) => {
      abort.signal.throwIfAborted();
      const handle = this.#handle?.();
      this.#handle = undefined;
      const run = new Run({
        handle,
        number,
        audio,
        signal: abort.signal,
        host: this.#host,
        parts: this.#parts,
        loadFeature: loadFeature(this.#parts),
        dispatch: (event) => this.dispatch(event),
        begun: this.#snapshot,
        publish: (snapshot) => {
          const { extras } = this.#snapshot;
          this.#snapshot = snapshot;
          // A question has to be seen, also where the panel is closed.
          this.#host.changed(extras === snapshot.extras);
        },
        refused: (failure) => this.refuse(failure),
        regained: () => {
          this.#microphone = true;
          this.forgive();
        },
        trust: { isLocalAddress, isTrustedAddress },
        warn: warnOnce(this.#host, this.#parts),
      });
      this.#current = run;
      void run.acquire({ microphone, muted: this.#muted });
      return run;
    });
    this.#run.catch((cause: unknown) => fail({ code: 'network', message: say('not-loaded'), cause }));
  }

  #release(): void {
    const { abort, audio } = this.#resources ?? {};
    abort?.abort(new DOMException('The conversation was ended.', 'AbortError'));
    this.#current?.release();
    this.#released = audio ? closeAudioContext(audio) : Promise.resolve();
    this.#run = this.#resources = undefined;
    this.#microphone = false;
  }

  #addMicrophone(): void {
    this.#microphone = true;
    this.#withRun((run) => run.addMicrophone({ muted: this.#muted }));
    this.forgive();
  }

  /** Verbs keep their order, also while the run is still being fetched. */
  #withRun(act: (run: Run) => void): void {
    this.#run?.then(act, () => undefined);
  }

  /** Tells the page what became of the machine. A listener may start or stop anew: what is told is settled before. */
  #publish(failure: Failure | undefined): void {
    const previous = this.#state;
    this.#state = liveState(this.#machine);
    if (this.#state === previous) return;
    const starting = this.#starting;
    const shown = failure && shownAs(failure);
    if (this.#machine.phase === 'live') starting?.resolve();
    if (!this.running) {
      this.#starting = undefined;
      this.#error = shown;
      if (!failure) starting?.reject(new DOMException('The conversation was ended.', 'AbortError'));
    }
    this.#host.changed();
    this.#host.emit({ type: 'statechange', state: this.#state, previous });
    if (failure && shown) this.#report(failure, shown, starting);
  }

  /** Tells the page of a failure, once its sentence is here. What began meanwhile keeps its own `error`. */
  #report(failure: Failure, shown: GeminiLiveError, starting?: Deferred): void {
    explained(failure.message, this.#parts, (message) => {
      const error = errorOf(failure, message);
      if (this.#error === shown) this.#error = error;
      starting?.reject(error);
      this.#host.changed();
      this.#host.emit({ type: 'error', error });
    });
  }
}
