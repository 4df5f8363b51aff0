import { Resampler } from '../../dsp/resampler.ts';

/** 16-bit samples as −1…1. */
export const toFloat = (samples: Int16Array): Float32Array => {
  const floats = new Float32Array(samples.length);
  writeFloats(samples, floats);
  return floats;
};

/** The same into the beginning of an array that is there already. A plain loop: every frame of every client comes by. */
export const writeFloats = (samples: Int16Array, floats: Float32Array): void => {
  for (let index = 0; index < samples.length; index += 1) floats[index] = (samples[index] as number) / 32768;
};

const toInt16 = (sample: number): number => Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/**
 * A whole recording at a higher rate: what it holds, all of it, and nothing more. The filter's delay is cut off at the
 * front and its tail is let ring out at the end, so that the length is `samples.length · outputRate / inputRate`, rounded
 * down. It goes by way of the least common multiple of both rates, where that delay is a whole number of samples: so
 * nothing is shifted, not by half a sample. `outputRate` must be at least 9/8 of `inputRate`, the filter's band edge.
 */
export const resampleAll = (samples: Int16Array, inputRate: number, outputRate: number): Int16Array => {
  if (inputRate === outputRate || samples.length === 0) return samples;
  const commonRate = (inputRate * outputRate) / greatestCommonDivisor(inputRate, outputRate);
  const step = commonRate / outputRate;
  const resampler = new Resampler(inputRate, commonRate);
  const input = new Float32Array(samples.length + resampler.memory);
  input.set(toFloat(samples));
  const common = new Float32Array(resampler.outputsFor(input.length));
  resampler.process(input, input.length, common, 0);
  const length = Math.floor((samples.length * outputRate) / inputRate);
  return Int16Array.from({ length }, (_, index) =>
    toInt16(common[resampler.delaySamples + index * step] ?? 0),
  );
};

/** The same for a stream, at whose end nobody knows what comes; the delay stays in. */
export class StreamResampler {
  readonly inputRate: number;
  readonly #resampler: Resampler;

  constructor(inputRate: number, outputRate: number) {
    this.inputRate = inputRate;
    this.#resampler = new Resampler(inputRate, outputRate);
  }

  push(samples: Int16Array): Int16Array {
    const output = new Float32Array(this.#resampler.outputsFor(samples.length));
    const written = this.#resampler.process(toFloat(samples), samples.length, output, 0);
    return Int16Array.from(output.subarray(0, written), toInt16);
  }
}
