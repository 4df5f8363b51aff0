import type { TapRecord } from '../messages.ts';

/**
 * Listens in on an AudioContext: records what reaches the destination and what comes from the microphone, sample by sample
 * on one clock, and notes when the worklets that are being measured take or give something. Bundled into one script, it
 * must be added to the context before theirs.
 */

/** The peer's recorder hands each quantum to the page, which sends it once this many bytes have come together. */
const PEER_CHUNK_BYTES = 8192;

const flushes: number[] = [];
const captures: number[] = [];
let peerBytes = 0;

interface PeerChunk {
  readonly event: 'chunk';
  readonly data: { readonly mono: ArrayBuffer };
}
const isPeerChunk = (message: unknown): message is PeerChunk =>
  typeof message === 'object' && message !== null && (message as { event?: unknown }).event === 'chunk';

const noteGiven = (message: unknown): void => {
  if (message instanceof ArrayBuffer) captures.push(Date.now());
  else if (isPeerChunk(message)) {
    peerBytes += message.data.mono.byteLength;
    if (peerBytes < PEER_CHUNK_BYTES) return;
    peerBytes = 0;
    captures.push(Date.now());
  }
};

const noteTaken = (message: unknown): void => {
  const { type, event } = (message ?? {}) as { type?: unknown; event?: unknown };
  if (type === 'flush' || event === 'interrupt') flushes.push(currentFrame);
};

type Post = (this: MessagePort, message: unknown, ...rest: unknown[]) => void;
type Handler = ((this: MessagePort, event: MessageEvent) => unknown) | null;

/** Wraps both directions of every port in this scope. */
const watchPorts = (): void => {
  const ports = MessagePort.prototype;
  const post = Reflect.get(ports, 'postMessage') as Post;
  const watched: Post = function (message, ...rest) {
    noteGiven(message);
    post.call(this, message, ...rest);
  };
  Object.assign(ports, { postMessage: watched });
  const property = Object.getOwnPropertyDescriptor(ports, 'onmessage');
  Object.defineProperty(ports, 'onmessage', {
    ...property,
    set(this: MessagePort, handler: Handler) {
      property?.set?.call(
        this,
        handler &&
          function (this: MessagePort, event: MessageEvent) {
            noteTaken(event.data);
            return handler.call(this, event);
          },
      );
    },
  });
};

/** Two inputs: 0 is what goes to the destination, 1 the microphone. */
class Tap extends AudioWorkletProcessor {
  #heard = new Float32Array(60 * sampleRate);
  #spoken = new Float32Array(60 * sampleRate);
  #length = 0;
  #startFrame = -1;
  #clock: (readonly [number, number])[] = [];

  constructor() {
    super();
    this.port.onmessage = () => this.#give();
  }

  process(inputs: Float32Array[][]): boolean {
    const quantum = inputs[0]?.[0]?.length ?? inputs[1]?.[0]?.length ?? 128;
    if (this.#startFrame < 0) this.#startFrame = currentFrame;
    // A context that has just been made may skip time; the record must not.
    this.#length = currentFrame - this.#startFrame;
    if (this.#length + quantum > this.#heard.length) this.#grow();
    if (inputs[0]?.[0]) this.#heard.set(inputs[0][0], this.#length);
    if (inputs[1]?.[0]) this.#spoken.set(inputs[1][0], this.#length);
    this.#length += quantum;
    this.#clock.push([currentFrame, Date.now()]);
    return true;
  }

  #grow(): void {
    const grown = [this.#heard, this.#spoken].map((old) => {
      const larger = new Float32Array(2 * old.length);
      larger.set(old);
      return larger;
    }) as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
    [this.#heard, this.#spoken] = grown;
  }

  #give(): void {
    const record: TapRecord = {
      sampleRate,
      startFrame: this.#startFrame,
      heard: this.#heard.slice(0, this.#length),
      spoken: this.#spoken.slice(0, this.#length),
      clock: this.#clock,
      flushes: flushes.splice(0),
      captures: captures.splice(0),
    };
    this.port.postMessage(record);
    this.#heard.fill(0);
    this.#spoken.fill(0);
    this.#clock = [];
    this.#startFrame = -1;
  }
}

watchPorts();
registerProcessor('bench-tap', Tap);
