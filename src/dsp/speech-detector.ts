import { NoiseFloor } from './noise-floor.ts';

/** Blocks looked at a second: 10 ms each. */
const BLOCKS_PER_SECOND = 100;
const BLOCK_MS = 1000 / BLOCKS_PER_SECOND;
/** The background assumed until a second has been heard, and the loudest there can be, dBFS. */
const INITIAL_FLOOR_DB = -70;
const LOUDEST_FLOOR_DB = -50;

export interface SpeechDetectorOptions {
  /** Rate of the samples, Hz. */
  readonly sampleRate: number;
  /** How far above the background speech begins, dB. Default 12. */
  readonly startThresholdDb?: number;
  /** How far below the threshold of the beginning speech still goes on, dB. Default 4. */
  readonly hysteresisDb?: number;
  /** Nothing below this RMS is speech, dBFS. Default −50. */
  readonly leastDb?: number;
  /** How much speech it takes before a beginning is reported, ms. Default 20. */
  readonly prefixMs?: number;
  /** How much silence it takes before an end is reported, ms. Default 500. */
  readonly silenceMs?: number;
}

/** Where speech begins or ends, in samples since the first: the block in which it did, not the one in which it was noticed. */
export interface SpeechEvent {
  readonly type: 'start' | 'end';
  readonly sample: number;
}

/**
 * Finds speech by its energy above an adaptive background, with hysteresis. Time is counted in samples, and what comes
 * out depends on the samples alone, not on how they were split.
 */
export class SpeechDetector {
  readonly #onEvent: (event: SpeechEvent) => void;
  readonly #blockSize: number;
  readonly #start: number;
  readonly #goOn: number;
  readonly #least: number;
  readonly #prefixBlocks: number;
  readonly #silenceBlocks: number;
  #floor: NoiseFloor;
  #speaking = false;
  #sum = 0;
  #filled = 0;
  #blocks = 0;
  /** Blocks for the change at hand, and where it began. */
  #run = 0;
  #runStart = 0;

  /** @param onEvent Called as soon as a beginning or an end is certain. */
  constructor(options: SpeechDetectorOptions, onEvent: (event: SpeechEvent) => void) {
    const { sampleRate, startThresholdDb = 12, hysteresisDb = 4, leastDb = -50 } = options;
    const { prefixMs = 20, silenceMs = 500 } = options;
    this.#onEvent = onEvent;
    this.#blockSize = Math.round(sampleRate / BLOCKS_PER_SECOND);
    this.#start = toPower(startThresholdDb);
    this.#goOn = toPower(-hysteresisDb);
    this.#least = toPower(leastDb);
    this.#prefixBlocks = Math.max(1, Math.ceil(prefixMs / BLOCK_MS));
    this.#silenceBlocks = Math.max(1, Math.ceil(silenceMs / BLOCK_MS));
    this.#floor = newFloor();
  }

  /** Whether speech is going on, as far as is certain. */
  get speaking(): boolean {
    return this.#speaking;
  }

  /** The background, dBFS. */
  get floorDb(): number {
    return 10 * Math.log10(this.#floor.power);
  }

  /** Listens to the first `length` of `samples`, −1…1. */
  process(samples: Float32Array, length = samples.length): void {
    for (let i = 0; i < length; i += 1) {
      this.#sum += (samples[i] as number) ** 2;
      this.#filled += 1;
      if (this.#filled === this.#blockSize) this.#finishBlock();
    }
  }

  /** Forgets everything, the background and the count of samples included. Reports nothing. */
  reset(): void {
    this.#floor = newFloor();
    this.#speaking = false;
    this.#sum = 0;
    this.#filled = 0;
    this.#blocks = 0;
    this.#run = 0;
  }

  #finishBlock(): void {
    const power = this.#sum / this.#blockSize;
    const threshold = Math.max(this.#least, this.#floor.power * this.#start);
    if (this.#speaking) this.#listenForEnd(power < threshold * this.#goOn);
    else this.#listenForStart(power >= threshold);
    this.#floor.add(power);
    this.#sum = 0;
    this.#filled = 0;
    this.#blocks += 1;
  }

  #listenForStart(loud: boolean): void {
    // A block in between that is not loud takes one back instead of all: syllables have holes.
    if (!loud) {
      this.#run = Math.max(0, this.#run - 1);
      return;
    }
    if (this.#run === 0) this.#runStart = this.#blocks;
    this.#run += 1;
    if (this.#run >= this.#prefixBlocks) this.#change('start');
  }

  #listenForEnd(quiet: boolean): void {
    if (!quiet) {
      this.#run = 0;
      return;
    }
    if (this.#run === 0) this.#runStart = this.#blocks;
    this.#run += 1;
    if (this.#run >= this.#silenceBlocks) this.#change('end');
  }

  #change(type: SpeechEvent['type']): void {
    this.#speaking = type === 'start';
    this.#run = 0;
    this.#onEvent({ type, sample: this.#runStart * this.#blockSize });
  }
}

const newFloor = (): NoiseFloor =>
  new NoiseFloor(BLOCKS_PER_SECOND, toPower(INITIAL_FLOOR_DB), toPower(LOUDEST_FLOOR_DB));

/** A level in dB as a ratio of powers. */
const toPower = (db: number): number => 10 ** (db / 10);
