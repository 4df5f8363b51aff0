/** How a level is read and smoothed. */
export interface LevelOptions {
  /** RMS that reads 0, dBFS. Default −60: a quiet room. */
  readonly floorDb?: number;
  /** RMS that reads 1, dBFS. Default 0: a full-scale square wave; a full-scale sine reads −3 dB. */
  readonly ceilingDb?: number;
  /** Time constant while the level rises, ms. Default 20. */
  readonly attackMs?: number;
  /** Time constant while the level falls, ms. Default 150. */
  readonly decayMs?: number;
}

/** Below this a falling level is 0: it would never get there, and ever smaller numbers are slow. */
const SILENT = 1e-4;

/** Root mean square of the first `length` samples. 0 when there are none. */
export const rms = (samples: Float32Array, length = samples.length): number => {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += (samples[i] as number) ** 2;
  return length === 0 ? 0 : Math.sqrt(sum / length);
};

/** An amplitude in dB of full scale; −Infinity for silence. */
export const toDb = (amplitude: number): number => 20 * Math.log10(amplitude);

/**
 * A loudness of 0…1 for the eye: linear in decibels between the floor and the ceiling, quick to rise and slow to fall.
 */
export class LevelMeter {
  readonly #floorDb: number;
  readonly #rangeDb: number;
  readonly #attackMs: number;
  readonly #decayMs: number;
  #level = 0;

  /** @throws RangeError when the ceiling is not above the floor */
  constructor({ floorDb = -60, ceilingDb = 0, attackMs = 20, decayMs = 150 }: LevelOptions = {}) {
    if (!(ceilingDb > floorDb))
      throw new RangeError(`The ceiling (${ceilingDb} dB) must be above the floor (${floorDb} dB)`);
    this.#floorDb = floorDb;
    this.#rangeDb = ceilingDb - floorDb;
    this.#attackMs = attackMs;
    this.#decayMs = decayMs;
  }

  /** The level as of the last update, 0…1. */
  get level(): number {
    return this.#level;
  }

  /**
   * Takes in the sound of this moment.
   *
   * @param samples time-domain data, −1…1
   * @param elapsedMs time since the last update, ms
   * @returns the new level, 0…1
   */
  update(samples: Float32Array, elapsedMs: number): number {
    const share = (toDb(rms(samples)) - this.#floorDb) / this.#rangeDb;
    const target = share > 0 ? Math.min(share, 1) : 0;
    const constant = target > this.#level ? this.#attackMs : this.#decayMs;
    this.#level = target + (this.#level - target) * (constant > 0 ? Math.exp(-elapsedMs / constant) : 0);
    if (target === 0 && this.#level < SILENT) this.#level = 0;
    return this.#level;
  }
}
