import { EventEmitter } from 'node:events';
import type { SimulatedClock } from './simulated-clock.ts';

/** What a kernel takes before the socket says that it waits, bytes. */
const KERNEL_BYTES = 131_072;
/** A host that gets no answer gives a connection up after so long, ms. */
const GIVE_UP_MS = 30_000;

export interface LinkListener {
  /** The client's request has come through; the server's end is ready to be listened to. */
  readonly arrived: (server: ServerSocket, url: string) => void;
  /** The client sends this: it has left, whether it arrives or not. */
  readonly sent: (text: string) => void;
}

type State = 'connecting' | 'up' | 'cut';

/** A TCP connection: two ends, two queues, and what can happen to them. In order, or not at all. */
export class Link {
  readonly client: ClientSocket;
  readonly server: ServerSocket;
  readonly #clock: SimulatedClock;
  readonly #latency: () => number;
  readonly #listener: LinkListener;
  #state: State = 'connecting';
  /** While stalled, what was on its way waits here, and what wants to be; `undefined` while all moves. */
  #held: { readonly under: (() => void)[]; readonly next: (() => void)[] } | undefined;
  readonly #last = { up: 0, down: 0 };

  constructor(
    url: string,
    clock: SimulatedClock,
    latency: () => number,
    reachable: () => boolean,
    listener: LinkListener,
  ) {
    this.#clock = clock;
    this.#latency = latency;
    this.#listener = listener;
    this.server = new ServerSocket(this);
    this.client = new ClientSocket(url, this);
    clock.schedule(2 * latency(), () => {
      if (this.#state === 'cut') return;
      if (!reachable()) return this.drop();
      this.#state = 'up';
      listener.arrived(this.server, url);
      this.carry('down', () => this.client.opened());
    });
  }

  get alive(): boolean {
    return this.#state !== 'cut' && this.client.readyState < 2;
  }
  get stalled(): boolean {
    return this.#held !== undefined;
  }

  /** The client's end sends this. */
  send(text: string, deliver: () => void): void {
    this.#listener.sent(text);
    this.carry('up', deliver);
  }

  /** Carries something to the other end, unless the line is cut by then. */
  carry(way: 'up' | 'down', deliver: () => void): void {
    if (this.#state === 'cut') return;
    if (this.#held) return void this.#held.next.push(() => this.carry(way, deliver));
    const at = Math.max(this.#last[way], this.#clock.now() + this.#latency());
    this.#last[way] = at;
    this.#clock.schedule(at - this.#clock.now(), () => {
      if (this.#state === 'cut') return;
      if (this.#held) this.#held.under.push(deliver);
      else deliver();
    });
  }

  /** Gone: what is on its way is lost, and both ends learn of it. */
  drop(): void {
    if (this.#state === 'cut') return;
    this.#state = 'cut';
    this.#held = undefined;
    this.#clock.schedule(this.#latency(), () => this.server.ended(1006, ''));
    this.#clock.schedule(this.#latency(), () => this.client.ended(1006, ''));
  }

  /** Nothing moves and nobody is told, for so long; then it moves on, or both ends learn that it is gone. */
  stall(ms: number, then: 'resume' | 'drop'): void {
    if (this.#held || this.#state === 'cut') return;
    this.#held = { under: [], next: [] };
    this.#clock.schedule(Math.min(ms, GIVE_UP_MS), () => {
      if (then === 'drop' || ms > GIVE_UP_MS) this.server.ended(1006, '');
    });
    this.#clock.schedule(ms, () => {
      if (then === 'drop') return this.drop();
      const { under, next } = this.#held ?? { under: [], next: [] };
      this.#held = undefined;
      for (const one of [...under, ...next]) one();
    });
  }
}

/** The twin's end: as much of `ws` as the twin takes. */
export class ServerSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly #link: Link;
  /** Looks at what goes out and comes in. */
  onout: (text: string) => void = () => undefined;
  onin: (text: string) => void = () => undefined;

  constructor(link: Link) {
    super();
    this.#link = link;
  }

  send(bytes: Buffer, { binary }: { binary: boolean }): void {
    if (this.readyState !== 1) return;
    this.onout(bytes.toString('utf8'));
    const data = binary ? new Uint8Array(bytes).buffer : bytes.toString('utf8');
    this.#link.carry('down', () => this.#link.client.received(data));
  }
  receive(text: string): void {
    if (this.readyState !== 1) return;
    this.onin(text);
    this.emit('message', Buffer.from(text), false);
  }
  close(code = 1005, reason = ''): void {
    if (this.readyState !== 1) return;
    this.readyState = 2;
    this.#link.carry('down', () => this.#link.client.ended(code, reason));
    this.ended(code, reason);
  }
  terminate(): void {
    this.#link.drop();
  }
  pong(): void {}
  pause(): void {}

  ended(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.emit('close', code, Buffer.from(reason));
  }
}

/** The browser's end. */
export class ClientSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  binaryType = 'blob';
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly url: string;
  readonly #link: Link;
  #waiting = 0;

  constructor(url: string, link: Link) {
    super();
    this.url = url;
    this.#link = link;
  }

  get bufferedAmount(): number {
    return Math.max(0, this.#waiting - KERNEL_BYTES);
  }
  send(text: string): void {
    if (this.readyState !== 1) return;
    this.#waiting += text.length;
    this.#link.send(text, () => {
      this.#waiting -= text.length;
      this.#link.server.receive(text);
    });
  }
  close(code = 1005, reason = ''): void {
    if (this.readyState > 1) return;
    const connecting = this.readyState === 0;
    this.readyState = 2;
    // A request that is taken back never arrives.
    if (connecting) return this.#link.drop();
    this.#link.carry('up', () => {
      this.#link.server.ended(code, reason);
      this.#link.carry('down', () => this.ended(code, reason));
    });
  }

  opened(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.#tell('open', {});
  }
  received(data: unknown): void {
    if (this.readyState === 1) this.#tell('message', { data });
  }
  ended(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    if (code === 1006) this.#tell('error', {});
    this.#tell('close', { code, reason, wasClean: code !== 1006 });
  }

  #tell(type: 'open' | 'message' | 'error' | 'close', fields: object): void {
    const event = Object.assign(new Event(type), fields);
    (this[`on${type}`] as ((event: Event) => void) | null)?.(event);
    this.dispatchEvent(event);
  }
}
