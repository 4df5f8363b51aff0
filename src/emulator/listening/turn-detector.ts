import { SpeechDetector, type SpeechEvent } from '../../dsp/speech-detector.ts';
import { INPUT_RATE, PREFIX_PADDING_MS, SILENCE_MS, SPEECH_DB } from '../assumptions/index.ts';
import { writeFloats } from './resample.ts';
import type { ActivityDetection } from '../protocol/setup.ts';
import { TurnRecorder, type HeardTurn, type OpenTurn } from './turn-recorder.ts';

/** The stream is taken in blocks of 10 ms, so that the outcome does not depend on how it was cut into frames. */
const BLOCK = INPUT_RATE / 100;
const SAMPLES_PER_MS = INPUT_RATE / 1000;
/** Speech with holes in it is certain only some time after it began; so much of the past is at hand, ms. */
const LOOK_BACK_MS = 1_000;

/** The service's parameters as the detector's. */
export interface DetectorSettings {
  /** How far above the background speech begins, dB, and the least level of speech, dBFS. */
  readonly aboveFloorDb: number;
  readonly leastDb: number;
  /** Speech that makes a start; as much before it belongs to the turn. */
  readonly prefixMs: number;
  /** Silence that makes an end. */
  readonly silenceMs: number;
}

const silenceOf = (sensitivity: string | undefined): number => {
  if (sensitivity === 'END_SENSITIVITY_HIGH') return SILENCE_MS.high;
  return sensitivity === 'END_SENSITIVITY_LOW' ? SILENCE_MS.low : SILENCE_MS.unset;
};

/** The four parameters, with the service's defaults for what is unset (`BEHAVIOURS.startSensitivity`). */
export const detectorSettings = (detection: ActivityDetection = {}): DetectorSettings => ({
  ...(detection.startOfSpeechSensitivity === 'START_SENSITIVITY_LOW' ? SPEECH_DB.low : SPEECH_DB.high),
  prefixMs: detection.prefixPaddingMs ?? PREFIX_PADDING_MS,
  silenceMs: detection.silenceDurationMs ?? silenceOf(detection.endOfSpeechSensitivity),
});

export interface TurnListener {
  /** `sample`: where in the stream the voice began. */
  readonly onStart: (sample: number) => void;
  /** More of the open turn is there. */
  readonly onMore?: (turn: OpenTurn) => void;
  readonly onEnd: (turn: HeardTurn) => void;
}

/**
 * Finds the visitor's turns in the stream. Its only clock is the samples it was given: without silence that was really
 * received, no turn ends.
 */
export class TurnDetector {
  readonly #prefix: number;
  readonly #listener: TurnListener;
  readonly #recorder: TurnRecorder;
  readonly #speech: SpeechDetector;
  readonly #block = new Float32Array(BLOCK);
  /** Where the detector began to count, in samples of the stream. */
  #base = 0;

  /** With `all`, what was heard between two turns belongs to the later one. */
  constructor(
    { aboveFloorDb, leastDb, prefixMs, silenceMs }: DetectorSettings,
    listener: TurnListener,
    all = false,
  ) {
    this.#prefix = prefixMs * SAMPLES_PER_MS;
    this.#listener = listener;
    this.#recorder = new TurnRecorder(this.#prefix + LOOK_BACK_MS * SAMPLES_PER_MS, all);
    this.#speech = new SpeechDetector(
      { sampleRate: INPUT_RATE, startThresholdDb: aboveFloorDb, leastDb, prefixMs, silenceMs },
      (event) => this.#decide(event),
    );
  }

  /** What was heard of a turn that is not over, or might begin. */
  get kept(): Int16Array {
    return this.#recorder.kept;
  }

  /** All samples so far. */
  get received(): number {
    return this.#recorder.received;
  }

  push(samples: Int16Array): void {
    let from = 0;
    while (from < samples.length) {
      const room = BLOCK - ((this.#recorder.received - this.#base) % BLOCK);
      const piece = samples.subarray(from, from + room);
      this.#recorder.push(piece);
      writeFloats(piece, this.#block);
      this.#speech.process(this.#block, piece.length);
      from += piece.length;
    }
    if (this.#recorder.open) this.#listener.onMore?.(this.#recorder);
  }

  /** The stream pauses: an open turn ends here, without waiting for silence. */
  flush(): void {
    this.#speech.reset();
    this.#base = this.#recorder.received;
    if (this.#recorder.open) this.#listener.onEnd(this.#recorder.end());
  }

  #decide({ type, sample }: SpeechEvent): void {
    const ago = this.#recorder.received - (this.#base + sample);
    if (type === 'start') {
      this.#recorder.begin(ago + this.#prefix);
      this.#listener.onStart(this.#base + sample);
    } else {
      this.#listener.onEnd(this.#recorder.end(ago));
    }
  }
}
