/** Seconds' worth that may be used at once. */
const BURST_SECONDS = 10;

/** An allowance that fills up as time passes, and holds ten seconds' worth. */
export class Budget {
  readonly #perSecond: number;
  #left: number;
  #at: number;

  /** `now`: a clock that never goes back, ms. */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond * BURST_SECONDS;
    this.#at = now;
  }

  /** Takes so much; false when that is more than there is. */
  take(amount: number, now: number): boolean {
    const grown = this.#left + ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * BURST_SECONDS, grown) - amount;
    this.#at = now;
    return this.#left >= 0;
  }
}
