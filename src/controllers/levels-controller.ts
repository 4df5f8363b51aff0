import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LiveState } from '../core/state.ts';
import { isResting, tint, type Visualizer } from '../ui/visualizers/visualizer.ts';

/** Loudness now, 0…1, pulled once a frame. */
export interface Levels {
  readonly input: number;
  readonly output: number;
}

export interface LevelsOptions {
  readonly levels: () => Levels;
  readonly state: () => LiveState;
  /** The picture to paint. */
  readonly visualizer: () => Visualizer;
}

/** Renders one `<canvas>`, or none. */
export type AnimatedHost = ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };

/** Share of the way to a new level that one frame goes: quick to rise, slow to fall, as meters are (per 1/60 s). */
const RISE = 0.35;
const FALL = 0.1;
/** More pixels than this cost more than the eye sees in something soft. */
const MAX_PIXEL_RATIO = 2;

/**
 * Paints the host's one `<canvas>` at display rate, without an update of the host and without reading layout. It runs
 * only while the conversation does, the canvas is on screen and the page is visible. Else, and for those who asked for
 * less motion, there is a still picture, painted anew when state, size or colours change.
 */
export class LevelsController implements ReactiveController {
  readonly #host: AnimatedHost;
  readonly #options: LevelsOptions;
  #canvas: HTMLCanvasElement | undefined;
  #observers: AbortController | undefined;
  #stillness: MediaQueryList | undefined;
  #onScreen = false;
  #frame = 0;
  #last = 0;
  #input = 0;
  #output = 0;
  #tints: Parameters<Visualizer>[1]['tints'] | undefined;

  constructor(host: AnimatedHost, options: LevelsOptions) {
    this.#options = options;
    (this.#host = host).addController(this);
  }

  /** It may come when the host has rendered already, and the host may come back to the page as it was. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const canvas = this.#host.renderRoot.querySelector('canvas');
    // Outside the page nothing can be seen, and colours have no values.
    if (!canvas?.isConnected) this.#watch(undefined);
    else if (canvas !== this.#canvas || this.#observers === undefined) this.#watch(canvas);
    this.#refresh();
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(canvas: HTMLCanvasElement | undefined): void {
    this.#observers?.abort();
    this.#observers = undefined;
    this.#stop();
    this.#canvas = canvas;
    this.#onScreen = false;
    this.#tints = undefined;
    if (canvas === undefined) return;

    const { signal } = (this.#observers = new AbortController());
    const seen = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#refresh();
    });
    const sized = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect;
      if (!box) return;
      const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
      canvas.width = Math.round(box.width * ratio);
      canvas.height = Math.round(box.height * ratio);
      this.#refresh();
    });
    seen.observe(canvas);
    sized.observe(canvas);
    signal.addEventListener('abort', () => {
      seen.disconnect();
      sized.disconnect();
    });
    // The stylesheet lets the colours change within 1 ms, so that any cause of a change ends in this event.
    canvas.addEventListener('transitionend', () => this.#repaint(), { signal });
    document.addEventListener('visibilitychange', () => this.#refresh(), { signal });
    this.#stillness = matchMedia('(prefers-reduced-motion: reduce)');
    this.#stillness.addEventListener('change', () => this.#refresh(), { signal });
  }

  #repaint(): void {
    this.#tints = undefined;
    this.#refresh();
  }

  /** Starts or stops the frames; when none run, paints the picture once. */
  #refresh(): void {
    if (this.#wanted()) {
      this.#frame ||= requestAnimationFrame(this.#tick);
    } else {
      this.#stop();
      this.#input = this.#output = 0;
      this.#paint(0);
    }
  }

  #wanted(): boolean {
    return (
      this.#onScreen &&
      !isResting(this.#options.state()) &&
      document.visibilityState === 'visible' &&
      this.#stillness?.matches !== true
    );
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #tick = (now: number): void => {
    this.#frame = requestAnimationFrame(this.#tick);
    const frames = Math.min(4, ((now - this.#last) * 60) / 1000);
    this.#last = now;
    const { input, output } = this.#options.levels();
    this.#input = approach(this.#input, input, frames);
    this.#output = approach(this.#output, output, frames);
    this.#paint(now / 1000);
  };

  #paint(time: number): void {
    const context = this.#canvas?.getContext('2d');
    if (!context || !this.#canvas) return;
    const { width, height } = this.#canvas;
    if (width === 0 || height === 0) return;
    this.#tints ??= tintsOf(this.#canvas);
    context.clearRect(0, 0, width, height);
    this.#options.visualizer()(context, {
      width,
      height,
      time,
      input: this.#input,
      output: this.#output,
      state: this.#options.state(),
      tints: this.#tints,
    });
  }
}

/** Moves towards the level; `frames` makes it the same on a 60 and on a 120 Hz display. */
const approach = (value: number, level: number, frames: number): number =>
  value + (Math.min(1, Math.max(0, level)) - value) * (1 - (1 - (level > value ? RISE : FALL)) ** frames);

/** The stylesheet hands the three colours over in properties whose computed values are colours. */
const tintsOf = (canvas: HTMLCanvasElement): Parameters<Visualizer>[1]['tints'] => {
  const { color, outlineColor, textDecorationColor } = getComputedStyle(canvas);
  return [tint(color), tint(outlineColor), tint(textDecorationColor)];
};
