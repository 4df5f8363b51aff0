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
  #held = false;
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

  /** Somebody spoke or typed: counts from now, unless it is held. */
  restart(): void {
    this.#left = this.#afterMs;
    clearTimeout(this.#timer);
    if (this.#left > 0 && !this.#held) this.#wait();
  }

  /** Holds the clock: the model is heard, whatever else arrives meanwhile, or the line is down. */
  pause(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  resume(): void {
    this.#held = false;
    this.restart();
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
