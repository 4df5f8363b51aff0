import type { LiveState } from '../../core/state.ts';

/** A colour, and the same colour fully transparent: a gradient that ends in black transparency would turn grey. */
export interface Tint {
  readonly solid: string;
  readonly clear: string;
}

/** All that a picture is made of. */
export interface VisualizerFrame {
  /** Size in device pixels. */
  readonly width: number;
  readonly height: number;
  /** Seconds, from any origin; stands still for those who asked for less motion. */
  readonly time: number;
  /** Smoothed levels of the visitor and of the model, 0…1. */
  readonly input: number;
  readonly output: number;
  readonly state: LiveState;
  readonly tints: readonly [Tint, Tint, Tint];
}

/** Paints one frame on a cleared canvas. It must not read layout. */
export type Visualizer = (context: CanvasRenderingContext2D, frame: VisualizerFrame) => void;

/** Makes a tint of a computed colour: `rgb(…)`, `rgba(…)` or any of the functions with spaces, such as `oklch(…)`. */
export const tint = (color: string): Tint => {
  const opaque = color
    .replace(/^rgba?\(([^,]+),([^,]+),([^,)]+)[^)]*\)$/, 'rgb($1$2$3)')
    .replace(/ *(\/[^)]*)?\)$/, '');
  return { solid: `${opaque})`, clear: `${opaque} / 0)` };
};

/** Whether nothing is going on: pictures are then pale and still. */
export const isResting = (state: LiveState): boolean =>
  state === 'idle' || state === 'ended' || state === 'failed';
