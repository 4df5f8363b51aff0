import { expect } from '@open-wc/testing';
import {
  LARGEST_UNMEASURED_BYTES,
  LONGEST_SOUND_S,
  MOST_CHUNKS,
  readSound,
} from '../../src/audio/read-sound.ts';
import { brief } from '../../src/core/say.ts';
import { rejection } from '../support/conversation-harness.ts';
import { amplitudeAt, db, sinad, sine } from '../support/signals.ts';
import { codedWavFile, wavFile, type WavShape } from '../support/wav.ts';

const read = (file: Blob): Promise<Int16Array> => readSound(file, new AbortController().signal);

/** 16-bit samples as −1…1. */
const floats = (samples: Int16Array): Float32Array => Float32Array.from(samples, (value) => value / 32768);

/** A second of 440 Hz at −6 dBFS; the sound's middle, in whole periods, is measured. */
const measured = async (shape: WavShape, channels = 1) => {
  const tone = sine(440, shape.rate, shape.rate);
  const samples = floats(
    await read(
      wavFile(
        Array.from({ length: channels }, () => tone),
        shape,
      ),
    ),
  );
  const middle = samples.subarray(4000, 12_000);
  return {
    samples,
    level: db(amplitudeAt(middle, 440, 16_000)),
    sinad: sinad(middle, 440, 16_000),
  };
};

describe('readSound', () => {
  for (const rate of [8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000]) {
    it(`brings ${rate} Hz to 16 kHz: length, level and purity`, async () => {
      const { level, samples, sinad: purity } = await measured({ rate, bits: 16 });
      expect(samples.length).to.equal(16_000);
      expect(level).to.be.closeTo(-6.02, 0.05);
      expect(purity).to.be.greaterThan(75);
    });
  }

  for (const [bits, float, least] of [
    [8, false, 44],
    [16, false, 85],
    [24, false, 85],
    [32, false, 85],
    [32, true, 85],
    [64, true, 85],
  ] as const) {
    it(`reads ${bits}-bit ${float ? 'floats' : 'integers'}, in the short and the long form`, async () => {
      for (const extensible of [false, true]) {
        const { level, sinad: purity } = await measured({ rate: 16_000, bits, float, extensible }, 2);
        expect(level).to.be.closeTo(-6.02, 0.05);
        expect(purity).to.be.greaterThan(least);
      }
    });
  }

  it('is in time with what went in', async () => {
    for (const rate of [8000, 44_100, 48_000]) {
      const click = new Float32Array(rate);
      click.fill(0.5, rate / 2, rate / 2 + rate / 100);
      const samples = floats(await read(wavFile([click], { rate, bits: 16 })));
      const first = samples.findIndex((value) => value > 0.25);
      expect(Math.abs(first - 8000), `${rate} Hz`).to.be.at.most(1);
    }
  });

  it('keeps what is above the band out', async () => {
    const hiss = sine(12_000, 48_000, 48_000);
    const samples = floats(await read(wavFile([hiss], { rate: 48_000, bits: 24 })));
    expect(Math.max(...samples.subarray(1000, 15_000).map(Math.abs))).to.be.lessThan(0.001);
  });

  it('averages the channels', async () => {
    const left = sine(440, 16_000, 16_000, 0.4);
    const right = sine(1000, 16_000, 16_000, 0.2);
    const samples = floats(await read(wavFile([left, right], { rate: 16_000, bits: 16 })));
    expect(amplitudeAt(samples, 440, 16_000)).to.be.closeTo(0.2, 0.001);
    expect(amplitudeAt(samples, 1000, 16_000)).to.be.closeTo(0.1, 0.001);
  });

  it('finds the samples behind other chunks, and where the header does not know their length', async () => {
    const tone = [sine(440, 16_000, 8000)];
    const shape = { rate: 16_000, bits: 16 } as const;
    const plain = await read(wavFile(tone, shape));
    for (const more of [{ chunk: { name: 'LIST', bytes: 7 } }, { claimed: 0 }, { claimed: 0xffffffff }]) {
      expect(await read(wavFile(tone, { ...shape, ...more }))).to.deep.equal(plain);
    }
  });

  it('is the same read in one piece or in many', async () => {
    const rate = 96_000;
    const long = sine(440, rate, 5 * rate);
    const samples = floats(await read(wavFile([long, long], { rate, bits: 32, float: true })));
    expect(samples.length).to.equal(80_000);
    expect(sinad(samples.subarray(1600, 78_400), 440, 16_000)).to.be.greaterThan(80);
  });

  it('has the browser decode what is no plain WAV', async () => {
    const samples = floats(await read(await codedWavFile(sine(440, 8000, 8000), 8000)));
    expect(samples.length).to.be.within(15_990, 16_010);
    const middle = samples.subarray(4000, 12_000);
    expect(db(amplitudeAt(middle, 440, 16_000))).to.be.closeTo(-6.02, 0.2);
    expect(sinad(middle, 440, 16_000)).to.be.greaterThan(30);
  });

  it('refuses what is no sound, empty, or too long, and says why', async () => {
    const silence = new Float32Array(8000 * LONGEST_SOUND_S + 1);
    const table = [
      [new Blob([]), 'sound-empty'],
      [wavFile([new Float32Array(0)], { rate: 16_000, bits: 16 }), 'sound-empty'],
      [new Blob(['This is no sound.']), 'sound-unreadable'],
      [new Blob([new Uint8Array(10_000_001)]), 'sound-long'],
      [wavFile([silence], { rate: 8000, bits: 8 }), 'sound-long'],
      [wavFile([silence], { rate: 8000, bits: 8 }).slice(0, 43), 'sound-unreadable'],
    ] as const;
    for (const [file, why] of table) {
      const error = await rejection(read(file));
      expect(error.code).to.equal('config');
      expect(brief(error.message)).to.equal(why);
    }
  });

  it('does not let the browser decode what is too long, or of a length that nobody knows and not small', async () => {
    const { decodeAudioData } = OfflineAudioContext.prototype;
    let decoded = 0;
    OfflineAudioContext.prototype.decodeAudioData = function (...given) {
      decoded += 1;
      return decodeAudioData.apply(this, given);
    };
    try {
      const long = await codedWavFile(new Float32Array(8000 * LONGEST_SOUND_S + 8000), 8000);
      const unknown = new Blob([new Uint8Array(LARGEST_UNMEASURED_BYTES + 1)]);
      for (const file of [long, unknown]) {
        expect(brief((await rejection(read(file))).message)).to.equal('sound-long');
      }
      expect(decoded).to.equal(0);
      await read(await codedWavFile(new Float32Array(8000 * 200), 8000));
      expect(decoded, 'of a known length').to.equal(1);
    } finally {
      OfflineAudioContext.prototype.decodeAudioData = decodeAudioData;
    }
  });

  it('does not walk through a great many chunks', async () => {
    const good = wavFile([sine(440, 16_000, 1600)], { rate: 16_000, bits: 16 });
    const empty = new TextEncoder().encode('LIST\0\0\0\0');
    const padded = (chunks: number): Blob =>
      new Blob([good.slice(0, 12), ...Array<Uint8Array<ArrayBuffer>>(chunks).fill(empty), good.slice(12)]);
    expect(await read(padded(MOST_CHUNKS - 2))).to.deep.equal(await read(good));
    const many = padded(100_000);
    const { slice } = Blob.prototype;
    let reads = 0;
    many.slice = (...given) => {
      reads += 1;
      return slice.apply(many, given);
    };
    expect(brief((await rejection(read(many))).message)).to.equal('sound-unreadable');
    expect(reads).to.be.at.most(MOST_CHUNKS + 2);
  });

  it('ends with its signal', async () => {
    const abort = new AbortController();
    const tone = wavFile([sine(440, 48_000, 480_000)], { rate: 48_000, bits: 24 });
    const reading = readSound(tone, abort.signal);
    abort.abort(new DOMException('Ended.', 'AbortError'));
    expect((await rejection(reading)).name).to.equal('AbortError');
  });
});
