import { MAX_TURN_FRAMES, MAX_TURN_FRAME_BYTES } from '../assumptions/index.ts';

/** A frame of video as it came. */
export interface VideoFrame {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** How many samples of audio (16 kHz) had come before it. */
  readonly startSample: number;
}

/** Frames that belong to a turn: all are counted, the bytes of the last ones kept. */
export interface TakenFrames {
  readonly frames: readonly VideoFrame[];
  readonly count: number;
}

/** The video that came since the last turn. */
export class VideoFrames {
  #frames: VideoFrame[] = [];
  #bytes = 0;
  /** Frames before those that are kept, and when the last of them came. */
  #older = 0;
  #olderSample = -1;

  get count(): number {
    return this.#older + this.#frames.length;
  }

  add(frame: VideoFrame): void {
    this.#frames.push(frame);
    this.#bytes += frame.bytes.length;
    while (this.#frames.length > MAX_TURN_FRAMES || this.#bytes > MAX_TURN_FRAME_BYTES) {
      const oldest = this.#frames.shift();
      if (!oldest) return;
      this.#bytes -= oldest.bytes.length;
      this.#olderSample = oldest.startSample;
      this.#older += 1;
    }
  }

  /** Frames of an earlier connection, of which nothing but the number is known. */
  restore(count: number): void {
    this.#older += count;
  }

  /** Ends the turn: what came from this sample on belongs to it, and the rest to none. */
  take(since: number): TakenFrames {
    const frames = this.#frames.filter(({ startSample }) => startSample >= since);
    const older = since <= Math.max(0, this.#olderSample) ? this.#older : 0;
    this.#frames = [];
    this.#bytes = 0;
    this.#older = 0;
    this.#olderSample = -1;
    return { frames, count: older + frames.length };
  }
}
