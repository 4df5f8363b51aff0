import { CAPTURE_PROCESSOR } from '../src/audio/messages.ts';
import type { CapturedFrame, CaptureOptions, NodeMessage, ReturnedBuffers } from '../src/audio/messages.ts';
import { Capturer } from '../src/dsp/capturer.ts';

/** How much is kept until the engine is there, ms; then the oldest is let go. */
const KEEP_MS = 10_000;

/** Microphone → frames of 16-bit PCM for the engine. Sends nothing while no source is connected. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #capturer: Capturer;
  readonly #keep: number;
  readonly #kept: CapturedFrame[] = [];
  readonly #transfer: CapturedFrame[] = [];
  #engine: MessagePort | undefined;
  #alive = true;

  constructor(options?: { processorOptions?: CaptureOptions }) {
    super();
    const { targetRate = 16000, frameMs = 20 } = options?.processorOptions ?? {};
    const rates = { inputRate: sampleRate, outputRate: targetRate, frameMs };
    this.#keep = KEEP_MS / frameMs;
    this.#capturer = new Capturer(rates, (frame) => this.#send(frame));
    this.port.onmessage = ({ data }: MessageEvent<NodeMessage>) =>
      data.type === 'connect' ? this.#connect(data.port) : this.#close();
  }

  process(inputs: Float32Array[][]): boolean {
    if (this.#alive && inputs[0]) this.#capturer.process(inputs[0]);
    return this.#alive;
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
