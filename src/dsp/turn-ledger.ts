/**
 * What happened to a turn's audio.
 *
 * - `started`: the first sample of the turn, or the first after a gap, was played.
 * - `starved`: the queue ran dry in mid-turn; the sound was faded out and more is awaited.
 * - `drained`: all of the turn was played.
 * - `flushed`: the sound was cut; reported also when nothing was playing.
 */
export type TurnReportType = 'started' | 'starved' | 'drained' | 'flushed';

/** Receives what happens. `played` counts the turn's source samples that were played by then. */
export type TurnReporter = (type: TurnReportType, turn: number, played: number) => void;

/** A turn's place in the stream of samples. Positions are source samples. */
interface Stretch {
  readonly turn: number;
  start: number;
  end: number;
  /** Samples of the same turn that were played before, in a stretch already closed. */
  readonly before: number;
  readonly arrivedAt: number;
  ended: boolean;
  started: boolean;
  /** `started` is due once the position has passed this. */
  audibleFrom: number;
}

/** A turn that is cut short: how much of it was played, and how much of it there is, samples. */
export interface CutTurn {
  readonly turn: number;
  readonly played: number;
  readonly total: number;
}

/**
 * Knows which samples of the stream belong to which turn, which turns are still welcome, and what is to be reported as
 * the position moves. Turn numbers ascend; the first chunk of a turn ends the turn before it.
 */
export class TurnLedger {
  readonly #report: TurnReporter;
  readonly #stretches: Stretch[] = [];
  #pushed = 0;
  /** Turns up to this one were flushed: what still comes of them is late. */
  #flushed = -1;
  #newest = -1;
  /** The turn closed last, and how much of it was played. */
  #closed: CutTurn = { turn: -1, played: 0, total: 0 };

  constructor(report: TurnReporter) {
    this.#report = report;
  }

  /** The highest turn that was heard of; −1 before any. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether every turn heard of is over and reported. */
  get isEmpty(): boolean {
    return this.#stretches.length === 0;
  }

  /** Whether audio of this turn is still welcome: neither flushed nor overtaken. */
  admits(turn: number): boolean {
    return turn > this.#flushed && turn >= this.#newest;
  }

  /** When the first chunk of the turn at the front arrived, in the caller's clock. */
  get arrivedAt(): number {
    return this.#stretches[0]?.arrivedAt ?? 0;
  }

  /** Where the turn at the front ends; −1 when it may go on. */
  get endOfFirst(): number {
    const first = this.#stretches[0];
    return first?.ended ? first.end : -1;
  }

  /** The position up to which turns are known to be complete; −1 when the turn at the front may go on. */
  get endedUntil(): number {
    let until = -1;
    for (let i = 0; i < this.#stretches.length; i += 1) {
      const stretch = this.#stretches[i] as Stretch;
      if (!stretch.ended) break;
      until = stretch.end;
    }
    return until;
  }

  /** `samples` of an admitted turn were queued. */
  add(turn: number, samples: number, now: number): void {
    this.#pushed += samples;
    const last = this.#stretches.at(-1);
    if (last?.turn === turn) {
      last.end = this.#pushed;
      return;
    }
    if (last) last.ended = true;
    this.#open(turn, this.#pushed - samples, now, false);
  }

  /** No more comes of this turn. A turn that never had audio is drained in its place, with 0 samples. */
  end(turn: number, now: number): void {
    if (!this.admits(turn)) return;
    const isNew = turn > this.#newest;
    const last = this.#stretches.at(-1);
    if (last && (isNew || last.turn === turn)) last.ended = true;
    if (isNew) this.#open(turn, this.#pushed, now, true);
  }

  /** Whatever is open ends where it is. */
  endAll(): void {
    const last = this.#stretches.at(-1);
    if (last) last.ended = true;
  }

  /** Reports what is due now that everything before `position` was played. */
  settle(position: number): void {
    for (let first = this.#stretches[0]; first; first = this.#stretches[0]) {
      if (!first.started && position > first.audibleFrom) {
        first.started = true;
        this.#report('started', first.turn, this.#playedOf(first, position));
      }
      if (!first.ended || position < first.end) return;
      const played = this.#playedOf(first, position);
      this.#stretches.shift();
      this.#closed = { turn: first.turn, played, total: played };
      this.#report('drained', first.turn, played);
    }
  }

  /** The sound stopped at `position` for want of data. */
  starve(position: number): void {
    const first = this.#stretches[0];
    if (first) this.#report('starved', first.turn, this.#playedOf(first, position));
  }

  /** The sound goes on from `position`: `started` is due again. */
  resume(position: number): void {
    const first = this.#stretches[0];
    if (!first) return;
    first.started = false;
    first.audibleFrom = Math.max(position, first.start);
  }

  /** Counts positions from `origin` on. */
  rebase(origin: number): void {
    this.#pushed -= origin;
    for (const stretch of this.#stretches) {
      stretch.start -= origin;
      stretch.end -= origin;
      stretch.audibleFrom -= origin;
    }
  }

  /** Drops every turn heard of so far, positions begin anew. Returns the one that was being played, or the last. */
  cut(position: number): CutTurn {
    const first = this.#stretches[0];
    const cut = first
      ? {
          turn: first.turn,
          played: this.#playedOf(first, position),
          total: first.before + first.end - first.start,
        }
      : this.#closed;
    this.#stretches.length = 0;
    this.#pushed = 0;
    this.#flushed = this.#newest;
    this.#closed = cut;
    return cut;
  }

  #open(turn: number, start: number, now: number, ended: boolean): void {
    const before = this.#closed.turn === turn ? this.#closed.played : 0;
    const stretch = { turn, start, end: this.#pushed, before, arrivedAt: now, ended };
    this.#stretches.push({ ...stretch, started: false, audibleFrom: start });
    this.#newest = turn;
  }

  #playedOf(stretch: Stretch, position: number): number {
    return stretch.before + Math.min(Math.max(position, stretch.start), stretch.end) - stretch.start;
  }
}
