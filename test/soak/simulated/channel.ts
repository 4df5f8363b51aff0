/** One end of a channel; what is posted at the other end comes in a task of its own. */
export class Port {
  other: Port | undefined;
  #handler: ((event: { data: unknown }) => void) | null = null;
  #early: unknown[] = [];
  #closed = false;

  set onmessage(handler: ((event: { data: unknown }) => void) | null) {
    this.#handler = handler;
    for (const data of this.#early.splice(0)) queueMicrotask(() => this.#handler?.({ data }));
  }
  postMessage(data: unknown): void {
    const { other } = this;
    if (other && !this.#closed) queueMicrotask(() => other.#take(data));
  }
  close(): void {
    this.#closed = true;
    if (this.other) this.other.#closed = true;
  }
  #take(data: unknown): void {
    if (this.#closed) return;
    if (this.#handler) this.#handler({ data });
    else this.#early.push(data);
  }
}

/** Two ends that hear each other, as a MessageChannel's do, without the machine's own time. */
export class Channel {
  readonly port1 = new Port();
  readonly port2 = new Port();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
