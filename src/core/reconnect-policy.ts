/** Wait before the first attempt, in ms. The figures held in a client verified against the real service for hours. */
export const FIRST_DELAY_MS = 200;
/** No wait is longer, in ms. */
export const LONGEST_DELAY_MS = 4_000;
/** After so many attempts without a healthy line the run ends. */
export const MAX_ATTEMPTS = 10;
/** … and after so many when nobody could be reached, which takes about five minutes: a router restarts, a train leaves its tunnel. */
export const MAX_UNREACHED = 100;
/** A line that has been set up for so long, in ms, counts as healthy: the attempts start again at 1. */
export const HEALTHY_AFTER_MS = 60_000;
/** A wait is shortened by up to this share, so that the visitors of a restarted service do not return in step. */
export const JITTER = 0.5;

/**
 * The wait before a reconnection, in ms: 200 ms, doubling to 4 s, less the jitter; `undefined` when it is time to give up.
 *
 * @param options.attempt which attempt this is since the line was last healthy, from 1; less counts as 1
 * @param options.random 0…1, from the caller, so that the same input gives the same wait
 * @param options.unreached the last attempt met nobody
 */
export const nextDelay = ({
  attempt,
  random,
  unreached = false,
}: {
  attempt: number;
  random: number;
  unreached?: boolean;
}): number | undefined => {
  if (!(attempt <= (unreached ? MAX_UNREACHED : MAX_ATTEMPTS))) return undefined;
  const step = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (Math.max(1, attempt) - 1));
  const share = Math.min(1, Math.max(0, random || 0));
  return Math.round(step * (1 - JITTER * share));
};
