/** How often it is looked whether the visitor is speaking, ms. */
const LOOK_MS = 250;
/** Loudness of a voice: −36 dBFS. Rooms are quieter, above all after noise suppression. */
const VOICE = 0.4;

/** Calls back when nothing was said for a while. A timeout of 0 never does. */
export class IdleTimer {
  #afterMs: number;
  readonly #level: () => number;
  readonly #onIdle: () => void;
  #left = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `level`: how loud the visitor is, 0…1. Without transcripts nothing else tells that they are speaking. */
  constructor(afterMs: number, level: () => number, onIdle: () => void) {
    this.#afterMs = afterMs;
    this.#level = level;
    this.#onIdle = onIdle;
  }

  /** A new length counts from the next `restart()`. */
  set afterMs(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** Somebody spoke or typed: counts from now. */
  restart(): void {
    this.#left = this.#afterMs;
    clearTimeout(this.#timer);
    if (this.#left > 0) this.#wait();
  }

  /** Holds the clock: the model is speaking, or the line is down. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    const step = Math.min(LOOK_MS, this.#left);
    this.#timer = setTimeout(() => {
      this.#left = this.#level() > VOICE ? this.#afterMs : this.#left - step;
      if (this.#left > 0) this.#wait();
      else this.#onIdle();
    }, step);
  }
}
