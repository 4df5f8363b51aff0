import { expect } from '@open-wc/testing';
import { Capturer } from '../../src/dsp/capturer.ts';
import { FrameCutter } from '../../src/dsp/frame-cutter.ts';
import { seeded } from '../../src/core/random.ts';
import { sine } from '../support/signals.ts';

const samplesOf = (frames: ArrayBuffer[]): number[] => frames.flatMap((frame) => [...new Int16Array(frame)]);

describe('FrameCutter', () => {
  it('cuts any split into the same frames', () => {
    const random = seeded(21);
    const input = Float32Array.from({ length: 5000 }, (_, i) => (i - 2500) / 32768);
    const frames: ArrayBuffer[] = [];
    const cutter = new FrameCutter(320, (frame) => frames.push(frame));
    for (let at = 0; at < input.length;) {
      const piece = input.subarray(at, at + Math.floor(random() ** 3 * 900));
      cutter.write(piece, piece.length);
      at += piece.length;
    }
    expect(frames.map((frame) => frame.byteLength)).to.deep.equal(new Array(15).fill(640));
    expect(samplesOf(frames)).to.deep.equal(Array.from({ length: 4800 }, (_, i) => i - 2500));
  });

  it('lives on the buffers that come back, and makes new ones when none do', () => {
    const frames: ArrayBuffer[] = [];
    const cutter = new FrameCutter(100, (frame) => frames.push(frame));
    const second = new Float32Array(100);
    const held = cutter.pooled;
    for (let i = 0; i < 3 * held; i += 1) cutter.write(second, 100);
    expect(frames.length).to.equal(3 * held);
    expect(new Set(frames).size).to.equal(3 * held);
    expect(cutter.pooled).to.equal(0);
    frames.forEach((frame) => cutter.giveBack(frame));
    expect(cutter.pooled).to.equal(held);
    cutter.write(second, 100);
    cutter.write(second, 100);
    expect(new Set(frames).size).to.equal(3 * held + 1);
  });

  it('lets go of buffers of another length', () => {
    const cutter = new FrameCutter(100, () => undefined);
    cutter.write(new Float32Array(100), 100);
    const held = cutter.pooled;
    cutter.giveBack(new ArrayBuffer(198));
    expect(cutter.pooled).to.equal(held);
  });
});

describe('Capturer', () => {
  const capture = (blocks: Float32Array[][]): number[] => {
    const frames: ArrayBuffer[] = [];
    const options = { inputRate: 48000, outputRate: 16000, frameMs: 20 };
    const capturer = new Capturer(options, (frame) => frames.push(frame));
    blocks.forEach((channels) => capturer.process(channels));
    return samplesOf(frames);
  };

  it('averages channels and takes blocks of any length', () => {
    const left = sine(440, 48000, 9600);
    const right = left.map((sample) => sample / 2);
    const mono = left.map((sample) => sample * 0.75);
    const split = (samples: Float32Array) => [samples.subarray(0, 100), samples.subarray(100)];
    const stereo = split(left).map((block, i) => [block, split(right)[i] as Float32Array]);
    const expected = capture([[mono]]);
    expect(expected.length).to.equal(3200);
    expect(capture(stereo)).to.deep.equal(expected);
  });

  it('makes nothing of blocks without a channel', () => {
    expect(capture([[], [], [sine(440, 48000, 960)], []]).length).to.equal(320);
  });
});
