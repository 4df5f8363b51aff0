import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, type Outcome } from './simulated/hour.ts';
import type { Memory } from './simulated/service-memory.ts';
import { table } from './simulated/table.ts';
import { isClean } from './simulated/verdict.ts';

/**
 * `npm run soak` sets these: SOAK_HOURS runs so many seeds of a whole hour each, from SOAK_FROM on (1), so that several processes may
 * share them; SOAK_SEED runs one alone, and SOAK_TRACE tells what happens in it.
 */
const { SOAK_FROM = '1', SOAK_HOURS = '', SOAK_SEED, SOAK_MINUTES, SOAK_TRACE } = process.env;
const HOURS = Number(SOAK_HOURS);
const MINUTES = Number(SOAK_MINUTES ?? (HOURS > 0 ? 60 : 4));
const SEEDS = SOAK_SEED
  ? [Number(SOAK_SEED)]
  : Array.from({ length: HOURS || 3 }, (_, index) => index + Number(SOAK_FROM));
const MEMORIES: readonly Memory[] = ['forgets', 'remembers'];

/** Heap in use, MB, when it can be told. */
const heap = (): number | undefined => {
  if (!globalThis.gc) return undefined;
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_048_576;
};

describe('a conversation under faults by chance', () => {
  for (const memory of MEMORIES) {
    it(`loses nothing in silence, where the service ${memory} what came after the last handle`, async () => {
      const outcomes: Outcome[] = [];
      const heaps: number[] = [];
      for (const seed of SEEDS) {
        outcomes.push(
          await hour({
            seed,
            memory,
            minutes: MINUTES,
            ...(SOAK_TRACE ? { trace: (line: string) => console.log(line) } : {}),
          }),
        );
        const now = heap();
        if (now !== undefined) heaps.push(now);
        if (HOURS > 0) console.log(`seed ${seed}: ${isClean(outcomes.at(-1)!) ? 'clean' : 'not clean'}`);
      }
      console.log(table(memory, outcomes, heaps));
      const bad = outcomes.filter((one) => !isClean(one) || one.failures > 0 || one.left > 0);
      const again = bad
        .map(({ seed }) => `SOAK_SEED=${seed} SOAK_MINUTES=${MINUTES} SOAK_TRACE=1`)
        .join('\n');
      assert.equal(bad.length, 0, `Seeds that fail; each runs alone with:\n${again}`);
    });
  }
});
