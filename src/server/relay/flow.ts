import type { WebSocket } from 'ws';

export interface FlowOptions {
  /** Who is made to wait. */
  readonly source: WebSocket;
  readonly target: WebSocket;
  /** Bytes that may wait for `target`. */
  readonly bufferBytes: number;
  /** How long `target` may take nothing at all, ms. */
  readonly stallMs: number;
  readonly onStalled: () => void;
}

/** One way through the relay: what comes faster than its target takes it makes the source wait, down to its TCP window. */
export class Flow {
  readonly #options: FlowOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  messages = 0;
  bytes = 0;

  constructor(options: FlowOptions) {
    this.#options = options;
  }

  /** Whether the source is being made to wait. */
  get holds(): boolean {
    return this.#timer !== undefined;
  }

  send(data: Uint8Array | string, binary: boolean): void {
    const { bufferBytes, source, target } = this.#options;
    this.messages += 1;
    this.bytes += data.length;
    target.send(data, { binary }, this.#written);
    if (this.#closed || this.#timer !== undefined || target.bufferedAmount <= bufferBytes) return;
    source.pause();
    this.#wait();
  }

  /** Nobody waits any longer. */
  close(): void {
    this.#closed = true;
    this.#go();
  }

  /** A message was taken: a target that takes anything is alive. */
  readonly #written = (): void => {
    if (this.#timer === undefined) return;
    if (this.#options.target.bufferedAmount * 2 <= this.#options.bufferBytes) this.#go();
    else this.#wait();
  };

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#options.onStalled, this.#options.stallMs);
  }

  #go(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#options.source.resume();
  }
}
