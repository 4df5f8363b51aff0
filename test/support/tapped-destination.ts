/** Keeps every sample that it is given, quantum by quantum, and hands all over when asked. */
const RECORDER = `registerProcessor('test-recorder', class extends AudioWorkletProcessor {
  kept = [];
  constructor() {
    super();
    this.port.onmessage = () => this.port.postMessage(this.kept.splice(0));
  }
  process([[input]], [[output]]) {
    this.kept.push(input ? input.slice() : new Float32Array(output.length));
    return true;
  }
});`;

type AddModule = AudioWorklet['addModule'];
type Connect = (this: AudioNode, target: AudioNode | AudioParam, ...rest: number[]) => unknown;

/**
 * Records what reaches the destination of every AudioContext of this page, in the graph and sample by sample: what the
 * sound card makes of it in time does not matter. Contexts are used unchanged.
 */
export class TappedDestination {
  /** Of the context that was heard last, Hz. */
  sampleRate = 0;
  readonly #recorders = new Map<BaseAudioContext, AudioWorkletNode>();
  readonly #undo: () => void;

  /** To be made before the page connects anything to a destination. */
  constructor() {
    const addModule: AddModule = Reflect.get(AudioWorklet.prototype, 'addModule');
    const connect = Reflect.get(AudioNode.prototype, 'connect') as Connect;
    // The recorder is in place before any other worklet is, and so before its first sample.
    const addAfterOurs = async function (this: AudioWorklet, ...args: Parameters<AddModule>): Promise<void> {
      const url = URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' }));
      await addModule.call(this, url);
      URL.revokeObjectURL(url);
      return addModule.apply(this, args);
    };
    const recorderOf = (context: BaseAudioContext): AudioNode => this.#recorderOf(context);
    const connectBoth: Connect = function (target, ...rest) {
      if (target === this.context.destination) connect.call(this, recorderOf(this.context));
      return connect.call(this, target, ...rest);
    };
    Object.assign(AudioWorklet.prototype, { addModule: addAfterOurs });
    Object.assign(AudioNode.prototype, { connect: connectBoth });
    this.#undo = () => {
      Object.assign(AudioWorklet.prototype, { addModule });
      Object.assign(AudioNode.prototype, { connect });
    };
  }

  /** All that was recorded since the last time, context by context. */
  async take(): Promise<Float32Array[]> {
    return (await Promise.all([...this.#recorders.values()].map((node) => taken(node)))).flat();
  }

  /** Gives the page its own functions back. */
  close(): void {
    this.#undo();
  }

  #recorderOf(context: BaseAudioContext): AudioNode {
    const known = this.#recorders.get(context);
    if (known) return known;
    const recorder = new AudioWorkletNode(context, 'test-recorder', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    this.sampleRate = context.sampleRate;
    this.#recorders.set(context, recorder);
    return recorder;
  }
}

const taken = ({ port }: AudioWorkletNode): Promise<Float32Array[]> =>
  new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<Float32Array[]>) => resolve(data);
    port.postMessage('take');
  });
