/** How far back the floor looks, in seconds. */
const MEMORY = 10;

/**
 * The loudness of the background: the quietest of the last ten seconds' mean powers. Speech pauses within ten seconds, so it does
 * not lift the floor as it would lift a running average.
 */
export class NoiseFloor {
  readonly #blocksPerSecond: number;
  readonly #means = new Float64Array(MEMORY).fill(Infinity);
  readonly #most: number;
  #next = 0;
  #sum = 0;
  #blocks = 0;
  #power: number;

  /**
   * @param blocksPerSecond How many blocks {@link add} is given a second.
   * @param initial Mean power assumed in the first second, full scale = 1.
   * @param most Mean power above which nothing counts as background.
   */
  constructor(blocksPerSecond: number, initial: number, most: number) {
    this.#blocksPerSecond = blocksPerSecond;
    this.#power = initial;
    this.#most = most;
  }

  /** Mean power of the background, full scale = 1. */
  get power(): number {
    return this.#power;
  }

  /** Takes in a block's mean power. */
  add(power: number): void {
    this.#sum += power;
    this.#blocks += 1;
    if (this.#blocks < this.#blocksPerSecond) return;
    this.#means[this.#next % MEMORY] = this.#sum / this.#blocks;
    this.#next += 1;
    this.#sum = 0;
    this.#blocks = 0;
    this.#power = this.#most;
    for (let i = 0; i < MEMORY; i += 1) this.#power = Math.min(this.#power, this.#means[i] as number);
  }
}
