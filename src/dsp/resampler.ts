import { designPolyphaseFilter } from './polyphase-filter.ts';

/** Beyond this many phases the table is interpolated instead of exact. Its error then stays 100 dB below the signal. */
const MAX_PHASES = 512;
/** How many input samples are worked on at a time; longer input is taken in pieces. */
const BLOCK = 1024;

/**
 * Changes the sample rate of a stream, band-limited, without drift.
 *
 * Output sample k comes out with the first input sample that makes `floor(fed · outputRate / inputRate)` exceed k, so after
 * `n` input samples exactly `floor(n · outputRate / inputRate)` have come out, for ever. The output does not depend
 * on how the input was split: every sample is the same sum in the same order. Between equal rates the stream passes
 * unchanged.
 *
 * Figures for 16 kHz out and for 24 kHz in: ± 0.1 dB to 7/8 of the lower rate's Nyquist frequency; what lies above 9/8
 * of it is at least 80 dB down. Rate pairs whose reduced ratio needs more than 512 phases (11.025 to 16 kHz) use
 * linear interpolation between 512, at twice the cost, and hold the same figures.
 */
export class Resampler {
  /** How late the output is, in output samples: the middle of the filter. */
  readonly delaySamples: number;
  /** How many input samples a sample is heard in: after so many zeros the stream has rung out. */
  readonly memory: number;

  readonly #rows: Float64Array;
  readonly #taps: number;
  readonly #phases: number;
  /** Reduced rates: positions are counted in steps of 1/#up of an input sample, an output every #down of them. */
  readonly #up: number;
  readonly #down: number;
  /** The last #taps samples of the input so far, then the block at hand. */
  readonly #window: Float64Array;
  /** Where the next output sample lies, in steps after the first input sample still to come. */
  #position: number;

  /**
   * @param inputRate Hz, a positive integer
   * @param outputRate Hz, a positive integer
   * @throws RangeError when a rate is not a positive integer
   */
  constructor(inputRate: number, outputRate: number) {
    if (!isRate(inputRate) || !isRate(outputRate)) {
      throw new RangeError(`Sample rates must be positive integers, not ${inputRate} and ${outputRate}`);
    }
    const divisor = greatestCommonDivisor(inputRate, outputRate);
    this.#up = outputRate / divisor;
    this.#down = inputRate / divisor;
    const same = this.#up === this.#down;
    const filter = same
      ? { rows: Float64Array.of(0, 0, 0, 1), taps: 4, phases: 1 }
      : designPolyphaseFilter(inputRate, outputRate, Math.min(this.#up, MAX_PHASES));
    this.#rows = filter.rows;
    this.#taps = filter.taps;
    this.#phases = filter.phases;
    this.memory = same ? 0 : filter.taps;
    this.delaySamples = same ? 0 : ((filter.taps / 2) * this.#up - (this.#down - 1)) / this.#down;
    this.#window = new Float64Array(filter.taps + BLOCK);
    this.#position = this.#down - 1;
  }

  /** How many more input samples must be fed before `outputs` more samples can come out. */
  inputNeeded(outputs: number): number {
    if (outputs <= 0) return 0;
    return Math.max(0, Math.floor((this.#position + (outputs - 1) * this.#down) / this.#up) + 1);
  }

  /** How many samples come out when `inputs` more are fed. */
  outputsFor(inputs: number): number {
    return Math.max(0, Math.ceil((inputs * this.#up - this.#position) / this.#down));
  }

  /**
   * Feeds input and writes what comes of it. Allocates nothing.
   *
   * @param input the samples; those after `inputLength` are ignored
   * @param output must have room for what comes out, see {@link outputsFor}
   * @param outputOffset where to write the first sample
   * @param maxOutputs Stop after so many; what is left comes first the next time. Feed no more than
   *   `inputNeeded(maxOutputs)` then.
   * @returns how many samples were written
   */
  process(
    input: Float32Array,
    inputLength: number,
    output: Float32Array,
    outputOffset: number,
    maxOutputs = Infinity,
  ): number {
    let consumed = 0;
    let written = 0;
    do {
      const length = Math.min(BLOCK, inputLength - consumed);
      const window = this.#window;
      const taps = this.#taps;
      for (let i = 0; i < length; i += 1) window[taps + i] = input[consumed + i] as number;
      written += this.#emit(length, output, outputOffset + written, maxOutputs - written);
      window.copyWithin(0, length, length + taps);
      this.#position -= length * this.#up;
      consumed += length;
    } while (consumed < inputLength);
    return written;
  }

  /** Forgets the past: what follows is treated as the start of a stream. */
  reset(): void {
    this.#window.fill(0);
    this.#position = this.#down - 1;
  }

  #emit(length: number, output: Float32Array, offset: number, limit: number): number {
    const end = length * this.#up;
    const exact = this.#phases === this.#up;
    let written = 0;
    while (this.#position < end && written < limit) {
      const newest = Math.floor(this.#position / this.#up);
      const step = this.#position - newest * this.#up;
      if (exact) {
        output[offset + written] = this.#sum(newest + 1, step * this.#taps);
      } else {
        const place = (step * this.#phases) / this.#up;
        const row = Math.floor(place);
        const before = this.#sum(newest + 1, row * this.#taps);
        const after = this.#sum(newest + 1, (row + 1) * this.#taps);
        output[offset + written] = before + (after - before) * (place - row);
      }
      written += 1;
      this.#position += this.#down;
    }
    return written;
  }

  /** The samples of the window from `start`, weighted with the row of coefficients that begins at `row`. */
  #sum(start: number, row: number): number {
    const window = this.#window;
    const rows = this.#rows;
    const taps = this.#taps;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < taps; i += 4) {
      a += (window[start + i] as number) * (rows[row + i] as number);
      b += (window[start + i + 1] as number) * (rows[row + i + 1] as number);
      c += (window[start + i + 2] as number) * (rows[row + i + 2] as number);
      d += (window[start + i + 3] as number) * (rows[row + i + 3] as number);
    }
    return a + b + (c + d);
  }
}

const isRate = (rate: number): boolean => Number.isInteger(rate) && rate > 0;

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
