/** Keeps the timers of one length from running by themselves: the test says when they are due. */
export class HeldTimers {
  readonly #ms: number;
  readonly #due = new Map<number, () => void>();
  readonly #setTimeout = globalThis.setTimeout;
  readonly #clearTimeout = globalThis.clearTimeout;
  #count = 0;

  constructor(ms: number) {
    this.#ms = ms;
    const hold = (run: () => void, after?: number): unknown => {
      if (after !== this.#ms) return this.#setTimeout.call(globalThis, run, after);
      // No engine numbers its timers below zero.
      this.#due.set((this.#count -= 1), run);
      return this.#count;
    };
    globalThis.setTimeout = hold as typeof setTimeout;
    globalThis.clearTimeout = (timer) => {
      if (!this.#due.delete(timer as unknown as number)) this.#clearTimeout.call(globalThis, timer);
    };
  }

  /** How many were ever set. */
  get begun(): number {
    return -this.#count;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#due.size;
  }

  /** The time is up. */
  fire(): void {
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const run of due) run();
  }

  close(): void {
    globalThis.setTimeout = this.#setTimeout;
    globalThis.clearTimeout = this.#clearTimeout;
  }
}
