import { LiveFailure } from '../core/live-failure.ts';
import { quote } from '../core/redact.ts';
import { say } from '../core/say.ts';
import { JpegEncoder } from './jpeg-encoder.ts';
import { HEADER_BYTES, sizeInHeader } from './picture-header.ts';
import { fit } from './picture-size.ts';

/** A picture as it is sent, and a small copy for the interface. */
export interface Picture {
  readonly jpeg: ArrayBuffer;
  readonly thumbnail: ArrayBuffer;
}

/** Largest file, bytes: a photograph of 50 megapixels without losses has about this. */
export const MAX_FILE_BYTES = 150_000_000;
/** Most pixels: decoded they take four bytes each, 400 MB for a moment. */
export const MAX_PIXELS = 100_000_000;

/** Longest side of the small copy, px: 96 px on a screen of double density. */
const THUMBNAIL_SIDE = 192;
const QUALITY = 0.85;
const THUMBNAIL_QUALITY = 0.6;

/**
 * Any picture that the browser can read, as a JPEG of at most `side` px, turned upright by its EXIF orientation, without
 * its metadata. Rejects with `config` when it is none, is damaged, or is larger than the limits above. The bytes never
 * become a part of the page: SVG, which can hold scripts, is refused.
 */
export const readPicture = async (file: Blob, side: number): Promise<Picture> => {
  check(file);
  const { width, height } = sizeOf(await file.slice(0, HEADER_BYTES).arrayBuffer());
  // A large one is scaled roughly as it is decoded, so that the whole of it is dropped at once: that also holds up the page
  // for half as long as scaling it in one fine step. By one side only, which keeps the proportions in every engine, turned or
  // not; the exact size comes with the drawing.
  const rough = 2 * side;
  const large = Math.min(width, height) > rough;
  const bitmap = await decode(file, large ? { resizeWidth: rough, resizeQuality: 'low' } : {});
  try {
    const encoder = new JpegEncoder();
    const jpeg = await encoder.encode(bitmap, fit(bitmap, side), QUALITY);
    const thumbnail = await encoder.encode(bitmap, fit(bitmap, THUMBNAIL_SIDE), THUMBNAIL_QUALITY);
    return { jpeg: await jpeg.arrayBuffer(), thumbnail: await thumbnail.arrayBuffer() };
  } finally {
    bitmap.close();
  }
};

const refuse = (message: string, cause?: unknown): never => {
  throw new LiveFailure('config', message, cause);
};

const check = (file: unknown): void => {
  if (!(file instanceof Blob)) refuse(say('picture-no-blob'));
  else if (file.size === 0) refuse(say('picture-empty'));
  else if (file.size > MAX_FILE_BYTES) refuse(say('picture-bytes', file.size, MAX_FILE_BYTES));
};

const sizeOf = (header: ArrayBuffer) => {
  const size = sizeInHeader(header) ?? refuse(say('picture-unknown'));
  const { width, height } = size;
  if (width * height > MAX_PIXELS) refuse(say('picture-pixels', `${width}×${height}`, MAX_PIXELS));
  return size;
};

const decode = (file: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> =>
  createImageBitmap(file, options)
    // Firefox (153) reads no Blob that is made of slices of others.
    .catch(async () => createImageBitmap(new Blob([await file.arrayBuffer()]), options))
    .catch((cause: unknown) =>
      refuse(say('picture-damaged', quote(cause instanceof Error ? cause.name : 'Error')), cause),
    );
