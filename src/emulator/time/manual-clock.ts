import type { EmulatorClock } from './clock.ts';

interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * A clock that stands still until it is told to go on: with it, hours of a session pass in a test at once, and always in
 * the same order.
 */
export class ManualClock implements EmulatorClock {
  #now: number;
  #count = 0;
  readonly #appointments = new Set<Appointment>();

  /** `start`: what it shows at first, ms since the epoch. */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  schedule(ms: number, run: () => void): () => void {
    const appointment = { at: this.#now + Math.max(0, ms), order: this.#count++, run };
    this.#appointments.add(appointment);
    return () => this.#appointments.delete(appointment);
  }

  /** How many things still wait. */
  get pending(): number {
    return this.#appointments.size;
  }

  /** Lets `ms` pass; whatever falls due runs in order of its time, what it schedules in turn included. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#appointments.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  #next(end: number): Appointment | undefined {
    let first: Appointment | undefined;
    for (const one of this.#appointments) {
      if (one.at > end) continue;
      if (!first || one.at < first.at || (one.at === first.at && one.order < first.order)) first = one;
    }
    return first;
  }
}
