import { CAPTURE_PROCESSOR } from '../src/audio/messages.ts';
import type { CapturedFrame, CaptureOptions, NodeMessage, ReturnedBuffers } from '../src/audio/messages.ts';
import { Capturer } from '../src/dsp/capturer.ts';

/** How much is kept until the engine is there, ms; then the oldest is let go. */
const KEEP_MS = 10_000;

/** Microphone → frames of 16-bit PCM for the engine; silence, too, while a microphone is connected. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #capturer: Capturer;
  readonly #keep: number;
  readonly #kept: CapturedFrame[] = [];
  readonly #transfer: CapturedFrame[] = [];
  #engine: MessagePort | undefined;
  #alive = true;
  #listening = false;
  /** What is taken in where the source gives no channel. */
  readonly #silence: [Float32Array] = [new Float32Array()];
  #lastFrame = 0;

  constructor(options?: { processorOptions?: CaptureOptions }) {
    super();
    const { targetRate = 16000, frameMs = 20 } = options?.processorOptions ?? {};
    const rates = { inputRate: sampleRate, outputRate: targetRate, frameMs };
    this.#keep = KEEP_MS / frameMs;
    this.#capturer = new Capturer(rates, (frame) => this.#send(frame));
    this.port.onmessage = ({ data }: MessageEvent<NodeMessage>) => {
      if (data.type === 'connect') this.#connect(data.port);
      else if (data.type === 'listen') this.#listening = data.on;
      else this.#close();
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const passed = currentFrame - this.#lastFrame;
    this.#lastFrame = currentFrame;
    const input = inputs[0];
    if (!this.#alive || !input) return this.#alive;
    if (input.length > 0) this.#capturer.process(input);
    else if (this.#listening && passed > 0) this.#capturer.process(this.#quiet(passed));
    return true;
  }

  /** A quantum is as long as the last one was. */
  #quiet(length: number): readonly Float32Array[] {
    if (this.#silence[0].length !== length) this.#silence[0] = new Float32Array(length);
    return this.#silence;
  }

  #send(frame: CapturedFrame): void {
    if (this.#engine) {
      this.#transfer[0] = frame;
      this.#engine.postMessage(frame, this.#transfer);
      return;
    }
    const oldest = this.#kept.length >= this.#keep ? this.#kept.shift() : undefined;
    if (oldest) this.#capturer.giveBack(oldest);
    this.#kept.push(frame);
  }

  #connect(engine: MessagePort): void {
    this.#engine?.close();
    this.#engine = engine;
    engine.onmessage = ({ data }: MessageEvent<ReturnedBuffers>) => {
      for (const buffer of data) this.#capturer.giveBack(buffer);
    };
    for (const frame of this.#kept.splice(0)) this.#send(frame);
  }

  #close(): void {
    this.#alive = false;
    this.#kept.length = 0;
    this.#engine?.close();
    this.port.close();
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
