import { Resampler } from '../../src/dsp/resampler.ts';
import { crossCorrelation } from './fourier.ts';

/** Where a signal lies in a longer one. */
export interface Likeness {
  /** Normalised cross-correlation, −1…1; 1 = the same but for the volume. */
  readonly correlation: number;
  /** `part[n]` is most like `whole[n + lag]`. */
  readonly lag: number;
}

/** Energies of all prefixes: `sums[n]` is that of the first n samples. */
const energies = (samples: Float32Array): Float64Array => {
  const sums = new Float64Array(samples.length + 1);
  samples.forEach((sample, n) => (sums[n + 1] = (sums[n] as number) + sample * sample));
  return sums;
};

/** Finds the place in `whole` that is most like `part`, all of it. Both at one rate; correlation 0 when there is none. */
export const findIn = (whole: Float32Array, part: Float32Array): Likeness => {
  const sums = crossCorrelation(whole, part);
  const ofWhole = energies(whole);
  const ofPart = energies(part).at(-1) ?? 0;
  let best: Likeness = { lag: 0, correlation: 0 };
  for (let lag = 0; lag + part.length <= whole.length; lag += 1) {
    const energy = ofPart * ((ofWhole[lag + part.length] as number) - (ofWhole[lag] as number));
    const correlation = energy > 1e-9 ? (sums[lag] as number) / Math.sqrt(energy) : 0;
    if (correlation > best.correlation) best = { lag, correlation };
  }
  return best;
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
