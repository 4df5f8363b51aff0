import { expect } from '@open-wc/testing';
import { MAX_JPEG_BYTES } from '../../src/video/jpeg-encoder.ts';
import { MAX_FILE_BYTES, readPicture } from '../../src/video/read-picture.ts';
import { rejection } from '../support/conversation-harness.ts';
import { bmp, gif, pngHeader, pngOf, quarters, withExif } from './support/files.ts';
import { colour, pixelsOf } from './support/pixels.ts';

const CORNERS = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8],
] as const;

/** Size and the colours of the four quarters of what was made of a file. */
const read = async (file: Blob, side = 1536) => {
  const { jpeg, thumbnail } = await readPicture(file, side);
  const { width, height, at } = await pixelsOf(jpeg);
  return {
    size: `${width}×${height}`,
    colours: CORNERS.map(([x, y]) => colour(at(x, y))),
    bytes: new Uint8Array(jpeg),
    small: await pixelsOf(thumbnail),
  };
};

describe('readPicture', () => {
  it('makes a JPEG within the side, and a small copy', async () => {
    const { bytes, colours, size, small } = await read(await quarters(2000, 1000));
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xff, 0xd8, 0xff]);
    expect(size).to.equal('1536×768');
    expect(colours).to.deep.equal(['red', 'green', 'blue', 'white']);
    expect([small.width, small.height]).to.deep.equal([192, 96]);
    expect(colour(small.at(0.8, 0.2))).to.equal('green');
  });

  for (const [name, file, size, colours] of [
    ['a small JPEG as it is', () => quarters(300, 200), '300×200', 'red green blue white'],
    ['PNG', () => quarters(300, 200, 'image/png'), '300×200', 'red green blue white'],
    ['GIF', gif, '1×1', 'red red red red'],
    ['BMP', () => bmp(30, 20), '30×20', 'red red red red'],
    ['a strip, very wide', () => pngOf(40_000, 16), '1536×1', undefined],
    ['a strip, very high', () => pngOf(16, 40_000), '1×1536', undefined],
    ['what is called by a wrong name', () => new Blob([gif()], { type: 'text/plain' }), '1×1', undefined],
  ] as const) {
    it(`reads ${name}`, async () => {
      const made = await read(await file());
      expect(made.size).to.equal(size);
      if (colours !== undefined) expect(made.colours.join(' ')).to.equal(colours);
    });
  }

  it('puts what is transparent on white', async () => {
    const canvas = document.createElement('canvas');
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    expect((await read(file!)).colours).to.deep.equal(['white', 'white', 'white', 'white']);
  });

  // EXIF 2.32, tag 0x0112: where the first row and the first column of the stored picture belong.
  for (const [orientation, size, colours] of [
    [1, '300×200', 'red green blue white'],
    [2, '300×200', 'green red white blue'],
    [3, '300×200', 'white blue green red'],
    [4, '300×200', 'blue white red green'],
    [5, '200×300', 'red blue green white'],
    [6, '200×300', 'blue red white green'],
    [7, '200×300', 'white green blue red'],
    [8, '200×300', 'green white red blue'],
  ] as const) {
    it(`turns it upright, by orientation ${orientation}, and forgets the place`, async () => {
      const file = withExif(await quarters(300, 200), orientation, 'Bahnhofstrasse 1');
      expect(await file.text()).to.contain('Bahnhofstrasse 1');
      const made = await read(file);
      expect(made.size).to.equal(size);
      expect(made.colours.join(' ')).to.equal(colours);
      const text = new TextDecoder('latin1').decode(made.bytes);
      expect(text).not.to.contain('Bahnhofstrasse').and.not.to.contain('Exif');
    });
  }

  for (const [orientation, size, colours] of [
    [3, '600×400', 'white blue green red'],
    [6, '400×600', 'blue red white green'],
    [8, '400×600', 'green white red blue'],
  ] as const) {
    it(`keeps the proportions of one that is turned and scaled (${orientation})`, async () => {
      const made = await read(withExif(await quarters(3000, 2000), orientation, ''), 600);
      expect(made.size).to.equal(size);
      expect(made.colours.join(' ')).to.equal(colours);
    });
  }

  it('reads 50 megapixels', async () => {
    const made = await read(await pngOf(8192, 6144));
    expect(made.size).to.equal('1536×1152');
    expect(made.colours).to.deep.equal(['black', 'white', 'black', 'white']);
  });

  it('lowers the quality of what would be too large', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1536;
    const context = canvas.getContext('2d')!;
    const noise = context.createImageData(1536, 1536);
    for (let at = 0; at < noise.data.length; at += 65_536)
      crypto.getRandomValues(new Uint8Array(noise.data.buffer, at, 65_536));
    context.putImageData(noise, 0, 0);
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    expect(file!.size).to.be.greaterThan(5 * MAX_JPEG_BYTES);
    expect((await read(file!)).bytes.length).to.be.lessThan(2 * MAX_JPEG_BYTES);
  });

  const SVG =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>parent.hit = 1</script></svg>';

  for (const [name, file, id] of [
    ['nothing', () => new Blob([]), 'picture-empty'],
    ['no Blob', () => 'image' as unknown as Blob, 'picture-no-blob'],
    ['null', () => null as unknown as Blob, 'picture-no-blob'],
    ['text by the name of a PNG', () => new Blob(['Hello'], { type: 'image/png' }), 'picture-unknown'],
    ['SVG, which can hold scripts', () => new Blob([SVG], { type: 'image/svg+xml' }), 'picture-unknown'],
    ['one byte', () => new Blob([new Uint8Array([0xff])]), 'picture-unknown'],
    ['a JPEG cut off in its header', async () => (await quarters(64, 64)).slice(0, 40), 'picture-unknown'],
    ['a PNG without pixels', () => new Blob([pngHeader(64, 64)]), 'picture-damaged'],
    ['a PNG of no size', () => new Blob([pngHeader(0, 64)]), 'picture-unknown'],
    ['a bomb', () => new Blob([pngHeader(30_000, 30_000)]), 'picture-pixels'],
    ['the largest bomb', () => new Blob([pngHeader(0xffffffff, 0xffffffff)]), 'picture-pixels'],
    ['a file that is too large', () => new Blob([new Uint8Array(MAX_FILE_BYTES + 1)]), 'picture-bytes'],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const error = await rejection(readPicture(await file(), 768));
      expect(error.code).to.equal('config');
      expect(error.message).to.contain(id);
      expect('hit' in window).to.equal(false);
    });
  }
});
