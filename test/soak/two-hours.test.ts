import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour } from './simulated/hour.ts';
import { isClean } from './simulated/verdict.ts';

describe('two hours in which nothing goes wrong but that every connection ends', () => {
  for (const memory of ['forgets', 'remembers'] as const) {
    it(`a dozen seams, none of which is heard, where the service ${memory}`, async () => {
      // The session itself has no end here: its connections do, after 9:50, announced 50 s before.
      const limits = { sessionMs: 0, hardSessionMs: 0 };
      const outcome = await hour({
        seed: 7,
        memory,
        minutes: 120,
        faultEveryMs: 0,
        limits,
        whileOpen: 'allow',
      });
      const { goAways, failures, left } = outcome;
      assert.ok(goAways >= 12, `${goAways} seams`);
      const { lost, doubled, outOfOrder, torn } = outcome;
      assert.ok(isClean(outcome), JSON.stringify({ lost, doubled, outOfOrder, torn }));
      assert.deepEqual({ failures, left }, { failures: 0, left: 0 });
    });
  }
});
