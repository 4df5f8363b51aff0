import { expect } from '@open-wc/testing';
import { HEADER_BYTES, sizeInHeader } from '../../src/video/picture-header.ts';
import { quarters, withExif } from './support/files.ts';

const bytes = (...parts: (string | number[])[]): ArrayBuffer =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  ).buffer;
const zeros = (count: number): number[] => Array<number>(count).fill(0);

describe('sizeInHeader', () => {
  const sof = [0xff, 0xc2, 0, 11, 8, 0x01, 0x02, 0x03, 0x04];

  for (const [name, given, size] of [
    ['a progressive JPEG', bytes([0xff, 0xd8], sof, zeros(9)), [0x0304, 0x0102]],
    [
      'a JPEG with tables before',
      bytes([0xff, 0xd8, 0xff, 0xc4, 0, 4, 9, 9], sof, zeros(9)),
      [0x0304, 0x0102],
    ],
    ['a JPEG with fill bytes', bytes([0xff, 0xd8, 0xff, 0xff], sof, zeros(9)), [0x0304, 0x0102]],
    ['GIF', bytes('GIF89a', [0x04, 0x03, 0x02, 0x01], zeros(9)), [0x0304, 0x0102]],
    [
      'BMP from the top down',
      bytes('BM', zeros(12), [40, 0, 0, 0, 7, 0, 0, 0, 0xfb, 0xff, 0xff, 0xff]),
      [7, 5],
    ],
    ['WebP, lossy', bytes('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [0x2c, 0xc1, 0x90, 0x80]), [300, 144]],
    [
      'WebP, lossless',
      bytes('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f, 0x2b, 0xc1, 0x31, 0]),
      [300, 200],
    ],
    ['WebP, extended', bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x2b, 1, 0, 0xc7, 0, 0]), [300, 200]],
    [
      'AVIF, the largest of its pictures',
      bytes(zeros(4), 'ftypavif', zeros(8), 'ispe', [...zeros(4), 0, 0, 0, 64, 0, 0, 0, 32], 'ispe', [
        ...zeros(4),
        0,
        0,
        4,
        0,
        0,
        0,
        2,
        0,
      ]),
      [1024, 512],
    ],
    [
      'another ISO file',
      bytes(zeros(4), 'ftypisom', zeros(8), 'ispe', zeros(3), [9, 0, 0, 0, 9, 0, 0, 0, 9]),
      undefined,
    ],
    ['nothing', bytes(), undefined],
    ['text', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
    ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2]), undefined],
    ['a JPEG that goes nowhere', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0], zeros(50)), undefined],
    ['a JPEG of no height', bytes([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 9], zeros(9)), undefined],
  ] as const) {
    it(`${name}: ${size ? size.join('×') : 'unknown'}`, () => {
      const found = sizeInHeader(given);
      expect(found && [found.width, found.height]).to.deep.equal(size);
    });
  }

  it('a JPEG behind 64 kB of EXIF', async () => {
    const file = withExif(await quarters(300, 200), 6, 'x'.repeat(65_000));
    const found = sizeInHeader(await file.slice(0, HEADER_BYTES).arrayBuffer());
    expect(found).to.deep.equal({ width: 300, height: 200 });
  });

  it('takes no noise for a picture, and throws at nothing', () => {
    for (let length = 0; length < 300; length += 1) {
      const noise = crypto.getRandomValues(new Uint8Array(length));
      if (length > 1) noise.set([0xff, 0xd8]);
      expect(() => sizeInHeader(noise.buffer)).not.to.throw();
    }
  });
});
