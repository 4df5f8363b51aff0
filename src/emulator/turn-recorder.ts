import { INPUT_RATE, MAX_TURN_SECONDS } from './assumptions.ts';

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
  #past = new Int16Array(0);
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
    const joined = new Int16Array(this.#past.length + samples.length);
    joined.set(this.#past);
    joined.set(samples, this.#past.length);
    this.#past = joined.slice(Math.max(0, joined.length - this.#lookBack));
  }

  /** Opens a turn that began `back` samples ago, or as far back as is kept. */
  begin(back: number): void {
    const first = this.#past.slice(Math.max(0, this.#past.length - back));
    this.#chunks = [first];
    this.#length = first.length;
    this.#start = this.#received - first.length;
    this.#past = new Int16Array(0);
  }

  /** Closes the turn; `silence` is how many samples of it, at the end, nobody spoke in. */
  end(silence = 0): HeardTurn {
    const samples = new Int16Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks ?? []) {
      samples.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = undefined;
    this.#length = 0;
    return { samples, startSample: this.#start, speechSamples: Math.max(0, samples.length - silence) };
  }
}
