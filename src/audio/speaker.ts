import {
  type NodeMessage,
  PLAYBACK_PROCESSOR,
  type PlaybackOptions,
  type PlaybackReport,
} from './messages.ts';
import { Meter } from './meter.ts';

/** Volume changes as a ramp of this time constant, s: a step would click. */
const VOLUME_RAMP = 0.01;

/**
 * The model's voice: the playback worklet, a volume and a meter. Chunks reach the worklet over its channel to the engine;
 * this class never sees them.
 */
export class Speaker {
  readonly #context: AudioContext;
  readonly #node: AudioWorkletNode;
  readonly #gain: GainNode;
  readonly #meter: Meter;
  #playedMs = 0;
  /** `currentTime` at which the queue began to sound; `undefined` while it does not. */
  #since: number | undefined;

  /** The worklet's module is loaded by then. `port` is the worklet's end of the channel. */
  constructor(context: AudioContext, port: MessagePort, options: PlaybackOptions, volume: number) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, PLAYBACK_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: options,
    });
    this.#node.port.postMessage({ type: 'connect', port } satisfies NodeMessage, [port]);
    this.#gain = new GainNode(context, { gain: volume });
    this.#meter = new Meter(context);
    this.#node.connect(this.#gain).connect(context.destination);
    this.#gain.connect(this.#meter.node);
  }

  /** Loudness of the model now, 0…1. */
  get level(): number {
    return this.#meter.level;
  }

  /** The model is heard. */
  get sounding(): boolean {
    return this.#since !== undefined;
  }

  /** 0…1. */
  setVolume(volume: number): void {
    this.#gain.gain.setTargetAtTime(volume, this.#context.currentTime, VOLUME_RAMP);
  }

  /** How much of the current or last turn was heard, ms. Between reports it is told by the context's clock. */
  get playedMs(): number {
    const running = this.#since === undefined ? 0 : (this.#context.currentTime - this.#since) * 1000;
    return this.#playedMs + Math.max(0, running);
  }

  report({ type, playedMs, contextTime }: PlaybackReport): void {
    this.#playedMs = playedMs;
    this.#since = type === 'started' ? contextTime : undefined;
  }

  close(): void {
    this.#node.port.postMessage({ type: 'close' } satisfies NodeMessage);
    this.#node.disconnect();
    this.#gain.disconnect();
  }
}
