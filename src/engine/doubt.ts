/** A line that owes an answer and is silent for so long, ms, is doubted. Answers begin within two seconds (recorded). */
const PATIENCE_MS = 5_000;
/** The patience doubles each time, up to this, ms, until an answer comes: a model may well be slow, or choose silence. */
const LONGEST_MS = 80_000;
/** An answer that came in time shortens the patience so much; one that was slow makes it twice as long as that one took. */
const SHORTER = 4;
/** How often is looked, ms. */
export const LOOK_MS = 1_000;
/** When so much more time has passed between two looks, ms, the machine or the page slept, and the line may be gone. */
const SLEPT_MS = 5_000;

/** What the line looks like now. */
export interface LineNow {
  /** `performance.now()`. */
  readonly now: number;
  /** An answer is due, or has begun and is not heard any more. */
  readonly due: boolean;
  /** What the visitor says does not go out. */
  readonly stuck: boolean;
  /** When the visitor, or the page for them, last said or sent something, by `performance.now()`. */
  readonly activeAt: number;
}

/** A browser tells nothing of a line that is dead at its other end: that is read off answers which do not come. */
export class Doubt {
  #patience = PATIENCE_MS;
  #heardAt = performance.now();
  #lookedAt = performance.now();
  /** The look before this one came late, too: timers of a hidden page do, and nothing sleeps. */
  #late = false;
  #doubted = false;
  /** When what had no answer yet was said: the end of the first stretch of it, while the visitor talks on over a silent line. */
  #dueAt: number | undefined;

  /** Something came. `answers`: an answer began or ended. Whether the line had been doubted. */
  heard(answers: boolean): boolean {
    const now = performance.now();
    const doubted = this.#doubted;
    this.#doubted = false;
    if (answers && this.#dueAt !== undefined) {
      const took = now - Math.max(this.#heardAt, this.#dueAt);
      const wanted = Math.max(PATIENCE_MS, 2 * took, this.#patience / SHORTER);
      this.#patience = Math.min(LONGEST_MS, wanted);
      this.#dueAt = undefined;
    }
    this.#heardAt = now;
    return doubted;
  }

  /** Whether the line is to be doubted from now on; true once, until something comes. */
  look({ now, due, stuck, activeAt }: LineNow): boolean {
    const late = now - this.#lookedAt > LOOK_MS + SLEPT_MS;
    const slept = late && !this.#late;
    this.#late = late;
    this.#lookedAt = now;
    // What was answered before this look is not due any more.
    if (!due) this.#dueAt = undefined;
    // One stretch of speech, or another after a pause?
    else if (this.#dueAt === undefined || activeAt - this.#dueAt < 2 * LOOK_MS) this.#dueAt = activeAt;
    const since = Math.max(this.#heardAt, stuck ? 0 : (this.#dueAt ?? 0));
    const silent = (due || stuck) && now - since > this.#patience;
    if (this.#doubted || !(slept || silent)) return false;
    this.#doubted = true;
    if (silent) this.#patience = Math.min(LONGEST_MS, 2 * this.#patience);
    return true;
  }

  /** The line is another. */
  renew(): void {
    this.#dueAt = undefined;
    this.#heardAt = performance.now();
    this.#doubted = false;
  }
}
