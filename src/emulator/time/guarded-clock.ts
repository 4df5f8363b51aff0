import type { EmulatorClock } from './clock.ts';

/** The same clock, but an error in what it runs goes to `fail` instead of ending the process. */
export const guardedClock = (clock: EmulatorClock, fail: (error: unknown) => void): EmulatorClock => ({
  now: () => clock.now(),
  schedule: (ms, run) =>
    clock.schedule(ms, () => {
      try {
        run();
      } catch (error) {
        fail(error);
      }
    }),
});
