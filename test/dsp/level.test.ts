import { expect } from '@open-wc/testing';
import { loudness, rms, toDb } from '../../src/dsp/level.ts';
import { sine } from '../support/signals.ts';

/** A block of constant amplitude, dBFS. */
const block = (db: number): Float32Array => new Float32Array(480).fill(10 ** (db / 20));

describe('rms', () => {
  it('measures silence, a constant and a sine', () => {
    expect(rms(new Float32Array(10))).to.equal(0);
    expect(rms(new Float32Array(0))).to.equal(0);
    expect(rms(Float32Array.of(0.5, -0.5))).to.equal(0.5);
    expect(toDb(rms(sine(1000, 48000, 4800, 1)))).to.be.closeTo(-3.01, 0.01);
  });
});

describe('loudness', () => {
  it('is linear in decibels from a quiet room to full scale', () => {
    for (const [db, level] of [
      [-80, 0],
      [-60, 0],
      [-45, 0.25],
      [-30, 0.5],
      [0, 1],
      [6, 1],
    ] as const) {
      expect(loudness(block(db))).to.be.closeTo(level, 1e-6, `${db} dB`);
    }
  });

  it('is 0 for silence, for nothing, and for what is not a number', () => {
    expect(loudness(new Float32Array(480))).to.equal(0);
    expect(loudness(new Float32Array(0))).to.equal(0);
    expect(loudness(Float32Array.of(NaN))).to.equal(0);
  });
});
