import type { Wire } from './verdict.ts';
import { decodeVoice } from './voice-code.ts';

interface Input {
  readonly realtimeInput?: {
    readonly text?: string;
    readonly audio?: { readonly data: string };
    readonly video?: object;
  };
}

/** After a longer silence than this, ms, another stretch of speech begins. */
const STRETCH_MS = 600;
/** Samples of a millisecond. */
const RATE = 16;

interface Content {
  /** `u18:0` for what is typed, `v17:3` for voice. */
  readonly frames: readonly string[];
  /** Voice, or silence in its place, ms; Infinity for what ends it; 0 for what is neither. */
  readonly ms: number;
}

const contentOf = (text: string): Content => {
  const nothing: Content = { frames: [], ms: 0 };
  if (!text.includes('"realtimeInput"')) return nothing;
  const { audio, text: typed, video } = (JSON.parse(text) as Input).realtimeInput ?? {};
  if (video) return nothing;
  if (typed !== undefined)
    return { frames: [...typed.matchAll(/\bu\d+\b/g)].map(([name]) => `${name}:0`), ms: Infinity };
  if (!audio) return { ...nothing, ms: Infinity };
  const bytes = Buffer.from(audio.data, 'base64');
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const frames = decodeVoice(samples).map(({ index, utterance }) => `v${utterance}:${index}`);
  return { frames, ms: samples.length / RATE };
};

/** The frames in what a client sends. */
export const framesIn = (text: string): readonly string[] => contentOf(text).frames;

/** What went out again, each frame with the number of the stretch of speech, or of the typed turn, that it was part of first. */
export type Replayed = ReadonlyMap<string, number>;

interface Sending {
  readonly line: object;
  readonly at: number;
  /** What went out again together with it, where it did. */
  readonly among: Map<string, number> | undefined;
}

/** What the client sent, as it left: the wire's own word on what went out again, whatever the page was told. */
export class Sendings implements Wire {
  /** The last of each frame. */
  readonly #last = new Map<string, Sending>();
  /** What went out in the last moment in which something did that had gone out on another line before. */
  #replayed = new Map<string, number>();
  #moment = -1;
  readonly #twice = new Set<string>();
  /** The stretch of each frame, as it was when that went out first: one that is glued to another later is none the less one. */
  readonly #stretchOf = new Map<string, number>();
  #stretches = 0;
  /** The stretch that is going out on a line, and the silence since, ms. */
  readonly #under = new WeakMap<object, { readonly stretch: number; readonly silence: number }>();

  sent(line: object, text: string, at: number): void {
    const { frames, ms } = contentOf(text);
    const { silence, stretch } = this.#under.get(line) ?? { silence: Infinity, stretch: 0 };
    const [known] = frames.map((frame) => this.#stretchOf.get(frame));
    const begins = Math.max(silence, ms) > STRETCH_MS;
    const now = known ?? (frames.length > 0 && begins ? (this.#stretches += 1) : stretch);
    this.#under.set(line, { stretch: now, silence: frames.length > 0 && ms < Infinity ? 0 : silence + ms });
    for (const frame of frames) {
      if (!this.#stretchOf.has(frame)) this.#stretchOf.set(frame, now);
      const before = this.#last.get(frame);
      const moved = before !== undefined && before.line !== line;
      if (moved && at !== this.#moment) {
        this.#replayed = new Map();
        this.#moment = at;
      }
      this.#last.set(frame, { line, at, among: moved ? this.#replayed : undefined });
      if (moved) this.#replayed.set(frame, now);
      else if (before) {
        // Nothing needs to go out twice on one line: that is no repetition that a page could be told of.
        before.among?.delete(frame);
        this.#twice.add(frame);
      }
    }
  }

  /** What had gone out on a line before, and went out on another just now. */
  replayed(at: number): Replayed {
    return at === this.#moment ? this.#replayed : new Map();
  }

  readonly sentTwice = (frame: string): boolean => this.#twice.has(frame);
  readonly lastSent = (frame: string): number | undefined => this.#last.get(frame)?.at;
}
