import { SpeechDetector } from '../../dsp/speech-detector.ts';
import { toFloat } from '../listening/resample.ts';
import type { LinePlace } from '../recording/recording-file.ts';

/** Peaks a second: one for each 20 ms. */
export const PEAKS_PER_SECOND = 50;

/** A stretch of a track with a meaning of its own: what somebody said, or an answer. Seconds of the track. */
export interface Segment {
  readonly start: number;
  /** `undefined` while it goes on. */
  end: number | undefined;
}

/** A frame's audio in a track. */
interface Piece {
  readonly start: number;
  readonly seconds: number;
  readonly rate: number;
  readonly place: LinePlace | undefined;
}

/** Silence that ends what was said, ms: shorter than the service's, so that pauses show. */
const PAUSE_MS = 400;

/** Takes the first ones away, as far as they are old. */
const drop = <Item>(list: Item[], isOld: (item: Item) => boolean): void => {
  const first = list.findIndex((item) => !isOld(item));
  list.splice(0, first < 0 ? list.length : first);
};

/** All audio of one direction, end to end, as far as a page shows it: the samples themselves stay in the recording. */
export class AudioTrack {
  readonly segments: Segment[] = [];
  readonly #pieces: Piece[] = [];
  readonly #findsSpeech: boolean;
  #peaks = new Uint8Array(1024);
  #peakCount = 0;
  #seconds = 0;
  #rate = 0;
  #highest = 0;
  #filled = 0;
  #detector: SpeechDetector | undefined;
  #detectorStart = 0;

  /** @param findsSpeech whether the segments are where somebody speaks; otherwise `begin` and `end` make them */
  constructor(findsSpeech: boolean) {
    this.#findsSpeech = findsSpeech;
  }

  get seconds(): number {
    return this.#seconds;
  }

  /** Of the last frame, Hz; 0 before the first. */
  get rate(): number {
    return this.#rate;
  }

  get peakCount(): number {
    return this.#peakCount;
  }

  /** Loudest sample of each 20 ms from this one on, 0…255. */
  peaksFrom(index: number): Uint8Array {
    return this.#peaks.subarray(index, this.#peakCount);
  }

  /** Where the frames lie whose audio is needed for a stretch, s; each with its own beginning in the track. */
  piecesBetween(start: number, end: number): readonly Piece[] {
    return this.#pieces.filter((piece) => piece.start < end && piece.start + piece.seconds > start);
  }

  add(samples: Int16Array, rate: number, place: LinePlace | undefined): void {
    if (samples.length === 0) return;
    if (rate !== this.#rate) this.#retune(rate);
    this.#pieces.push({ start: this.#seconds, seconds: samples.length / rate, rate, place });
    this.#measure(samples);
    this.#seconds += samples.length / rate;
    this.#detector?.process(toFloat(samples));
  }

  /** What ended before this is no longer shown, and cannot be played; how loud it was stays. Seconds of the track. */
  forget(before: number): void {
    drop(this.#pieces, ({ start, seconds }) => start + seconds <= before);
    drop(this.segments, ({ end }) => end !== undefined && end <= before);
  }

  /** A segment begins here, unless one has already. */
  begin(): void {
    if (this.segments.length > 0 && this.segments.at(-1)?.end === undefined) return;
    this.segments.push({ start: this.#seconds, end: undefined });
  }

  /** The segment that is open ends here. */
  end(): void {
    const last = this.segments.at(-1);
    if (last && last.end === undefined) last.end = this.#seconds;
  }

  #retune(rate: number): void {
    this.#rate = rate;
    if (!this.#findsSpeech) return;
    this.end();
    this.#detectorStart = this.#seconds;
    this.#detector = new SpeechDetector({ sampleRate: rate, silenceMs: PAUSE_MS }, ({ type, sample }) => {
      const at = this.#detectorStart + sample / rate;
      if (type === 'start') this.segments.push({ start: at, end: undefined });
      else this.#endAt(at);
    });
  }

  #endAt(at: number): void {
    const last = this.segments.at(-1);
    if (last) last.end = at;
  }

  #measure(samples: Int16Array): void {
    const length = Math.max(1, Math.round(this.#rate / PEAKS_PER_SECOND));
    let [highest, filled] = [this.#highest, this.#filled];
    for (const sample of samples) {
      const level = sample < 0 ? -sample : sample;
      if (level > highest) highest = level;
      filled += 1;
      if (filled < length) continue;
      this.#push(Math.min(255, Math.round(highest / 128)));
      highest = 0;
      filled = 0;
    }
    this.#highest = highest;
    this.#filled = filled;
  }

  #push(peak: number): void {
    if (this.#peakCount === this.#peaks.length) {
      const larger = new Uint8Array(this.#peaks.length * 2);
      larger.set(this.#peaks);
      this.#peaks = larger;
    }
    this.#peaks[this.#peakCount] = peak;
    this.#peakCount += 1;
  }
}
