import { expect } from '@open-wc/testing';
import { Fade } from '../../src/dsp/fade.ts';

const ones = (length: number): Float32Array => new Float32Array(length).fill(1);

const applied = (fade: Fade, lengths: number[]): number[] =>
  lengths.flatMap((length) => {
    const samples = ones(length);
    fade.apply(samples, 0, length);
    return [...samples];
  });

const cosine = (place: number, length: number): number =>
  Math.fround(0.5 - 0.5 * Math.cos((Math.PI * place) / length));

describe('Fade', () => {
  it('lets sound through untouched until told otherwise', () => {
    expect(applied(new Fade(4), [3, 3])).to.deep.equal([1, 1, 1, 1, 1, 1]);
  });

  it('falls along a raised cosine to silence and stays there, however it is split', () => {
    for (const lengths of [[10], [1, 1, 1, 1, 1, 5], [3, 7]]) {
      const fade = new Fade(4);
      fade.fall();
      expect(fade.falling).to.equal(4);
      const expected = [4, 3, 2, 1, 0, 0, 0, 0, 0, 0].map((place) => cosine(place, 4));
      expect(applied(fade, lengths)).to.deep.equal(expected);
      expect(fade.falling).to.equal(0);
    }
  });

  it('rises after a hold, and can be opened at once', () => {
    for (const lengths of [[10], [1, 2, 1, 1, 5]]) {
      const fade = new Fade(4);
      fade.rise(2);
      const expected = [0, 0, 0, 1, 2, 3, 4, 4, 4, 4].map((place) => cosine(place, 4));
      expect(applied(fade, lengths)).to.deep.equal(expected);
    }
    const fade = new Fade(4);
    fade.fall();
    applied(fade, [8]);
    fade.open();
    expect(applied(fade, [2])).to.deep.equal([1, 1]);
  });

  it('touches only the part that is meant', () => {
    const fade = new Fade(2);
    fade.rise(0);
    const samples = ones(4);
    fade.apply(samples, 1, 2);
    expect([...samples]).to.deep.equal([1, 0, 1, 1]);
  });
});
