/** The way between silence and full sound along half a raised cosine: no step, and no corner at either end. */
export class Fade {
  /** Length, samples. */
  readonly length: number;

  readonly #curve: Float64Array;
  /** Place on the curve: 0 or below is silence, `length` or above full sound. */
  #place: number;
  /** What a sample adds to the place: 1 rising, −1 falling, 0 at rest. */
  #step = 0;

  /** @param length samples, ≥ 1. The fade begins at full sound. */
  constructor(length: number) {
    this.length = length;
    this.#place = length;
    this.#curve = new Float64Array(length + 1);
    for (let i = 0; i <= length; i += 1) this.#curve[i] = 0.5 - 0.5 * Math.cos((Math.PI * i) / length);
  }

  /** Samples until a fall ends in silence; 0 when nothing falls. */
  get falling(): number {
    return this.#step < 0 ? this.#place : 0;
  }

  /** Full sound, at once. */
  open(): void {
    this.#place = this.length;
    this.#step = 0;
  }

  /** Rises from silence, after `hold` samples of it. */
  rise(hold: number): void {
    this.#place = -hold;
    this.#step = 1;
  }

  /** Falls from full sound. */
  fall(): void {
    this.#place = this.length;
    this.#step = -1;
  }

  /** Applies the next part of the fade to `samples` from `start` to before `end`. */
  apply(samples: Float32Array, start: number, end: number): void {
    if (this.#step === 0 && this.#place === this.length) return;
    for (let i = start; i < end; i += 1) {
      const gain = this.#place <= 0 ? 0 : (this.#curve[Math.min(this.#place, this.length)] as number);
      samples[i] = (samples[i] as number) * gain;
      this.#place += this.#step;
    }
    if (this.#step > 0 && this.#place >= this.length) this.open();
    if (this.#step < 0 && this.#place <= 0) {
      this.#place = 0;
      this.#step = 0;
    }
  }
}
