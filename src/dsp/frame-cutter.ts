import { floatToInt16 } from './pcm.ts';

/** Buffers made in advance: some are on their way, some come back in batches. */
const POOL_SIZE = 24;

/**
 * Cuts a stream of floats into frames of 16-bit PCM of one length.
 *
 * The frames' buffers come from a pool and are given away; the receiver gives them back with {@link giveBack}. When
 * none is left one more is made: nothing is ever dropped.
 */
export class FrameCutter {
  readonly #samples: number;
  readonly #emit: (frame: ArrayBuffer) => void;
  readonly #pool: Int16Array<ArrayBuffer>[] = [];
  #frame: Int16Array<ArrayBuffer>;
  #filled = 0;

  /**
   * @param samples Length of a frame, samples.
   * @param emit Receives each full frame's buffer and owns it from then on.
   */
  constructor(samples: number, emit: (frame: ArrayBuffer) => void) {
    this.#samples = samples;
    this.#emit = emit;
    for (let i = 0; i < POOL_SIZE; i += 1) this.#pool.push(new Int16Array(samples));
    this.#frame = new Int16Array(samples);
  }

  /** Buffers at hand. */
  get pooled(): number {
    return this.#pool.length;
  }

  /** Appends the first `length` samples of `input`. */
  write(input: Float32Array, length: number): void {
    let done = 0;
    while (done < length) {
      const part = Math.min(length - done, this.#samples - this.#filled);
      floatToInt16(input, done, part, this.#frame, this.#filled);
      this.#filled += part;
      done += part;
      if (this.#filled === this.#samples) this.#finish();
    }
  }

  /** Takes a buffer back for reuse. Buffers of another length, and more than the pool holds, are let go. */
  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength === 2 * this.#samples && this.#pool.length < POOL_SIZE) {
      this.#pool.push(new Int16Array(buffer));
    }
  }

  #finish(): void {
    const full = this.#frame;
    this.#frame = this.#pool.pop() ?? new Int16Array(this.#samples);
    this.#filled = 0;
    this.#emit(full.buffer);
  }
}
