import { expect } from '@open-wc/testing';
import { LevelMeter, rms, toDb } from '../../src/dsp/level.ts';
import { sine } from '../support/signals.ts';

/** A block of constant amplitude, dBFS. */
const block = (db: number): Float32Array => new Float32Array(480).fill(10 ** (db / 20));

describe('rms', () => {
  it('measures silence, a constant and a sine', () => {
    expect(rms(new Float32Array(10))).to.equal(0);
    expect(rms(new Float32Array(0))).to.equal(0);
    expect(rms(Float32Array.of(0.5, -0.5, 9), 2)).to.equal(0.5);
    expect(toDb(rms(sine(1000, 48000, 4800, 1)))).to.be.closeTo(-3.01, 0.01);
  });
});

describe('LevelMeter', () => {
  it('is linear in decibels between floor and ceiling', () => {
    for (const [db, level] of [
      [-80, 0],
      [-60, 0],
      [-45, 0.25],
      [-30, 0.5],
      [0, 1],
      [6, 1],
    ] as const) {
      const meter = new LevelMeter({ attackMs: 0 });
      expect(meter.update(block(db), 10)).to.be.closeTo(level, 1e-6, `${db} dB`);
      expect(meter.level).to.be.closeTo(level, 1e-6);
    }
    const narrow = new LevelMeter({ floorDb: -40, ceilingDb: -20, attackMs: 0 });
    expect(narrow.update(block(-30), 10)).to.be.closeTo(0.5, 1e-6);
  });

  it('rises quickly and falls slowly, by the time that has passed and not by the number of updates', () => {
    const meter = new LevelMeter();
    expect(meter.update(block(0), 20)).to.be.closeTo(1 - Math.exp(-1), 1e-6);
    for (let i = 0; i < 100; i += 1) meter.update(block(0), 20);
    const falling = meter.update(new Float32Array(480), 150);
    expect(falling).to.be.closeTo(Math.exp(-1), 1e-6);
    const inSteps = new LevelMeter();
    for (let i = 0; i < 8; i += 1) inSteps.update(block(0), 2.5);
    expect(inSteps.level).to.be.closeTo(1 - Math.exp(-1), 1e-6);
  });

  it('comes to exactly 0 in silence', () => {
    const meter = new LevelMeter();
    meter.update(block(0), 100);
    for (let i = 0; i < 200; i += 1) meter.update(new Float32Array(480), 16);
    expect(meter.level).to.equal(0);
  });

  it('refuses a ceiling below the floor', () => {
    expect(() => new LevelMeter({ floorDb: 0, ceilingDb: 0 })).to.throw(RangeError);
  });
});
