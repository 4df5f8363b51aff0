import { Fade } from './fade.ts';
import { Resampler } from './resampler.ts';
import type { SampleQueue } from './sample-queue.ts';

/** Length of every fade, s: too short to be noticed, too long to click. */
const FADE_S = 0.005;

/**
 * The way from queued samples to sound: resampler, fade-in and fade-out, and the count of what was really played.
 * Positions are source samples since the last {@link reset}.
 */
export class SoundStream {
  /** Source samples that a fade-out needs, with what rounding may ask for. */
  readonly reserve: number;
  /** Source samples that may be left of the reserve after a fade-out. */
  readonly slack: number;

  readonly #resampler: Resampler;
  readonly #rise: Fade;
  readonly #fall: Fade;
  /** The resampler's delay, in source samples and in frames. */
  readonly #lag: number;
  readonly #hold: number;
  #input = new Float32Array(1024);
  #fed = 0;
  #zeros = 0;

  /**
   * @param sourceRate Hz
   * @param outputRate Hz
   */
  constructor(sourceRate: number, outputRate: number) {
    const ratio = sourceRate / outputRate;
    const fade = Math.round(FADE_S * outputRate);
    this.#resampler = new Resampler(sourceRate, outputRate);
    this.#rise = new Fade(fade);
    this.#fall = new Fade(fade);
    this.#lag = this.#resampler.delaySamples * ratio;
    this.#hold = Math.max(0, Math.ceil(this.#resampler.delaySamples));
    this.slack = Math.ceil(ratio);
    this.reserve = Math.ceil(fade * ratio) + this.slack;
  }

  /** Samples taken from the queue. */
  get fed(): number {
    return this.#fed;
  }

  /** The position up to which samples have come out. */
  get played(): number {
    return this.#fed - Math.min(this.#fed, Math.max(0, this.#lag - this.#zeros));
  }

  /** Frames until the fade-out is complete; 0 when there is none. */
  get fading(): number {
    return this.#fall.falling;
  }

  /** Frames that `samples` more of the queue are good for. */
  framesFor(samples: number): number {
    return this.#resampler.outputsFor(samples);
  }

  /** Frames until the resampler has rung out, with `samples` of the queue still to come. */
  framesToSilence(samples: number): number {
    return this.#resampler.outputsFor(samples + this.#resampler.memory - this.#zeros);
  }

  /** Fades in: after a {@link reset} from where the first sample comes out of the resampler, else at once. */
  fadeIn(): void {
    this.#rise.rise(this.#fed === 0 ? this.#hold : 0);
    this.#fall.open();
  }

  /** Fades out; does nothing when that is going on. */
  fadeOut(): void {
    if (this.#fall.falling === 0) this.#fall.fall();
  }

  /**
   * Renders `frames` frames into `output` from `at`, taking at most `limit` samples from the queue and zeros after
   * them.
   */
  render(output: Float32Array, at: number, frames: number, queue: SampleQueue, limit: number): void {
    const needed = this.#resampler.inputNeeded(frames);
    if (needed > this.#input.length) this.#input = new Float32Array(2 * needed);
    const real = queue.read(this.#input, 0, Math.min(needed, limit));
    this.#input.fill(0, real, needed);
    this.#resampler.process(this.#input, needed, output, at, frames);
    this.#rise.apply(output, at, at + frames);
    this.#fall.apply(output, at, at + frames);
    this.#fed += real;
    this.#zeros += needed - real;
  }

  /** Forgets the sound so far. */
  reset(): void {
    this.#resampler.reset();
    this.#fed = 0;
    this.#zeros = 0;
  }
}
