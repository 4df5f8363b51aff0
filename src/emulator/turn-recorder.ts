import { INPUT_RATE, MAX_TURN_SECONDS } from './assumptions/index.ts';
import { concat } from './samples.ts';

/** What was said in one turn. */
export interface HeardTurn {
  /** 16 kHz. */
  readonly samples: Int16Array;
  /** Where it began in all that was received, samples. */
  readonly startSample: number;
  /** Its length without the silence that ended it, samples. */
  readonly speechSamples: number;
}

/**
 * Keeps the audio of the turn that is open, and a little of what came before, because speech is noticed only after it has
 * begun.
 */
export class TurnRecorder {
  readonly #lookBack: number;
  #past: Int16Array[] = [];
  #pastLength = 0;
  #chunks: Int16Array[] | undefined;
  #length = 0;
  #start = 0;
  #received = 0;

  /** `lookBack`: how much of the past is kept, samples. */
  constructor(lookBack: number) {
    this.#lookBack = lookBack;
  }

  /** All samples so far. */
  get received(): number {
    return this.#received;
  }

  get open(): boolean {
    return this.#chunks !== undefined;
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
    const first = past.slice(Math.max(0, past.length - Math.min(back, this.#lookBack)));
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
    return { samples, startSample: this.#start, speechSamples: Math.max(0, samples.length - silence) };
  }
}
