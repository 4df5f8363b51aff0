/**
 * A low-pass filter cut into phases, for changing the sample rate. Its edges hang on the lower of the two rates' Nyquist
 * frequency. Going down it is flat to 0.875 and closed from 1.125 of it: for 16 kHz from 7 to 9 kHz, so that nothing
 * folds back below 7 kHz. Going up it is flat to 0.8 and closed from 1.2, for images lie above all that was there: a
 * third shorter, and still flat to 9.6 kHz for the 24 kHz of the answer.
 */
export interface PolyphaseFilter {
  /** Coefficients, row by row; each row is in the order of the input, oldest sample first, and sums to 1. */
  readonly rows: Float64Array;
  /** Length of a row, a multiple of 4: how many input samples make one output sample. */
  readonly taps: number;
  /** How many rows lie between two input samples. One row more follows, equal to the first, one sample later. */
  readonly phases: number;
}

/** Half of the transition band as a share of the lower rate's Nyquist frequency. */
const HALF_TRANSITION = { down: 0.125, up: 0.2 };
/** Designed attenuation, dB. 80 are promised; the rest is for what folds down from several bands at once. */
const ATTENUATION_DB = 86;

/**
 * Designs a Kaiser-windowed sinc for a pair of rates.
 *
 * Length and window shape follow Kaiser's estimates (Oppenheim and Schafer, "Discrete-Time Signal Processing", 7.6).
 *
 * @param inputRate Hz
 * @param outputRate Hz
 * @param phases How many positions between two input samples to tabulate, ≥ 1.
 */
export const designPolyphaseFilter = (
  inputRate: number,
  outputRate: number,
  phases: number,
): PolyphaseFilter => {
  const nyquist = Math.min(inputRate, outputRate) / 2;
  const half = outputRate > inputRate ? HALF_TRANSITION.up : HALF_TRANSITION.down;
  const transition = (2 * Math.PI * 2 * half * nyquist) / inputRate;
  const taps = 4 * Math.ceil((ATTENUATION_DB - 7.95) / (2.285 * transition) / 4);
  const beta = 0.1102 * (ATTENUATION_DB - 8.7);
  const cutoff = (2 * nyquist) / inputRate;
  const rows = new Float64Array((phases + 1) * taps);
  const row = new Float64Array(taps);
  for (let phase = 0; phase <= phases; phase += 1) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = phase / phases + (taps - 1 - tap) - taps / 2;
      const value = sinc(cutoff * distance) * kaiser(distance / (taps / 2), beta);
      row[tap] = value;
      sum += value;
    }
    // Rounded, so that browsers whose sines differ in the last bit still make the same filter.
    for (let tap = 0; tap < taps; tap += 1)
      rows[phase * taps + tap] = Math.fround((row[tap] as number) / sum);
  }
  return { rows, taps, phases };
};

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** The Kaiser window at `x`, −1…1 from edge to edge. */
const kaiser = (x: number, beta: number): number =>
  Math.abs(x) > 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta);

/** The modified Bessel function of the first kind and order zero, by its power series. */
const besselI0 = (x: number): number => {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};
