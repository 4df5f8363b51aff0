import type { TapRecord } from '../messages.ts';

/** The taps of this page, one for each AudioContext, in the order in which these were made. */
export const taps: Tap[] = [];

/** A tap at the destination of a context, and at its microphone. */
export class Tap {
  readonly heard: GainNode;
  readonly spoken: GainNode;
  readonly ready: Promise<AudioWorkletNode>;

  constructor(context: AudioContext) {
    const mono = { channelCount: 1, channelCountMode: 'explicit' } as const;
    this.heard = new GainNode(context, mono);
    this.spoken = new GainNode(context, mono);
    this.ready = addModule.call(context.audioWorklet, '/tap.worklet.js').then(() => {
      const node = new AudioWorkletNode(context, 'bench-tap', { numberOfInputs: 2, numberOfOutputs: 0 });
      connect.call(this.heard, node, 0, 0);
      connect.call(this.spoken, node, 0, 1);
      return node;
    });
  }

  /** All that was recorded since the last time. */
  async take(): Promise<TapRecord> {
    const { port } = await this.ready;
    return new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<TapRecord>) => resolve(data);
      port.postMessage('take');
    });
  }
}

type AddModule = (this: AudioWorklet, ...args: Parameters<AudioWorklet['addModule']>) => Promise<void>;
type Connect = (this: AudioNode, target: AudioNode | AudioParam, output?: number, input?: number) => unknown;
const connect = Reflect.get(AudioNode.prototype, 'connect') as Connect;
const addModule: AddModule = Reflect.get(AudioWorklet.prototype, 'addModule');

/** From now on every AudioContext of this page is tapped; whatever is measured uses it unchanged. */
export const tapContexts = (): void => {
  const byContext = new WeakMap<BaseAudioContext, Tap>();
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      const tap = new Tap(this);
      byContext.set(this, tap);
      taps.push(tap);
      // The tap must be in the worklets' scope before they are.
      this.audioWorklet.addModule = async (...args) => {
        await tap.ready;
        return addModule.call(this.audioWorklet, ...args);
      };
    }
  };
  const tapped: Connect = function (target, ...rest) {
    const tap = byContext.get(this.context);
    if (tap && target === this.context.destination) connect.call(this, tap.heard);
    if (tap && this instanceof MediaStreamAudioSourceNode) connect.call(this, tap.spoken);
    return connect.call(this, target, ...rest);
  };
  Object.assign(AudioNode.prototype, { connect: tapped });
};
