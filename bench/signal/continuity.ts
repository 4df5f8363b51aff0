import { findIn } from './likeness.ts';

/** Whether a stream arrived whole. */
export interface Continuity {
  /** Samples that are missing in it. */
  readonly missing: number;
  /** The worst likeness of a second of it with what was spoken, 0…1. */
  readonly worst: number;
}

/** Seconds quieter than this (RMS) are not compared. */
const AUDIBLE = 0.01;
/** Lags that differ by less are the same: the two resamplers' phases differ. */
const TOLERANCE = 8;

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/**
 * Compares what arrived with what was spoken, both at `rate`, second by second: a second lies later in the source than the one
 * before it did by as much as was lost between them.
 */
export const continuityOf = (spoken: Float32Array, arrived: Float32Array, rate: number): Continuity => {
  const { lag: whole } = findIn(spoken, arrived);
  let first: number | undefined;
  let missing = 0;
  let worst = 1;
  for (let at = 0; at + rate <= arrived.length; at += rate) {
    const second = arrived.subarray(at, at + rate);
    if (rms(second) < AUDIBLE) continue;
    const from = Math.max(0, at + whole - rate);
    const around = spoken.subarray(from, at + whole + 2 * rate);
    const { lag, correlation } = findIn(around, second);
    worst = Math.min(worst, correlation);
    const shift = from + lag - at;
    first ??= shift;
    if (shift - first > TOLERANCE) missing = Math.max(missing, shift - first);
  }
  return { missing, worst };
};
