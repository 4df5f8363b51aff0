/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const USUAL_SIDE = 768;

/**
 * Longest side of one frame of many, px, for a `mediaResolution` of `LiveConnectConfig`. Google advises 768×768, which the
 * model reads as 256 tokens; `low` has a quarter of the tokens, hence half the side; `high` "reframes" (zooms into the
 * picture, at 256 tokens a view), for which it needs more than it shows at once: twice the side.
 */
export const frameSide = (mediaResolution: unknown): number => {
  switch (mediaResolution) {
    case 'MEDIA_RESOLUTION_LOW':
      return USUAL_SIDE / 2;
    case 'MEDIA_RESOLUTION_HIGH':
      return USUAL_SIDE * 2;
    default:
      return USUAL_SIDE;
  }
};

/** Longest side of a single picture, px: it does not come again a second later, and is more often something to be read. */
export const pictureSide = (mediaResolution: unknown): number =>
  Math.min(2 * frameSide(mediaResolution), 2 * USUAL_SIDE);

/** The size at which something is sent: both sides within `side`, in the same proportions, never enlarged, at least a pixel. */
export const fit = ({ width, height }: Size, side: number): Size => {
  const scale = Math.min(1, side / Math.max(width, height));
  const scaled = (length: number): number => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
};
