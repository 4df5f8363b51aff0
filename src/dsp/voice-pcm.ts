import { floatToInt16 } from './pcm.ts';
import { Resampler } from './resampler.ts';

/** Native input rate of the Live API, Hz. */
export const VOICE_RATE = 16_000;

/** Zeros that are fed at a time to let the filter ring out. */
const RING_OUT = 1024;

/**
 * A whole recording as 16 kHz, 16-bit mono. What comes out is `floor(frames · 16000 / rate)` samples long and in time with
 * what went in: the resampler's delay is cut off in front, and it rings out at the end.
 */
export class VoicePcm {
  readonly #resampler: Resampler;
  readonly #samples: Int16Array<ArrayBuffer>;
  #resampled = new Float32Array(RING_OUT);
  /** Samples of the resampler's delay that are still to be cut off. */
  #early: number;
  #filled = 0;

  /**
   * @param rate of the recording, Hz
   * @param frames how long it is, samples
   */
  constructor(rate: number, frames: number) {
    this.#resampler = new Resampler(rate, VOICE_RATE);
    this.#early = Math.round(this.#resampler.delaySamples);
    this.#samples = new Int16Array(Math.floor((frames * VOICE_RATE) / rate));
  }

  /** Takes in the next `length` samples. */
  push(mono: Float32Array, length: number): void {
    const room = this.#resampler.outputsFor(length);
    if (room > this.#resampled.length) this.#resampled = new Float32Array(room);
    const written = this.#resampler.process(mono, length, this.#resampled, 0);
    const skipped = Math.min(this.#early, written);
    this.#early -= skipped;
    const wanted = Math.min(written - skipped, this.#samples.length - this.#filled);
    floatToInt16(this.#resampled, skipped, wanted, this.#samples, this.#filled);
    this.#filled += wanted;
  }

  /** All of it. To be called when all that was announced has been pushed. */
  finish(): Int16Array<ArrayBuffer> {
    const silence = new Float32Array(RING_OUT);
    while (this.#filled < this.#samples.length) this.push(silence, RING_OUT);
    return this.#samples;
  }
}
