import type { Size } from './picture-size.ts';

/**
 * Largest JPEG that is sent, bytes. In base64 it stays below a megabyte, which servers between the page and the service
 * commonly take as one message.
 */
export const MAX_JPEG_BYTES = 700_000;

/** How much the quality is lowered, step by step, for the rare picture that is larger: noise, foliage, fine print. */
const QUALITY_STEPS = [1, 0.7, 0.4];

/**
 * Pictures as JPEG, scaled. The encoding itself runs beside the page's thread: `OffscreenCanvas.convertToBlob` where there
 * is one (Chrome 69, Firefox 105, Safari 16.4), else `toBlob` of a canvas. Whatever the source's file held beside its
 * pixels (place, time, camera) is gone.
 */
export class JpegEncoder {
  #canvas: OffscreenCanvas | HTMLCanvasElement | undefined;

  /** `quality`: 0…1, lowered when the result would be too large. Rejects when the browser cannot draw or encode it. */
  async encode(image: CanvasImageSource, { width, height }: Size, quality: number): Promise<Blob> {
    const canvas = (this.#canvas ??= createCanvas());
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    // The union of the two has no common overload.
    const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D | null;
    if (!context) throw new Error('No 2D canvas.');
    // JPEG knows no transparency: what shines through is paper, not night.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'medium';
    context.drawImage(image, 0, 0, width, height);
    let jpeg = new Blob();
    for (const step of QUALITY_STEPS) {
      jpeg = await jpegOf(canvas, quality * step);
      if (jpeg.size <= MAX_JPEG_BYTES) break;
    }
    return jpeg;
  }
}

const createCanvas = (): OffscreenCanvas | HTMLCanvasElement =>
  'OffscreenCanvas' in globalThis ? new OffscreenCanvas(1, 1) : document.createElement('canvas');

const jpegOf = (canvas: OffscreenCanvas | HTMLCanvasElement, quality: number): Promise<Blob> => {
  const type = 'image/jpeg';
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG.'))), type, quality);
  });
};
