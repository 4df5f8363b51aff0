/** Time as the twin sees it. All of its waiting goes through this, so that a test can be the one that turns the hands. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once, `ms` from now; the answer cancels it. */
  schedule(ms: number, run: () => void): () => void;
}

/** The longest that a timer of the machine waits, ms: what is longer would run at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: EmulatorClock = {
  now: () => Date.now(),
  schedule: (ms, run) => {
    const arm = (rest: number): NodeJS.Timeout =>
      rest > LONGEST_MS
        ? setTimeout(() => (timer = arm(rest - LONGEST_MS)), LONGEST_MS)
        : setTimeout(run, rest);
    let timer = arm(ms);
    return () => clearTimeout(timer);
  },
};

/**
 * A clock that runs `factor` times as fast as `base` (default: the machine's), from now on: with 60, an hour is a minute.
 * Throws `RangeError` for a factor that is not greater than 0.
 */
export const scaledClock = (factor: number, base: EmulatorClock = systemClock): EmulatorClock => {
  if (!(Number.isFinite(factor) && factor > 0)) throw new RangeError('A clock cannot run at that speed.');
  if (factor === 1) return base;
  const start = base.now();
  return {
    now: () => start + Math.round((base.now() - start) * factor),
    // Rounded up, so that whoever is woken finds that the time has come.
    schedule: (ms, run) => base.schedule(Math.ceil(ms / factor), run),
  };
};
