import { RELAY_CLOSES } from './close-codes.ts';
import type { RelayLimits } from './relay-options.ts';

/** The times that one connection has, and whether its page still lives. */
export class SessionClock {
  readonly #end: (code: number, reason: string) => void;
  readonly #idleMs: number;
  #setupTimer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #sessionTimer: ReturnType<typeof setTimeout> | undefined;
  #lastActive = performance.now();
  #answered = true;

  constructor(
    limits: Pick<RelayLimits, 'setupSeconds' | 'idleSeconds' | 'sessionSeconds'>,
    end: (code: number, reason: string) => void,
  ) {
    this.#end = end;
    this.#idleMs = limits.idleSeconds * 1000;
    this.#setupTimer = setTimeout(
      () => end(RELAY_CLOSES.idle, 'No setup came in time.'),
      limits.setupSeconds * 1000,
    );
    if (limits.sessionSeconds > 0) {
      this.#sessionTimer = setTimeout(
        () => end(RELAY_CLOSES.limit, 'Deadline expired at the relay.'),
        limits.sessionSeconds * 1000,
      );
    }
    if (this.#idleMs > 0) this.#watchIdle(this.#idleMs);
  }

  get isSetUp(): boolean {
    return this.#setupTimer === undefined;
  }

  setUp(): void {
    clearTimeout(this.#setupTimer);
    this.#setupTimer = undefined;
  }

  /** A message went either way. */
  active(): void {
    this.#lastActive = performance.now();
  }

  /** Something came of the page: a message, or the answer to a ping. */
  alive(): void {
    this.#answered = true;
  }

  /** Whether nothing came of the page since this was asked last. */
  missedPing(): boolean {
    const missed = !this.#answered;
    this.#answered = false;
    return missed;
  }

  close(): void {
    clearTimeout(this.#setupTimer);
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#sessionTimer);
  }

  /** One timer for all messages: when it runs out, it looks how long ago the last was. */
  #watchIdle(ms: number): void {
    this.#idleTimer = setTimeout(() => {
      const left = this.#lastActive + this.#idleMs - performance.now();
      if (left > 0) this.#watchIdle(Math.ceil(left));
      else this.#end(RELAY_CLOSES.idle, 'Nothing was said for too long.');
    }, ms);
  }
}
