/** Timers cannot wait longer, ms. */
const LONGEST = 2 ** 31 - 1;

/** Acts once, after `ms`, unless the signal aborts before. A time that no timer can wait for is never over. */
export const after = (ms: number, signal: AbortSignal, act: () => void): void => {
  if (signal.aborted || ms > LONGEST) return;
  const timer = setTimeout(act, ms);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
};
