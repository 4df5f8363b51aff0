/** Time as the twin sees it. All of its waiting goes through this, so that a test can be the one that turns the hands. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once, `ms` from now; the answer cancels it. */
  schedule(ms: number, run: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: EmulatorClock = {
  now: () => Date.now(),
  schedule: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
