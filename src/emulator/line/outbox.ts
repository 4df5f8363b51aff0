import { bundler, type Bundling } from './bundling.ts';
import type { EmulatorClock } from '../time/clock.ts';
import { encodeMessage } from '../protocol/frames.ts';

const HOLD_MS = 50;

/** Puts messages into frames: one each, at once, as the service does it, or as a script wants it. */
export class Outbox {
  readonly #clock: EmulatorClock;
  readonly #transmit: (text: string) => void;
  #bundling: Bundling = {};
  #arrange: ((messages: readonly object[]) => readonly object[]) | undefined;
  #held: object[] = [];
  #cancel: (() => void) | undefined;

  /** `transmit` sends a text as one frame. */
  constructor(clock: EmulatorClock, transmit: (text: string) => void) {
    this.#clock = clock;
    this.#transmit = transmit;
  }

  /** From now on; what is held goes first. `{}` or nothing is as the service does it. */
  bundle(bundling: Bundling = {}): void {
    this.flush();
    this.#bundling = bundling;
    this.#arrange = Object.keys(bundling).length === 0 ? undefined : bundler(bundling);
  }

  /** `setupComplete` is never held: without it no client goes on. */
  send(message: object): void {
    if (!this.#arrange) return this.#transmit(encodeMessage(message));
    this.#held.push(message);
    const { window = 1, perFrame = 1, holdMs = HOLD_MS } = this.#bundling;
    if (this.#held.length >= Math.max(window, perFrame) || 'setupComplete' in message) return this.flush();
    this.#cancel ??= this.#clock.schedule(holdMs, () => this.flush());
  }

  /** Sends what is held. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    const texts = (this.#arrange?.(held) ?? held).map(encodeMessage);
    const { perFrame = 1 } = this.#bundling;
    for (let from = 0; from < texts.length; from += perFrame) {
      this.#transmit(texts.slice(from, from + perFrame).join(''));
    }
  }

  /** What is held is lost. */
  drop(): void {
    this.#held = [];
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
