/** Picture files, made here, so that each test says what is special in its own. */

const bytesOf = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const uint32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const uint16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Uint8Array): Uint8Array<ArrayBuffer> => {
  const body = Uint8Array.from([...bytesOf(type), ...data]);
  return Uint8Array.from([...uint32(data.length), ...body, ...uint32(crcOf(body))]);
};

const deflated = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** A PNG of one bit a pixel: black, with a white right half. Large ones are small files. */
export const pngOf = async (width: number, height: number): Promise<Blob> => {
  const line = 1 + Math.ceil(width / 8);
  const pixels = new Uint8Array(line * height);
  for (let row = 0; row < height; row += 1) pixels.fill(0xff, row * line + 1 + (line >> 1), (row + 1) * line);
  return new Blob(
    [pngHeader(width, height), chunk('IDAT', await deflated(pixels)), chunk('IEND', new Uint8Array())],
    {
      type: 'image/png',
    },
  );
};

/** Signature and IHDR alone: what a bomb of any size begins with. */
export const pngHeader = (width: number, height: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0x89, ...bytesOf('PNG\r\n\x1a\n')],
    ...chunk('IHDR', Uint8Array.from([...uint32(width), ...uint32(height), 1, 0, 0, 0, 0])),
  ]);

/** Four quarters: red and green above, blue and white below. */
export const quarters = async (width: number, height: number, type = 'image/jpeg'): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const colours = ['#f00', '#0f0', '#00f', '#fff'];
  for (const [i, colour] of colours.entries()) {
    if (!context) break;
    context.fillStyle = colour;
    context.fillRect(((i % 2) * width) / 2, (Math.floor(i / 2) * height) / 2, width / 2, height / 2);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(type))), type, 0.95);
  });
};

/** The JPEG with an EXIF block before the rest: its orientation (1 to 8), and the words of a place. */
export const withExif = (jpeg: Blob, orientation: number, place: string): Blob => {
  const entry = [...uint16(0x0112), ...uint16(3), ...uint32(1), ...uint16(orientation), 0, 0];
  const note = [...uint16(0x010e), ...uint16(2), ...uint32(place.length + 1), ...uint32(38)];
  const tiff = [...bytesOf('MM'), 0, 42, ...uint32(8), ...uint16(2), ...note, ...entry, ...uint32(0)];
  const exif = [...bytesOf('Exif'), 0, 0, ...tiff, ...bytesOf(place), 0];
  const block = Uint8Array.from([0xff, 0xe1, ...uint16(exif.length + 2), ...exif]);
  return new Blob([jpeg.slice(0, 2), block, jpeg.slice(2)], { type: 'image/jpeg' });
};

/** One red pixel. */
export const gif = (): Blob =>
  new Blob(
    [
      Uint8Array.from(atob('R0lGODlhAQABAPAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (c) =>
        c.charCodeAt(0),
      ),
    ],
    { type: 'image/gif' },
  );

/** 24-bit, red, one pixel wide lines of four bytes. */
export const bmp = (width: number, height: number): Blob => {
  const line = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(54 + line * height);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('BM'));
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) bytes[54 + row * line + column * 3 + 2] = 0xff;
  return new Blob([bytes], { type: 'image/bmp' });
};
