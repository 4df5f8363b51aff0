/** Calls back when nothing was said for a while. A timeout of 0 never does. */
export class IdleTimer {
  #afterMs: number;
  readonly #onIdle: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(afterMs: number, onIdle: () => void) {
    this.#afterMs = afterMs;
    this.#onIdle = onIdle;
  }

  /** A new length counts from the next `restart()`. */
  set afterMs(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** Somebody spoke or typed: counts from now. */
  restart(): void {
    clearTimeout(this.#timer);
    if (this.#afterMs > 0) this.#timer = setTimeout(this.#onIdle, this.#afterMs);
  }

  /** Holds the clock: the model is speaking, or the line is down. */
  pause(): void {
    clearTimeout(this.#timer);
  }
}
