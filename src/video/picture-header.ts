import type { Size } from './picture-size.ts';

/** Bytes of a file that are looked at. A JPEG's size stands after what cameras write before it: place, colours, previews. */
export const HEADER_BYTES = 1 << 20;

/** Text of four letters or so at a place. */
const textAt = (view: DataView, at: number, length: number): string => {
  let text = '';
  for (let i = at; i < Math.min(at + length, view.byteLength); i += 1)
    text += String.fromCharCode(view.getUint8(i));
  return text;
};

const png = (view: DataView): Size | undefined =>
  textAt(view, 1, 7) === 'PNG\r\n\x1a\n' && textAt(view, 12, 4) === 'IHDR'
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : undefined;

const gif = (view: DataView): Size | undefined =>
  /^GIF8[79]a$/.test(textAt(view, 0, 6))
    ? { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    : undefined;

const bmp = (view: DataView): Size | undefined =>
  textAt(view, 0, 2) === 'BM' && view.getUint32(14, true) >= 40
    ? { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
    : undefined;

/** Markers of a JPEG frame, which hold its size: SOF0 to SOF15 without DHT, JPG and DAC (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const jpeg = (view: DataView): Size | undefined => {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  for (;;) {
    const [ff, marker] = [view.getUint8(at), view.getUint8(at + 1)];
    if (ff !== 0xff) return undefined;
    // Fill bytes may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
};

const webp = (view: DataView): Size | undefined => {
  if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return undefined;
  const uint24 = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (textAt(view, 12, 4)) {
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
};

const BRANDS = /^(avif|avis|heic|heix|mif1|msf1)/;

/** AVIF and HEIC: the largest of the pictures that the file speaks of (previews and tiles are smaller). */
const heif = (view: DataView): Size | undefined => {
  if (textAt(view, 4, 4) !== 'ftyp' || !BRANDS.test(textAt(view, 8, 4))) return undefined;
  let size: Size | undefined;
  for (let at = 12; at + 16 <= view.byteLength; at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue; // ispe
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!size || width * height > size.width * size.height) size = { width, height };
  }
  return size;
};

const FORMATS = [jpeg, png, webp, gif, heif, bmp];

/**
 * How large a picture is, told by its first bytes: before it is decoded, since a few bytes may stand for gigabytes, and by what
 * it is, not by what it says that it is. `undefined` when it is no JPEG, PNG, WebP, GIF, AVIF, HEIC or BMP, or is cut off.
 */
export const sizeInHeader = (bytes: ArrayBuffer): Size | undefined => {
  const view = new DataView(bytes);
  for (const format of FORMATS) {
    try {
      const size = format(view);
      if (size) return size.width > 0 && size.height > 0 ? size : undefined;
    } catch {
      // It ends too soon for this format.
    }
  }
  return undefined;
};
