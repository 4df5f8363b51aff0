import { JpegEncoder } from './jpeg-encoder.ts';
import { fit } from './picture-size.ts';

/** What sources that follow one another share, so that the service gets no more of them than of one. */
export interface Pace {
  /** When the last frame was handed out, by `performance.now()`. */
  lastAt: number;
}

export interface FrameSourceOptions {
  readonly stream: MediaStream;
  readonly pace: Pace;
  /** Longest side of the frames, px; asked for each. */
  readonly side: () => number;
  /** Whether a frame can be used now; asked before each is made. */
  readonly wanted: () => boolean;
  readonly onFrame: (jpeg: ArrayBuffer) => void;
}

/** The Live API looks at one frame a second (documented); what comes in between is not seen. */
export const FRAME_MS = 1000;

/** As Google's own samples have it. */
const QUALITY = 0.7;

/**
 * A camera's or screen's stream as JPEGs, at most one a second, also while nothing in it moves: a model that is asked "and
 * now?" needs a picture of now. There is none while the browser itself withholds the picture (`track.muted`: a phone's page in
 * the background, a minimised window). The page may be hidden: whoever shares another window looks at that one.
 */
export class FrameSource {
  readonly #options: FrameSourceOptions;
  readonly #encoder = new JpegEncoder();
  #video: HTMLVideoElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  constructor(options: FrameSourceOptions) {
    this.#options = options;
  }

  start(): void {
    const video = (this.#video = document.createElement('video'));
    video.muted = video.playsInline = true;
    video.srcObject = this.#options.stream;
    video.onloadeddata = () => this.#begin();
    // Refused only because the stream has ended or was taken away again.
    video.play().catch(() => undefined);
  }

  /** A frame at once, unless one was made within the last second: somebody can use it from now on. */
  wake(): void {
    if (this.#timer !== undefined && this.#left() <= 0) this.#tick();
  }

  /** The stream is its owner's to end. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#video) return;
    this.#video.onloadeddata = null;
    this.#video.srcObject = null;
    this.#video = undefined;
  }

  /** Until the next frame may be made, ms. */
  #left(): number {
    return this.#options.pace.lastAt + FRAME_MS - performance.now();
  }

  #begin(): void {
    const left = this.#left();
    if (left > 0) this.#wait(Math.ceil(left));
    else this.#tick();
  }

  #wait(ms = FRAME_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), ms);
  }

  #tick(): void {
    this.#wait();
    void this.#capture();
  }

  async #capture(): Promise<void> {
    const video = this.#video;
    const { onFrame, pace, side, stream, wanted } = this.#options;
    const [track] = stream.getVideoTracks();
    // One that takes longer than a second to encode is not overtaken by the next.
    if (!video || this.#busy || !track || track.muted || !wanted()) return;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return;
    this.#busy = true;
    try {
      const size = fit({ width: video.videoWidth, height: video.videoHeight }, side());
      const jpeg = await this.#encoder.encode(video, size, QUALITY);
      const bytes = await jpeg.arrayBuffer();
      if (this.#video !== video) return;
      // From here on, since not every frame takes as long to make.
      pace.lastAt = performance.now();
      this.#wait();
      onFrame(bytes);
    } catch {
      // A frame that cannot be drawn or encoded is worth no word: the next one is due in a second.
    } finally {
      this.#busy = false;
    }
  }
}
