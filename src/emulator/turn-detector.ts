import { INPUT_RATE, PREFIX_PADDING_MS, SILENCE_MS, SPEECH_DBFS } from './assumptions.ts';
import type { ActivityDetection } from './setup.ts';
import { TurnRecorder, type HeardTurn } from './turn-recorder.ts';

/** Speech is judged in blocks of 10 ms, so that the outcome does not depend on how the stream was cut into frames. */
const BLOCK = INPUT_RATE / 100;
/** An open turn is kept open by sound this much softer than what opened it, dB. */
const HYSTERESIS_DB = 6;

/** The detector's parameters in blocks and levels. */
export interface DetectorSettings {
  /** Mean square of a block, of full scale 1, from which it counts as speech. */
  readonly startPower: number;
  readonly holdPower: number;
  /** Blocks of speech that make a start; as many before them belong to the turn. */
  readonly prefixBlocks: number;
  readonly silenceBlocks: number;
}

/** The service's four parameters, with its defaults for what is unset (HIGH for both sensitivities; documented). */
export const detectorSettings = (detection: ActivityDetection = {}): DetectorSettings => {
  const low = detection.startOfSpeechSensitivity === 'START_SENSITIVITY_LOW';
  const dbfs = low ? SPEECH_DBFS.low : SPEECH_DBFS.high;
  const end = detection.endOfSpeechSensitivity;
  const wait =
    end === 'END_SENSITIVITY_HIGH'
      ? SILENCE_MS.high
      : end === 'END_SENSITIVITY_LOW'
        ? SILENCE_MS.low
        : SILENCE_MS.unset;
  return {
    startPower: 10 ** (dbfs / 10),
    holdPower: 10 ** ((dbfs - HYSTERESIS_DB) / 10),
    prefixBlocks: Math.max(1, Math.round((detection.prefixPaddingMs ?? PREFIX_PADDING_MS) / 10)),
    silenceBlocks: Math.max(1, Math.round((detection.silenceDurationMs ?? wait) / 10)),
  };
};

export interface TurnListener {
  readonly onStart: () => void;
  readonly onEnd: (turn: HeardTurn) => void;
}

/**
 * Finds the visitor's turns in the stream. Its only clock is the samples it was given: without silence that was really
 * received, no turn ends.
 */
export class TurnDetector {
  readonly #settings: DetectorSettings;
  readonly #listener: TurnListener;
  readonly #recorder: TurnRecorder;
  readonly #block = new Int16Array(BLOCK);
  #filled = 0;
  /** Blocks in a row that speak for a change: loud ones outside a turn, quiet ones inside. */
  #run = 0;

  constructor(settings: DetectorSettings, listener: TurnListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.#recorder = new TurnRecorder(2 * settings.prefixBlocks * BLOCK);
  }

  push(samples: Int16Array): void {
    let from = 0;
    while (from < samples.length) {
      const count = Math.min(BLOCK - this.#filled, samples.length - from);
      this.#block.set(samples.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
      if (this.#filled === BLOCK) this.#judge(this.#take());
    }
  }

  /** The stream pauses: an open turn ends here, without waiting for silence. */
  flush(): void {
    if (this.#filled > 0) this.#recorder.push(this.#take());
    if (this.#recorder.open) this.#end();
    this.#run = 0;
  }

  #take(): Int16Array {
    const block = this.#block.slice(0, this.#filled);
    this.#filled = 0;
    return block;
  }

  #judge(block: Int16Array): void {
    this.#recorder.push(block);
    const { startPower, holdPower, prefixBlocks, silenceBlocks } = this.#settings;
    const power = block.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / BLOCK;
    if (!this.#recorder.open) {
      this.#run = power >= startPower ? this.#run + 1 : 0;
      if (this.#run < prefixBlocks) return;
      this.#run = 0;
      this.#recorder.begin(2 * prefixBlocks * BLOCK);
      this.#listener.onStart();
      return;
    }
    this.#run = power >= holdPower ? 0 : this.#run + 1;
    if (this.#run >= silenceBlocks) this.#end();
  }

  #end(): void {
    const silence = this.#run * BLOCK;
    this.#run = 0;
    this.#listener.onEnd(this.#recorder.end(silence));
  }
}
