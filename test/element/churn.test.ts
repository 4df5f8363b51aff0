import { expect } from '@open-wc/testing';
import { seeded } from '../../src/core/random.ts';
import { Stage } from '../support/conversation-harness.ts';

/** Few for WebKit's sake, whose page's process does not outlive many contexts (bugs.webkit.org/304132). */
const STEPS = 25;
const SEEDS = [1, 2, 3];

describe('whatever the page does, in whatever order', () => {
  for (const seed of SEEDS) {
    it(`nothing is held in the end, and the next start works: seed ${String(seed)}`, async () => {
      const stage = await Stage.open({ twin: { setupDelayMs: 5 } });
      const { element } = stage;
      const random = seeded(seed);
      const elsewhere = document.body.appendChild(document.createElement('div'));
      const outcomes: Promise<unknown>[] = [];
      const quiet = (promise: Promise<unknown>): unknown =>
        outcomes.push(promise.catch((error: unknown) => error));
      const acts: readonly (() => unknown)[] = [
        () => quiet(element.start()),
        () => quiet(element.start()),
        () => quiet(element.stop()),
        () => element.remove(),
        () => elsewhere.append(element),
        () => document.body.append(element),
        () => (element.muted = !element.muted),
        () => element.sendText('Churn.'),
        () => element.interrupt(),
        () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
        () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
      ];
      for (let step = 0; step < STEPS; step += 1) {
        acts[Math.floor(random() * acts.length)]?.();
        // In the same task, in the next one, or when something has had time to load.
        if (random() < 0.6) await new Promise(requestAnimationFrame);
      }
      document.body.append(element);
      element.muted = false;
      await element.stop();
      await stage.expectReleased();
      // A start succeeds, or was broken off; nothing else came of any.
      for (const outcome of await Promise.all(outcomes)) {
        if (outcome !== undefined) expect((outcome as Error).name).to.equal('AbortError');
      }
      expect(stage.errors).to.deep.equal([]);
      await element.start();
      expect(element.state).to.be.oneOf(['listening', 'thinking', 'speaking']);
      elsewhere.remove();
      await stage.close();
    });
  }
});
