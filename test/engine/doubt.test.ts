import { expect } from '@open-wc/testing';
import { Doubt, LOOK_MS } from '../../src/engine/doubt.ts';

interface Now {
  readonly due?: boolean;
  readonly stuck?: boolean;
  /** When the visitor was last active, ms from the beginning. */
  readonly activeAt?: number;
  /** After so long since the look before, ms. */
  readonly after?: number;
}

describe('engine/doubt', () => {
  let doubt: Doubt;
  let begun: number;
  let now: number;
  beforeEach(() => {
    begun = now = performance.now();
    doubt = new Doubt();
  });

  const look = ({ due = false, stuck = false, activeAt = 0, after = LOOK_MS }: Now = {}): boolean =>
    doubt.look({ now: (now += after), due, stuck, activeAt: begun + activeAt });
  /** After how many looks, a second apart, the line is doubted; 0 when it is not within so many. */
  const doubtedAfter = (most: number, what: Now): number => {
    for (let count = 1; count <= most; count += 1) if (look(what)) return count;
    return 0;
  };

  it('a line that owes nothing is not doubted', () => {
    expect(doubtedAfter(300, {})).to.equal(0);
  });

  it('one that owes an answer is, after 5 s, once; on the next line after 10, 20, 40, 80 and 80 s', () => {
    expect(doubtedAfter(10, { due: true })).to.equal(6);
    expect(doubtedAfter(300, { due: true })).to.equal(0);
    for (const patience of [10, 20, 40, 80, 80]) {
      // The tests' own time stands still: the new line has been heard of long ago.
      doubt.renew();
      look();
      expect(doubtedAfter(200, { due: true, activeAt: now - begun })).to.equal(patience + 1);
    }
  });

  it('while the visitor talks on, an answer is not waited for; but what does not go out is', () => {
    let count = 0;
    for (; count < 60; count += 1) expect(look({ due: true, activeAt: now - begun })).to.equal(false);
    expect(look({ due: true, stuck: true, activeAt: now - begun })).to.equal(true);
  });

  it('while the visitor talks on over a silent line, after a pause, it is', () => {
    const words = (second: number): number => (second < 3 ? second : second < 6 ? 3 : second) * 1000;
    let doubted = 0;
    for (let second = 1; second < 15 && doubted === 0; second += 1) {
      if (look({ due: true, activeAt: words(second) })) doubted = second;
    }
    // Five seconds after the first stretch ended.
    expect(doubted).to.equal(9);
  });

  it('a line that was doubted and is heard after all says so; who is slow is given twice as long the next time', () => {
    const real = performance.now.bind(performance);
    performance.now = () => now;
    try {
      const answer = (): boolean => {
        doubt.heard(false);
        return doubt.heard(true);
      };
      expect(answer()).to.equal(false);
      expect(doubtedAfter(10, { due: true, activeAt: now - begun })).to.equal(6);
      now += 2_000;
      expect(doubt.heard(true)).to.equal(true);
      look();
      // Eight seconds it took.
      expect(doubtedAfter(30, { due: true, activeAt: now - begun })).to.equal(17);
      // What comes quickly shortens that again.
      for (let quick = 0; quick < 3; quick += 1) {
        look({ due: true, activeAt: now - begun });
        doubt.heard(true);
        look();
      }
      expect(doubtedAfter(30, { due: true, activeAt: now - begun })).to.equal(6);
    } finally {
      performance.now = real;
    }
  });

  it('a machine that slept has a new look at its line; timers that always come late are no sleep', () => {
    look();
    expect(look({ after: 60_000 })).to.equal(true);
    doubt.renew();
    expect(look({ after: 60_000 })).to.equal(false);
    expect(look({ after: 60_000 })).to.equal(false);
    look();
    expect(look({ after: 60_000 })).to.equal(true);
  });
});
