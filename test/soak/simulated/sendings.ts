import type { Wire } from './verdict.ts';
import { decodeVoice } from './voice-code.ts';

interface Input {
  readonly realtimeInput?: { readonly text?: string; readonly audio?: { readonly data: string } };
}

/** The frames in what a client sends: `u18:0` for what is typed, `v17:3` for voice. */
export const framesIn = (text: string): readonly string[] => {
  if (!text.includes('"realtimeInput"')) return [];
  const { audio, text: typed } = (JSON.parse(text) as Input).realtimeInput ?? {};
  if (typed !== undefined) return [...typed.matchAll(/\bu\d+\b/g)].map(([name]) => `${name}:0`);
  if (!audio) return [];
  const bytes = Buffer.from(audio.data, 'base64');
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return decodeVoice(samples).map(({ index, utterance }) => `v${utterance}:${index}`);
};

interface Sending {
  readonly line: object;
  readonly at: number;
  /** What went out again together with it, where it did. */
  readonly among: Set<string> | undefined;
}

/** What the client sent, as it left: the wire's own word on what went out again, whatever the page was told. */
export class Sendings implements Wire {
  /** The last of each frame. */
  readonly #last = new Map<string, Sending>();
  /** What went out in the last moment in which something did that had gone out on another line before. */
  #replayed = new Set<string>();
  #moment = -1;
  readonly #twice = new Set<string>();

  sent(line: object, text: string, at: number): void {
    for (const frame of framesIn(text)) {
      const before = this.#last.get(frame);
      const moved = before !== undefined && before.line !== line;
      if (moved && at !== this.#moment) {
        this.#replayed = new Set();
        this.#moment = at;
      }
      this.#last.set(frame, { line, at, among: moved ? this.#replayed : undefined });
      if (moved) this.#replayed.add(frame);
      else if (before) {
        // Nothing needs to go out twice on one line: that is no repetition that a page could be told of.
        before.among?.delete(frame);
        this.#twice.add(frame);
      }
    }
  }

  /** What had gone out on a line before, and went out on another just now. */
  replayed(at: number): ReadonlySet<string> {
    return at === this.#moment ? this.#replayed : new Set();
  }

  readonly sentTwice = (frame: string): boolean => this.#twice.has(frame);
  readonly lastSent = (frame: string): number | undefined => this.#last.get(frame)?.at;
}
