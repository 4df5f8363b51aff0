import { expect } from '@open-wc/testing';
import { JITTER, LONGEST_DELAY_MS, MAX_ATTEMPTS, nextDelay } from '../../src/core/reconnect-policy.ts';

describe('core/reconnect-policy', () => {
  it('doubles from 200 ms to 4 s, ten times', () => {
    const delays = Array.from({ length: 12 }, (_, i) => nextDelay({ attempt: i + 1, random: 0 }));
    expect(delays).to.deep.equal([
      200,
      400,
      800,
      1600,
      3200,
      4000,
      4000,
      4000,
      4000,
      4000,
      undefined,
      undefined,
    ]);
  });

  it('shortens a wait by the jitter, never to nothing, never beyond its step', () => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const whole = nextDelay({ attempt, random: 0 }) ?? 0;
      for (let i = 0; i <= 100; i += 1) {
        const delay = nextDelay({ attempt, random: i / 100 }) ?? 0;
        expect(delay)
          .to.be.within(whole * (1 - JITTER), whole)
          .and.to.be.at.most(LONGEST_DELAY_MS);
      }
      expect(nextDelay({ attempt, random: 1 })).to.equal(whole / 2);
    }
  });

  it('is defined for nonsense', () => {
    expect(nextDelay({ attempt: 0, random: 0 })).to.equal(200);
    expect(nextDelay({ attempt: -5, random: 7 })).to.equal(100);
    expect(nextDelay({ attempt: 1, random: NaN })).to.equal(200);
    expect(nextDelay({ attempt: NaN, random: 0 })).to.equal(undefined);
    expect(nextDelay({ attempt: Infinity, random: 0 })).to.equal(undefined);
  });
});
