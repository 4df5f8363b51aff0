import { PcmReader } from './pcm.ts';
import { Remnant } from './remnant.ts';
import { SampleQueue } from './sample-queue.ts';
import { SoundStream } from './sound-stream.ts';
import { StartDelay } from './start-delay.ts';
import { TurnLedger, type TurnReporter, type TurnReportType } from './turn-ledger.ts';

/** A turn that runs dry and is never ended counts as complete after this, s. */
const PATIENCE_S = 1;
/** The most audio that is queued, s. A chunk that would exceed it is dropped. */
const CAPACITY_S = 600;

/** Receives what was really played; `playedMs` is the turn's audio that has left {@link Player.render}, ms. */
export type PlayerReporter = (type: TurnReportType, turn: number, playedMs: number) => void;

export interface PlayerOptions {
  /** Rate of the chunks, Hz. */
  readonly sourceRate: number;
  /** Rate of the rendered sound, Hz. */
  readonly outputRate: number;
  /** Upper bound of the adaptive start delay, ms. Default 120. */
  readonly maxStartDelayMs?: number;
}

/**
 * - `idle`: nothing queued.
 * - `waiting`: a turn is queued, and more of it is awaited before the sound starts or goes on.
 * - `playing`
 * - `fading`: the queue is about to run dry in mid-turn; the reserve is played under a fade.
 * - `starving`: silence in mid-turn.
 * - `draining`: all is fed; the resampler rings out.
 * - `flushing`: what was playing fades to silence, and the rest is gone.
 */
type PlayerState = 'idle' | 'waiting' | 'playing' | 'fading' | 'starving' | 'draining' | 'flushing';

/**
 * Plays turns of 16-bit little-endian PCM as one continuous sound at the output's rate.
 *
 * A turn that may still go on is played only up to a reserve of one fade, so that there is always sound left to fade
 * when nothing more comes. Sound begins, and goes on after a gap, with a fade-in; a turn that is known to be complete
 * is played to its last sample without a fade. A turn that follows before the last has ended joins it without a gap.
 *
 * Turn numbers ascend. Time is counted in rendered frames. Reports come in the order of what was heard, from within
 * `render` and `flush`.
 */
export class Player {
  readonly #framesPerSample: number;
  readonly #patience: number;
  readonly #reader = new PcmReader();
  readonly #queue: SampleQueue;
  readonly #stream: SoundStream;
  readonly #turns: TurnLedger;
  readonly #delay: StartDelay;
  readonly #remnant: Remnant;
  readonly #report: TurnReporter;
  #state: PlayerState = 'idle';
  /** Frames rendered so far. */
  #clock = 0;
  /** When something last arrived or the queue last ran dry. */
  #quietSince = 0;
  /** The turn that the reader is in. */
  #reading = -1;
  /** Position at which the drain at hand ends. */
  #drainTo = 0;

  /** @param report Called for everything that is heard, starting with the first turn. */
  constructor(options: PlayerOptions, report: PlayerReporter) {
    const { sourceRate, outputRate } = options;
    this.#framesPerSample = outputRate / sourceRate;
    this.#patience = PATIENCE_S * outputRate;
    this.#queue = new SampleQueue(CAPACITY_S * sourceRate);
    this.#stream = new SoundStream(sourceRate, outputRate);
    this.#remnant = new Remnant(new SampleQueue(this.#stream.reserve));
    this.#report = (type, turn, played) => report(type, turn, (1000 * played) / sourceRate);
    this.#turns = new TurnLedger(this.#report);
    this.#delay = new StartDelay(outputRate, options.maxStartDelayMs);
  }

  /** Queues a chunk of a turn, of any length, by reference. Chunks of a flushed or overtaken turn are dropped. */
  push(turn: number, bytes: Uint8Array): void {
    if (!this.#turns.admits(turn)) return;
    if (turn !== this.#reading) this.#leaveTurn();
    this.#reading = turn;
    const samples = this.#reader.read(bytes);
    const queued = this.#queue.push(samples) ? samples.length : 0;
    this.#turns.add(turn, queued, this.#clock);
    this.#delay.arrived(this.#clock, queued * this.#framesPerSample);
    this.#quietSince = this.#clock;
  }

  /** No more comes of this turn. A turn without any audio is reported as drained in its place. */
  end(turn: number): void {
    if (!this.#turns.admits(turn)) return;
    this.#turns.end(turn, this.#clock);
    this.#leaveTurn();
  }

  /**
   * Fades what is playing to silence and drops everything that is queued, and whatever still comes of these turns.
   * Reported once it is silent, at once when it already is. A second call during the fade only drops.
   */
  flush(): void {
    this.#leaveTurn();
    const position = this.#stream.played;
    const cut = this.#turns.cut(position);
    if (this.#state === 'playing' || this.#state === 'fading' || this.#state === 'draining') {
      const left = this.#state === 'draining' ? this.#drainTo - this.#stream.fed : this.#stream.reserve;
      this.#remnant.keep(this.#queue.take(left), cut, position);
      this.#stream.fadeOut();
      this.#state = 'flushing';
    } else if (this.#state !== 'flushing') {
      this.#rest();
      this.#report('flushed', cut.turn, cut.played);
    }
    this.#queue.clear();
  }

  /** Fills `output` with the next frames, however many. Allocates nothing once it has seen the longest output. */
  render(output: Float32Array): void {
    let at = 0;
    while (at < output.length) at = this.#step(output, at);
    this.#clock += output.length;
    if (this.#state !== 'flushing') this.#turns.settle(this.#stream.played);
  }

  /** Renders what the state is good for, from `at`; returns where it ended, perhaps in another state. */
  #step(output: Float32Array, at: number): number {
    const room = output.length - at;
    switch (this.#state) {
      case 'idle':
        if (this.#queue.length === 0) return silence(output, at);
        this.#wait(false, this.#turns.arrivedAt);
        return at;
      case 'waiting':
        if (!this.#isReady()) return silence(output, at);
        this.#stream.fadeIn();
        this.#state = 'playing';
        return at;
      case 'playing': {
        const playable = this.#playable();
        const frames = Math.min(room, this.#stream.framesFor(playable));
        this.#stream.render(output, at, frames, this.#queue, playable);
        if (frames < room) this.#runDry();
        return at + frames;
      }
      case 'fading': {
        const frames = Math.min(room, this.#stream.fading);
        this.#stream.render(output, at, frames, this.#queue, this.#queue.length);
        if (this.#stream.fading === 0) this.#starve();
        return at + frames;
      }
      case 'starving':
        return this.#starving(output, at);
      case 'draining': {
        const left = this.#drainTo - this.#stream.fed;
        const frames = Math.min(room, this.#stream.framesToSilence(left));
        this.#stream.render(output, at, frames, this.#queue, left);
        if (frames < room) this.#finishTurns(this.#drainTo);
        return at + frames;
      }
      case 'flushing': {
        const frames = Math.min(room, this.#stream.fading);
        this.#stream.render(output, at, frames, this.#remnant.queue, this.#remnant.queue.length);
        if (this.#stream.fading > 0) return at + frames;
        this.#remnant.report(this.#stream.played, this.#report);
        this.#rest();
        return at + frames;
      }
    }
  }

  #starving(output: Float32Array, at: number): number {
    const more = this.#queue.length > this.#stream.slack;
    if (!more && this.#isForsaken()) this.#turns.endAll();
    const ended = this.#turns.isEmpty ? this.#stream.fed : this.#turns.endOfFirst;
    const left = ended - this.#stream.fed;
    if (ended >= 0 && left <= this.#stream.slack) {
      this.#queue.take(left);
      this.#finishTurns(ended);
      return at;
    }
    if (!more) return silence(output, at);
    this.#wait(true, this.#clock);
    return at;
  }

  #wait(resuming: boolean, since: number): void {
    if (resuming) this.#turns.resume(this.#stream.played);
    // The reserve is not there to be played: it comes on top.
    this.#delay.wait(since + this.#stream.reserve * this.#framesPerSample, resuming);
    this.#state = 'waiting';
  }

  #isReady(): boolean {
    if (this.#isForsaken()) this.#turns.endAll();
    if (this.#turns.endedUntil > this.#stream.fed) return true;
    const queued = this.#queue.length;
    return queued > this.#stream.reserve && this.#delay.isOver(this.#clock, queued * this.#framesPerSample);
  }

  #isForsaken(): boolean {
    return this.#clock - this.#quietSince >= this.#patience;
  }

  /** How many queued samples may be played: all of the complete turns, and what exceeds the reserve of one that may go on. */
  #playable(): number {
    return Math.max(0, this.#queue.length - this.#stream.reserve, this.#turns.endedUntil - this.#stream.fed);
  }

  /** All that is playable is played: the sound ends here if the turn does, else it needs a fade. */
  #runDry(): void {
    const ended = this.#turns.endedUntil;
    if (ended >= 0 && ended - this.#stream.fed >= this.#queue.length - this.#stream.reserve) {
      this.#drainTo = ended;
      this.#state = 'draining';
    } else {
      this.#stream.fadeOut();
      this.#state = 'fading';
    }
  }

  #starve(): void {
    this.#turns.settle(this.#stream.played);
    if (this.#turns.endedUntil < 0) this.#turns.starve(this.#stream.played);
    this.#quietSince = this.#clock;
    this.#state = 'starving';
  }

  /** All turns up to `position` are over; those behind them start anew. */
  #finishTurns(position: number): void {
    this.#turns.settle(position);
    this.#turns.rebase(position);
    this.#rest();
  }

  #rest(): void {
    this.#stream.reset();
    this.#state = 'idle';
  }

  #leaveTurn(): void {
    this.#reading = -1;
    this.#reader.reset();
    this.#delay.finishTurn();
  }
}

/** Fills `output` with silence from `at`; returns its end. */
const silence = (output: Float32Array, at: number): number => output.fill(0, at).length;
