import type { EmulatorClock } from '../time/clock.ts';
import type { LinkQuality } from './network.ts';

/** Runs things in the order in which they were put in, each not before its time. */
class TimedQueue {
  readonly #clock: EmulatorClock;
  readonly #waiting: { readonly at: number; readonly run: () => void }[] = [];
  #cancel: (() => void) | undefined;
  #running = false;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  add(at: number, run: () => void): void {
    this.#waiting.push({ at, run });
    this.#go();
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #go(): void {
    if (this.#cancel || this.#running) return;
    this.#running = true;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const wait = next.at - this.#clock.now();
      if (wait > 0) {
        this.#cancel = this.#clock.schedule(wait, () => {
          this.#cancel = undefined;
          this.#go();
        });
        break;
      }
      this.#waiting.shift();
      next.run();
    }
    this.#running = false;
  }
}

/** One direction of a line: bytes go in one after the other and come out in that order, later. */
export class Pipe {
  readonly #clock: EmulatorClock;
  readonly #random: () => number;
  readonly #sending: TimedQueue;
  readonly #travelling: TimedQueue;
  #link: Required<LinkQuality>;
  /** When the last byte so far has gone in, and when it will have come out, ms. */
  #freeAt = -Infinity;
  #arrivesAt = -Infinity;

  constructor(clock: EmulatorClock, link: Required<LinkQuality>, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#link = link;
    this.#sending = new TimedQueue(clock);
    this.#travelling = new TimedQueue(clock);
  }

  /** From the next byte on. */
  set link(link: Required<LinkQuality>) {
    this.#link = link;
  }

  /** The longest piece that goes in at once: what the line carries in 20 ms, so that a long message trickles. */
  get pieceBytes(): number {
    return Math.max(32, Math.floor(this.#link.bytesPerSecond / 50));
  }

  /** `left` is called when the bytes have gone in, so that more may follow; `arrived` when they come out. */
  carry(bytes: number, left: () => void, arrived: () => void): void {
    const { bytesPerSecond, delayMs, jitterMs } = this.#link;
    const start = Math.max(this.#clock.now(), this.#freeAt);
    this.#freeAt = start + (bytes / bytesPerSecond) * 1000;
    const jitter = jitterMs > 0 ? jitterMs * this.#random() : 0;
    this.#arrivesAt = Math.max(this.#arrivesAt, this.#freeAt + delayMs + jitter);
    this.#travelling.add(this.#arrivesAt, arrived);
    this.#sending.add(this.#freeAt, left);
  }

  /** Whatever is on its way is lost. */
  cut(): void {
    this.#sending.clear();
    this.#travelling.clear();
  }
}
