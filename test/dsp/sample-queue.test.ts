import { expect } from '@open-wc/testing';
import { SampleQueue } from '../../src/dsp/sample-queue.ts';
import { seeded } from '../../src/core/random.ts';

const ramp = (from: number, length: number): Int16Array =>
  Int16Array.from({ length }, (_, i) => (from + i) % 32768);

describe('SampleQueue', () => {
  it('gives back in order what was put in, in any sizes', () => {
    const random = seeded(11);
    const queue = new SampleQueue(1_000_000);
    let pushed = 0;
    let read = 0;
    for (let step = 0; step < 4000; step += 1) {
      const count = Math.floor(random() ** 4 * 3000);
      if (random() < 0.55) {
        expect(queue.push(ramp(pushed, count))).to.equal(true);
        pushed += count;
      } else if (random() < 0.1) {
        const taken = queue.take(count);
        expect(taken).to.deep.equal(ramp(read, Math.min(count, pushed - read)));
        read += taken.length;
      } else {
        const output = new Float32Array(count + 2).fill(9);
        const got = queue.read(output, 1, count);
        expect(got).to.equal(Math.min(count, pushed - read));
        const expected = Float32Array.from(ramp(read, got), (sample) => sample / 32768);
        expect(output.subarray(1, 1 + got)).to.deep.equal(expected);
        expect([output[0], output[got + 1]]).to.deep.equal([9, 9]);
        read += got;
      }
      expect(queue.length).to.equal(pushed - read);
    }
    expect(read).to.be.above(100_000);
  });

  it('takes a hundred thousand chunks of one sample', () => {
    const queue = new SampleQueue(200_000);
    for (let i = 0; i < 100_000; i += 1) queue.push(Int16Array.of(i % 1000));
    const output = new Float32Array(100_000);
    expect(queue.read(output, 0, 100_000)).to.equal(100_000);
    expect(output.every((sample, i) => sample === (i % 1000) / 32768)).to.equal(true);
  });

  it('is bounded by how much it holds, not by how many chunks', () => {
    const queue = new SampleQueue(1000);
    expect(queue.push(ramp(0, 600))).to.equal(true);
    expect(queue.push(ramp(0, 401))).to.equal(false);
    expect(queue.length).to.equal(600);
    expect(queue.push(ramp(600, 400))).to.equal(true);
    expect(queue.push(ramp(0, 1))).to.equal(false);
    expect(queue.take(2000)).to.deep.equal(ramp(0, 1000));
  });

  it('keeps chunks by reference', () => {
    const queue = new SampleQueue(10_000);
    const chunk = ramp(0, 500);
    queue.push(chunk);
    chunk[3] = -4;
    expect(queue.take(4)[3]).to.equal(-4);
  });

  it('is empty after clear and goes on', () => {
    const queue = new SampleQueue(10_000);
    queue.push(ramp(0, 5));
    queue.push(ramp(0, 500));
    queue.take(3);
    queue.clear();
    expect(queue.length).to.equal(0);
    queue.push(ramp(7, 3));
    queue.push(ramp(10, 3));
    expect(queue.take(10)).to.deep.equal(ramp(7, 6));
  });
});
