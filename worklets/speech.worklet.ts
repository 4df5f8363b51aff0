import { type NodeMessage, SPEECH_PROCESSOR, type SpeechReport } from '../src/audio/messages.ts';
import { SpeechDetector } from '../src/dsp/speech-detector.ts';

/**
 * Speech must last this long to count, and silence this long to end it, ms. Pauses between sentences last up to about 450;
 * the service itself waits some 800.
 */
const PREFIX_MS = 60;
const SILENCE_MS = 500;
/** A little more sensitive than the service is assumed to be: what it takes for speech must not be silence here. */
const LEAST_DB = -60;
const HYSTERESIS_DB = 8;

/** Microphone → the beginnings and ends of speech. Its clock is the sound itself. */
class SpeechProcessor extends AudioWorkletProcessor {
  readonly #detector: SpeechDetector;
  #alive = true;
  /** What is taken in where the source gives no channel. */
  #silence = new Float32Array();
  #lastFrame = 0;

  constructor() {
    super();
    const options = { silenceMs: SILENCE_MS, prefixMs: PREFIX_MS, leastDb: LEAST_DB };
    this.#detector = new SpeechDetector({ sampleRate, hysteresisDb: HYSTERESIS_DB, ...options }, ({ type }) =>
      this.port.postMessage({ type } satisfies SpeechReport),
    );
    this.port.onmessage = ({ data }: MessageEvent<NodeMessage>) => {
      if (data.type === 'close') this.#alive = false;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const passed = currentFrame - this.#lastFrame;
    this.#lastFrame = currentFrame;
    if (!this.#alive) return false;
    const input = inputs[0]?.[0] ?? this.#quiet(Math.max(0, passed));
    // Digital silence is no background: a muted microphone says nothing about the room.
    if (this.#detector.speaking || !isSilent(input)) this.#detector.process(input);
    return true;
  }

  /** A quantum is as long as the last one was. */
  #quiet(length: number): Float32Array {
    if (this.#silence.length !== length) this.#silence = new Float32Array(length);
    return this.#silence;
  }
}

const isSilent = (samples: Float32Array): boolean => {
  for (let i = 0; i < samples.length; i += 1) if (samples[i] !== 0) return false;
  return true;
};

registerProcessor(SPEECH_PROCESSOR, SpeechProcessor);
