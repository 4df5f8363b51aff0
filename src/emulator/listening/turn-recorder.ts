import { INPUT_RATE, MAX_TURN_SECONDS } from '../assumptions/index.ts';
import { concat } from './samples.ts';

/** What was said in one turn. */
export interface HeardTurn {
  /** 16 kHz. */
  readonly samples: Int16Array;
  /** Where it began in all that was received, samples. */
  readonly startSample: number;
  /** Where its speech began, with the padding before it, and where it ended, without the silence after it; samples. */
  readonly speechStart: number;
  readonly speechEnd: number;
}

/** A turn that is not over yet. */
export interface OpenTurn {
  /** Where it began in all that was received, samples. */
  readonly startSample: number;
  /** How much of it there is, samples. */
  readonly length: number;
  /** Samples of it. */
  readonly slice: (from: number, to: number) => Int16Array;
}

/**
 * Keeps the audio of the turn that is open, and a little of what came before, because speech is noticed only after it has
 * begun.
 */
export class TurnRecorder implements OpenTurn {
  readonly #lookBack: number;
  readonly #all: boolean;
  #past: Int16Array[] = [];
  #pastLength = 0;
  #chunks: Int16Array[] | undefined;
  #length = 0;
  #start = 0;
  #speechStart = 0;
  #received = 0;

  /** `lookBack`: how much of the past is kept, samples; with `all` it is all since the last turn, and belongs to the next. */
  constructor(lookBack: number, all = false) {
    this.#lookBack = all ? MAX_TURN_SECONDS * INPUT_RATE : lookBack;
    this.#all = all;
  }

  get startSample(): number {
    return this.#start;
  }

  get length(): number {
    return this.#length;
  }

  slice(from: number, to: number): Int16Array {
    return concat(this.#chunks ?? []).slice(from, to);
  }

  /** All samples so far. */
  get received(): number {
    return this.#received;
  }

  get open(): boolean {
    return this.#chunks !== undefined;
  }

  /** What it holds now: the turn that is open, or the little that is kept in case that one begins. */
  get kept(): Int16Array {
    return concat(this.#chunks ?? this.#past);
  }

  push(samples: Int16Array): void {
    this.#received += samples.length;
    if (this.#chunks) {
      // Past the limit the turn goes on, but its sound is not kept.
      if (this.#length >= MAX_TURN_SECONDS * INPUT_RATE) return;
      this.#chunks.push(samples);
      this.#length += samples.length;
      return;
    }
    this.#past.push(samples);
    this.#pastLength += samples.length;
    while (this.#pastLength - (this.#past[0]?.length ?? 0) >= this.#lookBack) {
      const oldest = this.#past.shift();
      if (!oldest) return;
      this.#pastLength -= oldest.length;
    }
  }

  /** Opens a turn that began `back` samples ago, or as far back as is kept. */
  begin(back: number): void {
    const past = concat(this.#past);
    const first = past.slice(this.#all ? 0 : Math.max(0, past.length - Math.min(back, this.#lookBack)));
    this.#speechStart = this.#received - Math.min(back, past.length);
    this.#chunks = [first];
    this.#length = first.length;
    this.#start = this.#received - first.length;
    this.#past = [];
    this.#pastLength = 0;
  }

  /** Closes the turn; `silence` is how many samples of it, at the end, nobody spoke in. */
  end(silence = 0): HeardTurn {
    const samples = concat(this.#chunks ?? []);
    this.#chunks = undefined;
    this.#length = 0;
    const speechStart = this.#speechStart;
    // The sound of a turn past the limit is not kept, nor is its length.
    const end = Math.min(this.#received, this.#start + samples.length);
    return {
      samples,
      startSample: this.#start,
      speechStart,
      speechEnd: Math.max(speechStart, end - silence),
    };
  }
}
