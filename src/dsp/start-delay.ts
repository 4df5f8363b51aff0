/** What is assumed until a turn has been seen, ms (NetEQ starts at 80; answers mostly come faster than they are spoken). */
const INITIAL_MS = 60;
/** The least delay, ms: what arrives in one go still varies by the scheduling of a few messages. */
const LEAST_MS = 20;
/** The most delay after an underrun, ms. */
const MOST_AFTER_UNDERRUN_MS = 120;
const UNDERRUN_FACTOR = 1.5;
/** How many turns are remembered, and which share of them must have fared well. */
const TURNS = 20;
const QUANTILE = 0.95;

/**
 * Decides how much of a turn must be queued before it starts to play.
 *
 * The connection loses nothing, it only delays, and the answer usually arrives faster than it is spoken. So what
 * matters is how far a turn ever fell behind: its need is the greatest lateness of a chunk against the first, given
 * the audio that came before it. The delay is the 0.95 quantile of the last 20 turns' needs. Time is counted in
 * frames that the caller passes in: worklets have no timers, and frames do not stand still in hidden tabs.
 */
export class StartDelay {
  readonly #framesPerMs: number;
  readonly #mostMs: number;
  readonly #needs = new Float64Array(TURNS);
  readonly #sorted = new Float64Array(TURNS);
  #turns = 0;
  #targetMs: number;

  /** The turn at hand: when its first chunk came, how much has come since, and what it needed. */
  #firstAt = -1;
  #received = 0;
  #need = 0;

  /** The wait at hand. */
  #waitSince = 0;
  #waitMs: number;

  /**
   * @param sampleRate frames a second, the unit of time here
   * @param mostMs Upper bound of the delay, ms. Default 120; at least 20.
   */
  constructor(sampleRate: number, mostMs = 120) {
    this.#framesPerMs = sampleRate / 1000;
    this.#mostMs = Math.max(mostMs, LEAST_MS);
    this.#targetMs = Math.min(INITIAL_MS, this.#mostMs);
    this.#waitMs = this.#targetMs;
  }

  /** The delay that a turn starting now would get, ms. */
  get targetMs(): number {
    return this.#targetMs;
  }

  /** A chunk of `frames` arrived at `now`. The first after {@link finishTurn} begins a turn. */
  arrived(now: number, frames: number): void {
    if (this.#firstAt < 0) {
      this.#firstAt = now;
      this.#received = 0;
      this.#need = 0;
    }
    this.#need = Math.max(this.#need, now - this.#firstAt - this.#received);
    this.#received += frames;
  }

  /** The turn is over: its need counts from now on. Does nothing when no turn is open. */
  finishTurn(): void {
    if (this.#firstAt < 0) return;
    this.#firstAt = -1;
    this.#needs[this.#turns % TURNS] = this.#need / this.#framesPerMs;
    this.#turns += 1;
    const known = Math.min(this.#turns, TURNS);
    this.#sorted.fill(Infinity);
    for (let i = 0; i < known; i += 1) this.#sorted[i] = this.#needs[i] as number;
    this.#sorted.sort();
    const quantile = this.#sorted[Math.ceil(QUANTILE * known) - 1] as number;
    this.#targetMs = Math.min(Math.max(quantile, LEAST_MS), this.#mostMs);
  }

  /** Begins to wait at `since`, longer when the queue has just run dry in mid-turn. */
  wait(since: number, afterUnderrun: boolean): void {
    this.#waitSince = since;
    this.#waitMs = afterUnderrun
      ? Math.min(this.#targetMs * UNDERRUN_FACTOR, MOST_AFTER_UNDERRUN_MS)
      : this.#targetMs;
  }

  /** Whether the wait is over at `now`, with `queued` frames of audio: its time has passed, or plenty is there. */
  isOver(now: number, queued: number): boolean {
    const waited = (now - this.#waitSince) / this.#framesPerMs;
    const plenty = 2 * this.#waitMs + 40;
    return waited >= this.#waitMs || queued / this.#framesPerMs >= plenty;
  }
}
