import { Resampler } from '../../src/dsp/resampler.ts';
import { crossCorrelation } from './fourier.ts';

/** How alike two signals are where they overlap best. */
export interface Likeness {
  /** Normalised cross-correlation, −1…1; 1 = the same but for the volume. */
  readonly correlation: number;
  /** `part[n]` is most like `whole[n + lag]`. */
  readonly lag: number;
}

/** Finds where in `whole` the `part` lies. Both at one rate. */
export const findIn = (whole: Float32Array, part: Float32Array): Likeness => {
  const sums = crossCorrelation(whole, part);
  let best = 0;
  for (let i = 0; i < sums.length; i += 1) if ((sums[i] as number) > (sums[best] as number)) best = i;
  const lag = best > sums.length / 2 ? best - sums.length : best;
  return { lag, correlation: correlationAt(whole, part, lag) };
};

/** Normalised correlation at one lag, over the overlap. */
export const correlationAt = (whole: Float32Array, part: Float32Array, lag: number): number => {
  let product = 0;
  let ofWhole = 0;
  let ofPart = 0;
  for (let n = Math.max(0, -lag); n < Math.min(part.length, whole.length - lag); n += 1) {
    const a = whole[n + lag] as number;
    const b = part[n] as number;
    product += a * b;
    ofWhole += a * a;
    ofPart += b * b;
  }
  return ofWhole > 0 && ofPart > 0 ? product / Math.sqrt(ofWhole * ofPart) : 0;
};

/** The signal at another rate. */
export const atRate = (samples: Float32Array, from: number, to: number): Float32Array => {
  if (from === to) return samples;
  const resampler = new Resampler(from, to);
  const output = new Float32Array(resampler.outputsFor(samples.length));
  return output.slice(0, resampler.process(samples, samples.length, output, 0));
};

/** 16-bit samples as amplitudes. */
export const toFloat = (pcm: Int16Array): Float32Array => Float32Array.from(pcm, (sample) => sample / 32768);
