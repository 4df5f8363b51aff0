/** RMS that reads 0, dBFS: a quiet room. Full scale reads 1. */
const FLOOR_DB = -60;

/** Root mean square. 0 when there are no samples. */
export const rms = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample ** 2;
  return Math.sqrt(sum / (samples.length || 1));
};

/** An amplitude in dB of full scale; −Infinity for silence. */
export const toDb = (amplitude: number): number => 20 * Math.log10(amplitude);

/**
 * Loudness for the eye, 0…1: linear in decibels from −60 dBFS to full scale (that of a square wave; a sine of full scale
 * reads −3 dB). Not smoothed: whoever draws it does that. NaN in the samples reads 0.
 */
export const loudness = (samples: Float32Array): number => {
  const share = 1 - toDb(rms(samples)) / FLOOR_DB;
  return share > 0 ? Math.min(share, 1) : 0;
};
