/** Silences in a stretch of a tone, as numbers of samples. */
export interface Gap {
  readonly at: number;
  readonly length: number;
}

/** Stretches of more than 3 ms in which a tone of this amplitude (full scale = 1) is not there. */
export const gapsIn = (samples: Float32Array, rate: number, amplitude: number): Gap[] => {
  const gaps: Gap[] = [];
  const least = 0.003 * rate;
  let since = -1;
  for (let i = 0; i <= samples.length; i += 1) {
    const silent = i < samples.length && Math.abs(samples[i] as number) < 0.001 * amplitude;
    if (silent && since < 0) since = i;
    if (silent || since < 0) continue;
    if (i - since > least) gaps.push({ at: since, length: i - since });
    since = -1;
  }
  return gaps;
};

/** |x₊ − 2·cos ω·x + x₋| of each sample: what a sine of that frequency does not explain. */
export const residuals = (samples: Float32Array, rate: number, hz: number): Float32Array => {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / rate);
  const out = new Float32Array(samples.length);
  for (let i = 1; i + 1 < samples.length; i += 1) {
    out[i] = Math.abs(
      (samples[i + 1] as number) - factor * (samples[i] as number) + (samples[i - 1] as number),
    );
  }
  return out;
};

/** Clicks: residuals above 0.02, those within 5 ms of each other counted once. */
export const clicksIn = (samples: Float32Array, rate: number, hz: number): number => {
  let clicks = 0;
  let last = -Infinity;
  residuals(samples, rate, hz).forEach((residual, i) => {
    if (residual <= 0.02) return;
    if (i - last > 0.005 * rate) clicks += 1;
    last = i;
  });
  return clicks;
};

/** The greatest of a list of numbers; −Infinity of none. */
export const greatest = (numbers: Iterable<number>): number => {
  let most = -Infinity;
  for (const number of numbers) most = Math.max(most, number);
  return most;
};

/** First sample from `from` on that is louder than `threshold`; −1 when there is none. */
export const firstSound = (samples: Float32Array, threshold: number, from = 0): number =>
  samples.findIndex((sample, i) => i >= from && Math.abs(sample) > threshold);

/** Last sample before `to` that is louder than `threshold`; −1 when there is none. */
export const lastSound = (samples: Float32Array, threshold: number, to = samples.length): number => {
  for (let i = to - 1; i >= 0; i -= 1) if (Math.abs(samples[i] as number) > threshold) return i;
  return -1;
};

/** First sample from `from` on after which it stays below `threshold` for at least `hold` samples; −1 if it never does. */
export const silentFrom = (samples: Float32Array, threshold: number, hold: number, from: number): number => {
  let since = from;
  for (let i = from; i < samples.length; i += 1) {
    if (Math.abs(samples[i] as number) > threshold) since = i + 1;
    else if (i - since + 1 >= hold) return since;
  }
  return -1;
};
