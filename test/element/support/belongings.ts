/** What a listener was set on and for. */
interface Ear {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly signal: AbortSignal | undefined;
}

/** Not the worklets' nodes: Chromium keeps each as long as its page (`AudioWorkletNode::HasPendingActivity`), closed or not. */
const NODES = ['GainNode', 'AnalyserNode', 'MediaStreamAudioSourceNode'] as const;

/**
 * What the census does not count: listeners on the document and the devices, audio nodes and elements that nobody could have let go of. Nodes
 * and elements are held weakly: after a collection, those that are left are held by somebody.
 */
export class Belongings {
  #ears: Ear[] = [];
  readonly #nodes: WeakRef<object>[] = [];
  readonly #elements: WeakRef<Element>[] = [];
  readonly #undo: (() => void)[] = [];

  constructor() {
    for (const target of [document, navigator.mediaDevices]) this.#hear(target);
    for (const name of NODES) this.#watch(name);
    const create = AudioContext.prototype.createMediaStreamSource;
    const nodes = this.#nodes;
    AudioContext.prototype.createMediaStreamSource = function (this: AudioContext, stream: MediaStream) {
      const node = create.call(this, stream);
      nodes.push(new WeakRef(node));
      return node;
    };
    this.#undo.push(() => {
      AudioContext.prototype.createMediaStreamSource = create;
    });
  }

  /** Listeners on the document and the devices now. */
  get listeners(): number {
    return this.#ears.filter(({ signal }) => signal?.aborted !== true).length;
  }
  /** Audio nodes that have not been collected. */
  get nodes(): number {
    return this.#nodes.filter((ref) => ref.deref()).length;
  }
  /** Elements that were given to `note`, are in no page and have not been collected. */
  get detached(): number {
    return this.#elements.filter((ref) => ref.deref()?.isConnected === false).length;
  }

  /** Lets go of listeners that are off: held here, they would hold their element. */
  forget(): void {
    this.#ears = this.#ears.filter(({ signal }) => signal?.aborted !== true);
  }

  note(element: Element): void {
    this.#elements.push(new WeakRef(element));
  }

  close(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #hear(target: EventTarget): void {
    const { addEventListener, removeEventListener } = target;
    const listen = (type: string, listener: unknown, options?: AddEventListenerOptions | boolean): void => {
      const signal = typeof options === 'object' ? options.signal : undefined;
      this.#ears.push({ target, type, listener, signal });
      (addEventListener as (...all: unknown[]) => void).call(target, type, listener, options);
    };
    const unlisten = (type: string, listener: unknown, options?: unknown): void => {
      this.#ears = this.#ears.filter(
        (ear) => ear.target !== target || ear.type !== type || ear.listener !== listener,
      );
      (removeEventListener as (...all: unknown[]) => void).call(target, type, listener, options);
    };
    Object.assign(target, { addEventListener: listen, removeEventListener: unlisten });
    this.#undo.push(() => {
      Reflect.deleteProperty(target, 'addEventListener');
      Reflect.deleteProperty(target, 'removeEventListener');
    });
  }

  #watch(name: (typeof NODES)[number]): void {
    const nodes = this.#nodes;
    const Original = globalThis[name] as new (...all: unknown[]) => object;
    const Watched = class extends Original {
      constructor(...all: unknown[]) {
        super(...all);
        nodes.push(new WeakRef(this));
      }
    };
    Object.assign(globalThis, { [name]: Watched });
    this.#undo.push(() => Object.assign(globalThis, { [name]: Original }));
  }
}
