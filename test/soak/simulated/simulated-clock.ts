import type { EmulatorClock } from '../../../src/emulator/index.ts';

interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

const before = (a: Appointment, b: Appointment): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** Taken before anything is replaced: lets all promises settle that can. */
const settle = (
  (immediate) => () =>
    new Promise<void>((resolve) => immediate(resolve))
)(setImmediate);

/**
 * One time for the twin, for the element and for the network between them. Unlike the twin's own manual clock it lets
 * promises settle after each thing that falls due, as a real machine would; an hour of frames wants a heap for that.
 */
export class SimulatedClock implements EmulatorClock {
  #now: number;
  #order = 0;
  readonly #heap: Appointment[] = [];
  readonly start: number;

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = this.start = start;
  }

  now(): number {
    return this.#now;
  }

  /** Ms since the clock was made. */
  get elapsed(): number {
    return this.#now - this.start;
  }

  /** How many things still wait. */
  get pending(): number {
    return this.#heap.filter(({ cancelled }) => !cancelled).length;
  }

  schedule(ms: number, run: () => void): () => void {
    const at = this.#now + (ms > 0 ? ms : 0);
    const appointment: Appointment = { at, order: (this.#order += 1), run, cancelled: false };
    this.#push(appointment);
    return () => {
      appointment.cancelled = true;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(ms, resolve));
  }

  /** Lets time pass as long as `work` takes; rejects with what it rejects with, and when nothing is left that could end it. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    let open = true;
    const close = (): void => {
      open = false;
    };
    work.then(close, close);
    await settle();
    while (open) {
      const next = this.#pop();
      if (!next) throw new Error('Nothing is left that could happen.');
      if (next.cancelled) continue;
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    return work;
  }

  #push(one: Appointment): void {
    const heap = this.#heap;
    let at = heap.push(one) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(one, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = one;
  }

  #pop(): Appointment | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
