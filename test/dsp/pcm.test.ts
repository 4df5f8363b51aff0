import { expect } from '@open-wc/testing';
import { floatToInt16, int16ToFloat, PcmReader } from '../../src/dsp/pcm.ts';
import { seeded } from '../../src/core/random.ts';

describe('floatToInt16', () => {
  it('clamps, rounds half away from zero and never wraps', () => {
    const half = 0.5 / 32768;
    const table: [number, number][] = [
      [0, 0],
      [half, 1],
      [-half, -1],
      [half * 0.99, 0],
      [-half * 0.99, 0],
      [0.5, 16384],
      [-0.5, -16384],
      [32767 / 32768, 32767],
      [1, 32767],
      [-1, -32768],
      [1.2, 32767],
      [-1.2, -32768],
      [Infinity, 32767],
      [-Infinity, -32768],
      [NaN, 0],
    ];
    for (const [input, expected] of table) {
      const output = new Int16Array(1);
      floatToInt16(Float32Array.of(input), 0, 1, output, 0);
      expect(output[0]).to.equal(expected, `${input}`);
    }
  });

  it('converts only the part that is meant', () => {
    const output = new Int16Array(4).fill(7);
    floatToInt16(Float32Array.of(0.1, 0.5, 0.25, 0.1), 1, 2, output, 1);
    expect(Array.from(output)).to.deep.equal([7, 16384, 8192, 7]);
  });
});

describe('int16ToFloat', () => {
  it('brings every 16-bit value there and back', () => {
    const all = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);
    const floats = new Float32Array(65536);
    const back = new Int16Array(65536);
    int16ToFloat(all, 0, all.length, floats, 0);
    floatToInt16(floats, 0, floats.length, back, 0);
    expect(back).to.deep.equal(all);
    expect(floats[0]).to.equal(-1);
    expect(floats[65535]).to.be.below(1);
  });
});

describe('PcmReader', () => {
  const bytes = Uint8Array.from({ length: 2001 }, (_, i) => (i * 37) & 0xff);
  const expected = Array.from({ length: 1000 }, (_, i) => new DataView(bytes.buffer).getInt16(2 * i, true));

  it('reads little-endian', () => {
    const samples = new PcmReader().read(Uint8Array.of(0x34, 0x12, 0xff, 0xff, 0x00, 0x80));
    expect(Array.from(samples)).to.deep.equal([0x1234, -1, -32768]);
  });

  it('gives the same samples however the bytes are split', () => {
    const random = seeded(7);
    for (let round = 0; round < 50; round += 1) {
      const reader = new PcmReader();
      const samples: number[] = [];
      for (let at = 0; at < bytes.length;) {
        const size = Math.floor(random() ** 3 * 200);
        samples.push(...reader.read(bytes.slice(at, at + size)));
        at += size;
      }
      expect(samples).to.deep.equal(expected);
    }
  });

  it('reads bytes that lie at an odd place of their buffer', () => {
    const shifted = new Uint8Array(2002);
    shifted.set(bytes, 1);
    expect(Array.from(new PcmReader().read(shifted.subarray(1)))).to.deep.equal(expected);
  });

  it('does not copy where it need not', () => {
    expect(new PcmReader().read(bytes).buffer).to.equal(bytes.buffer);
  });

  it('forgets the odd byte on reset', () => {
    const reader = new PcmReader();
    reader.read(Uint8Array.of(1, 0, 99));
    reader.reset();
    expect(Array.from(reader.read(Uint8Array.of(2, 0)))).to.deep.equal([2]);
  });
});
