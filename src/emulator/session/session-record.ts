import { randomUUID } from 'node:crypto';
import type { Backend } from '../access/endpoints.ts';

/** How a session stands, over all of its connections and whatever each of its handles remembers; by the limits' clock. */
export class SessionRecord {
  readonly id: string = randomUUID();
  readonly model: string;
  readonly backend: Backend;
  #connectedMs = 0;
  #open = 0;
  #since = 0;
  #firstVideo: number | undefined;
  #over = false;

  constructor(model: string, backend: Backend) {
    this.model = model;
    this.backend = backend;
  }

  /** How many connections work on it now: two for a moment, when a client prepares the next one in time. */
  get open(): number {
    return this.#open;
  }

  /** When the last connection ended, or the session began. */
  get lastEnd(): number {
    return this.#since;
  }

  /** Whether it reached its last end, after which it cannot be resumed. */
  get over(): boolean {
    return this.#over;
  }

  /** Its age when video came for the first time, ms. */
  get firstVideo(): number | undefined {
    return this.#firstVideo;
  }

  /** How long it has been connected, ms (`BEHAVIOURS.sessionTime`). */
  age(now: number): number {
    return this.#connectedMs + (this.#open > 0 ? now - this.#since : 0);
  }

  connectionOpened(now: number): void {
    if (this.#open === 0) this.#since = now;
    this.#open += 1;
  }

  connectionClosed(now: number): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    this.#connectedMs += now - this.#since;
    this.#since = now;
  }

  videoCame(now: number): void {
    this.#firstVideo ??= this.age(now);
  }

  /** It has lasted as long as a session may. */
  finish(): void {
    this.#over = true;
  }

  /** Begins to count anew: for a service that lets a session go on after its last end. */
  rejuvenate(now: number): void {
    this.#over = false;
    this.#connectedMs = 0;
    this.#firstVideo = undefined;
    this.#since = now;
  }
}
