import { expect } from '@open-wc/testing';
import { Resampler } from '../../src/dsp/resampler.ts';
import { floatToInt16, int16ToFloat } from '../../src/dsp/pcm.ts';
import { amplitudeAt, db, sinad, sine } from '../support/signals.ts';
import { seeded } from '../../src/core/random.ts';

const AMPLITUDE = 0.5;

const resample = (input: Float32Array, inputRate: number, outputRate: number): Float32Array => {
  const resampler = new Resampler(inputRate, outputRate);
  const output = new Float32Array(resampler.outputsFor(input.length));
  expect(resampler.process(input, input.length, output, 0)).to.equal(output.length);
  return output;
};

/** Level of a tone at `heard` Hz when `frequency` Hz goes in, dB of the input; the filter's start left out. */
const levelDb = (inputRate: number, outputRate: number, frequency: number, heard = frequency): number => {
  const output = resample(sine(frequency, inputRate, inputRate / 2, AMPLITUDE), inputRate, outputRate);
  return db(amplitudeAt(output.subarray(500), heard, outputRate) / AMPLITUDE);
};

/** Where a frequency lands when it is sampled at `rate`. */
const alias = (frequency: number, rate: number): number => {
  const folded = frequency % rate;
  return folded > rate / 2 ? rate - folded : folded;
};

const rounded = (samples: Float32Array): Float32Array => {
  const ints = new Int16Array(samples.length);
  const floats = new Float32Array(samples.length);
  floatToInt16(samples, 0, samples.length, ints, 0);
  int16ToFloat(ints, 0, ints.length, floats, 0);
  return floats;
};

/** Pushes `input` through in pieces of the sizes that `size` gives. */
const inPieces = (input: Float32Array, inputRate: number, outputRate: number, size: () => number) => {
  const resampler = new Resampler(inputRate, outputRate);
  const output = new Float32Array(resampler.outputsFor(input.length) + 4);
  let written = 0;
  for (let at = 0; at < input.length;) {
    const piece = input.subarray(at, at + size());
    const before = written;
    written += resampler.process(piece, piece.length, output, written);
    at += piece.length;
    expect(written).to.equal(Math.floor((at * outputRate) / inputRate), `after ${at}, ${before} before`);
  }
  return output.subarray(0, written);
};

const noise = (length: number, seed: number): Float32Array => {
  const random = seeded(seed);
  return new Float32Array(length).map(() => random() - 0.5);
};

describe('Resampler', () => {
  describe('down to 16 kHz', () => {
    for (const inputRate of [48000, 44100, 96000, 32000, 24000, 47999]) {
      it(`is flat to 7 kHz and closed from 9 kHz for ${inputRate} Hz`, () => {
        for (const frequency of [100, 1000, 3000, 5000, 6000, 7000]) {
          expect(levelDb(inputRate, 16000, frequency)).to.be.closeTo(0, 0.1, `${frequency} Hz`);
        }
        for (const frequency of [9000, 9400, 10000, 11300, 15000, 20000, 23000, 40000]) {
          if (frequency >= inputRate / 2) continue;
          const heard = alias(frequency, 16000);
          expect(levelDb(inputRate, 16000, frequency, heard)).to.be.below(-80, `${frequency} Hz`);
        }
      });

      it(`keeps a 1 kHz tone clean after rounding for ${inputRate} Hz`, () => {
        const output = resample(sine(1000, inputRate, 48000, AMPLITUDE), inputRate, 16000);
        const periods = rounded(output).subarray(480, 480 + 16 * 480);
        expect(sinad(periods, 1000, 16000)).to.be.at.least(88);
      });
    }
  });

  it('passes equal rates unchanged and at once', () => {
    const input = noise(3000, 1);
    expect(resample(input, 16000, 16000)).to.deep.equal(input);
    expect(new Resampler(16000, 16000).delaySamples).to.equal(0);
  });

  it('widens a telephone headset to 16 kHz without images', () => {
    for (const frequency of [300, 1000, 3200]) {
      expect(levelDb(8000, 16000, frequency)).to.be.closeTo(0, 0.1, `${frequency} Hz`);
      expect(levelDb(8000, 16000, frequency, 8000 - frequency)).to.be.below(-80, `image of ${frequency} Hz`);
    }
  });

  it('holds the figures where the ratio is too odd for a whole table', () => {
    for (const frequency of [300, 1000, 4000]) {
      expect(levelDb(11025, 16000, frequency)).to.be.closeTo(0, 0.1, `${frequency} Hz`);
      expect(levelDb(11025, 16000, frequency, 11025 - frequency)).to.be.below(
        -80,
        `image of ${frequency} Hz`,
      );
    }
    const output = resample(sine(1000, 11025, 11025, AMPLITUDE), 11025, 16000);
    expect(sinad(rounded(output).subarray(480, 480 + 16 * 480), 1000, 16000)).to.be.at.least(88);
  });

  describe('from 24 kHz for playing', () => {
    for (const outputRate of [48000, 44100, 96000]) {
      it(`is flat to 8 kHz and without images at ${outputRate} Hz`, () => {
        for (const frequency of [100, 1000, 5000, 8000]) {
          expect(levelDb(24000, outputRate, frequency)).to.be.closeTo(0, 0.1, `${frequency} Hz`);
          const image = levelDb(24000, outputRate, frequency, alias(24000 - frequency, outputRate));
          expect(image).to.be.at.most(-80, `image of ${frequency} Hz`);
        }
      });
    }
  });

  for (const [inputRate, outputRate] of [
    [48000, 16000],
    [44100, 16000],
    [24000, 48000],
    [24000, 44100],
    [11025, 16000],
  ] as const) {
    it(`gives the same samples and the exact count however ${inputRate} to ${outputRate} Hz is split`, () => {
      const input = noise(20000, 2);
      const whole = resample(input, inputRate, outputRate);
      for (const size of [1, 7, 128, 1024, 1025]) {
        expect(inPieces(input, inputRate, outputRate, () => size)).to.deep.equal(whole);
      }
      const random = seeded(3);
      const anySize = () => 1 + Math.floor(random() ** 4 * 4000);
      for (let round = 0; round < 5; round += 1) {
        expect(inPieces(input, inputRate, outputRate, anySize)).to.deep.equal(whole);
      }
    });

    it(`gives as many of ${outputRate} Hz as are asked for, from no more of ${inputRate} Hz than needed`, () => {
      const input = noise(20000, 4);
      const whole = resample(input, inputRate, outputRate);
      const resampler = new Resampler(inputRate, outputRate);
      const random = seeded(5);
      const output = new Float32Array(300);
      let fed = 0;
      for (let at = 0; at + 300 < whole.length;) {
        const wanted = 1 + Math.floor(random() * 300);
        const needed = resampler.inputNeeded(wanted);
        if (needed > 0) expect(resampler.outputsFor(needed - 1)).to.be.below(wanted);
        const written = resampler.process(input.subarray(fed, fed + needed), needed, output, 0, wanted);
        expect(written).to.equal(wanted);
        expect(output.subarray(0, wanted)).to.deep.equal(whole.subarray(at, at + wanted));
        fed += needed;
        at += wanted;
      }
    });
  }

  it('does not drift in an hour', () => {
    const hour = 3600 * 44100;
    const resampler = new Resampler(44100, 16000);
    // Positions move as they do with samples; an hour of sums is not needed to see where they end.
    let fed = 0;
    let written = 0;
    const silence = new Float32Array(44101);
    const output = new Float32Array(16010);
    for (let step = 0; step < 20; step += 1) {
      written += resampler.process(silence, silence.length, output, 0);
      fed += silence.length;
    }
    expect(written).to.equal(Math.floor((fed * 16000) / 44100));
    expect(written + resampler.outputsFor(hour - fed)).to.equal(3600 * 16000);
  });

  it('is late by what it says', () => {
    for (const [inputRate, outputRate] of [
      [48000, 16000],
      [24000, 44100],
    ] as const) {
      const frequency = 500;
      const output = resample(sine(frequency, inputRate, inputRate / 5), inputRate, outputRate);
      const delay = new Resampler(inputRate, outputRate).delaySamples;
      let worst = 0;
      for (let i = 500; i < output.length; i += 1) {
        const due = 0.5 * Math.sin((2 * Math.PI * frequency * (i - delay)) / outputRate);
        worst = Math.max(worst, Math.abs((output[i] ?? 0) - due));
      }
      expect(worst).to.be.below(1e-4);
    }
  });

  it('forgets on reset, and is silent once it has rung out', () => {
    const input = noise(500, 6);
    const resampler = new Resampler(48000, 16000);
    const first = new Float32Array(200);
    const second = new Float32Array(200);
    resampler.process(input, 500, first, 0);
    resampler.reset();
    resampler.process(input, 500, second, 0);
    expect(second).to.deep.equal(first);
    resampler.process(new Float32Array(resampler.memory), resampler.memory, first, 0);
    const after = new Float32Array(100);
    resampler.process(new Float32Array(300), 300, after, 0);
    expect(Array.from(after).every((sample) => sample === 0)).to.equal(true);
  });

  it('refuses rates that are none', () => {
    for (const rate of [0, -1, 44100.5, NaN, Infinity]) {
      expect(() => new Resampler(rate, 16000)).to.throw(RangeError);
      expect(() => new Resampler(16000, rate)).to.throw(RangeError);
    }
  });
});
