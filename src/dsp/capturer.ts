import { FrameCutter } from './frame-cutter.ts';
import { Resampler } from './resampler.ts';

export interface CapturerOptions {
  /** Rate of the blocks, Hz. */
  readonly inputRate: number;
  /** Rate of the frames, Hz. */
  readonly outputRate: number;
  /** Length of a frame, ms. */
  readonly frameMs: number;
}

/** Turns blocks of sound into frames of 16-bit mono PCM at another rate. Blocks may have any length and any channels. */
export class Capturer {
  readonly #resampler: Resampler;
  readonly #cutter: FrameCutter;
  #mono = new Float32Array(1024);
  #resampled = new Float32Array(1024);

  /** @param emit Receives each full frame's buffer and owns it from then on. */
  constructor({ inputRate, outputRate, frameMs }: CapturerOptions, emit: (frame: ArrayBuffer) => void) {
    this.#resampler = new Resampler(inputRate, outputRate);
    this.#cutter = new FrameCutter(Math.round((outputRate * frameMs) / 1000), emit);
  }

  /** Takes in a block; several channels are averaged. Allocates only when blocks grow or the pool of frames is empty. */
  process(channels: readonly Float32Array[]): void {
    const first = channels[0];
    if (!first) return;
    const length = first.length;
    const room = this.#resampler.outputsFor(length);
    if (room > this.#resampled.length) this.#resampled = new Float32Array(2 * room);
    const mono = channels.length === 1 ? first : this.#mix(channels, length);
    this.#cutter.write(this.#resampled, this.#resampler.process(mono, length, this.#resampled, 0));
  }

  /** Takes a frame's buffer back for reuse. */
  giveBack(frame: ArrayBuffer): void {
    this.#cutter.giveBack(frame);
  }

  #mix(channels: readonly Float32Array[], length: number): Float32Array {
    if (length > this.#mono.length) this.#mono = new Float32Array(length);
    for (let i = 0; i < length; i += 1) {
      let sum = 0;
      for (let c = 0; c < channels.length; c += 1) sum += channels[c]?.[i] ?? 0;
      this.#mono[i] = sum / channels.length;
    }
    return this.#mono;
  }
}
