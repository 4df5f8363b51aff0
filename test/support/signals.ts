/** Test signals and measures of what became of them. Levels are amplitudes, full scale = 1, unless dB is said. */

/** `length` samples of a sine that begins at phase 0. */
export const sine = (
  frequency: number,
  sampleRate: number,
  length: number,
  amplitude = 0.5,
): Float32Array<ArrayBuffer> => {
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i += 1) {
    samples[i] = amplitude * Math.sin((2 * Math.PI * frequency * i) / sampleRate);
  }
  return samples;
};

/** Samples as the bytes that travel: 16-bit little-endian. */
export const toBytes = (samples: Float32Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2 * samples.length);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, i) => {
    view.setInt16(2 * i, Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), true);
  });
  return bytes;
};

/** Joins arrays. */
export const join = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Decibels of a ratio of amplitudes. */
export const db = (ratio: number): number => 20 * Math.log10(ratio);

/** The amplitude at one frequency, through a Hann window. */
export const amplitudeAt = (samples: Float32Array, frequency: number, sampleRate: number): number => {
  let real = 0;
  let imaginary = 0;
  let weight = 0;
  samples.forEach((sample, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length);
    const angle = (2 * Math.PI * frequency * i) / sampleRate;
    real += window * sample * Math.cos(angle);
    imaginary += window * sample * Math.sin(angle);
    weight += window;
  });
  return (2 * Math.hypot(real, imaginary)) / weight;
};

/**
 * Signal to noise and distortion of a sine, dB: what a least-squares fit of the sine explains, against the rest. Give it
 * whole periods.
 */
export const sinad = (samples: Float32Array, frequency: number, sampleRate: number): number => {
  let sin = 0;
  let cos = 0;
  samples.forEach((sample, i) => {
    const angle = (2 * Math.PI * frequency * i) / sampleRate;
    sin += sample * Math.sin(angle);
    cos += sample * Math.cos(angle);
  });
  sin *= 2 / samples.length;
  cos *= 2 / samples.length;
  let rest = 0;
  samples.forEach((sample, i) => {
    const angle = (2 * Math.PI * frequency * i) / sampleRate;
    rest += (sample - sin * Math.sin(angle) - cos * Math.cos(angle)) ** 2;
  });
  return 10 * Math.log10((sin ** 2 + cos ** 2) / 2 / (rest / samples.length));
};

/**
 * The greatest departure from a sine of this frequency between neighbouring samples: |x₊ − 2·cos ω·x + x₋|. A click
 * shows as a peak; a fade hardly.
 */
export const residual = (samples: Float32Array, frequency: number, sampleRate: number): number => {
  const factor = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let most = 0;
  for (let i = 1; i + 1 < samples.length; i += 1) {
    const [before = 0, here = 0, after = 0] = [samples[i - 1], samples[i], samples[i + 1]];
    most = Math.max(most, Math.abs(after - factor * here + before));
  }
  return most;
};

/** Where sound begins and ends, and the longest silence between, in samples. Silence is anything below `threshold`. */
export const soundIn = (samples: Float32Array, threshold: number) => {
  let first = -1;
  let last = -1;
  let longestGap = 0;
  samples.forEach((sample, i) => {
    if (Math.abs(sample) < threshold) return;
    if (first < 0) first = i;
    else longestGap = Math.max(longestGap, i - last - 1);
    last = i;
  });
  return { first, last, longestGap };
};
