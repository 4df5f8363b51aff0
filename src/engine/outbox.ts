import type { ClientMessage } from './messages.ts';

/** A frame of the visitor's voice, or a message that must keep its place between frames. */
export type OutboxItem =
  | { readonly kind: 'frame'; readonly frame: ArrayBuffer; readonly speech: boolean }
  | { readonly kind: 'message'; readonly message: ClientMessage };

/** Ten seconds of 16 kHz, 16-bit voice: what a visitor may say while the line is being set up. */
export const MAX_BYTES = 320_000;

/**
 * What waits for the line, in order. Messages are never dropped. Of the voice, the oldest silence goes first, then the oldest words,
 * since a conversation that comes back after longer than that goes on from the visitor's latest.
 */
export class Outbox {
  #items: OutboxItem[] = [];
  #bytes = 0;
  #dropped = 0;

  /** Frames with words in them that were dropped so far for want of room. */
  get dropped(): number {
    return this.#dropped;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Adds an item; returns the frame that had to go for it, so that its buffer can be reused. */
  add(item: OutboxItem): ArrayBuffer | undefined {
    this.#items.push(item);
    if (item.kind !== 'frame') return undefined;
    this.#bytes += item.frame.byteLength;
    if (this.#bytes <= MAX_BYTES) return undefined;
    const silence = this.#items.findIndex((one) => one.kind === 'frame' && !one.speech);
    const oldest = silence < 0 ? this.#items.findIndex(({ kind }) => kind === 'frame') : silence;
    const [gone] = this.#items.splice(oldest, 1);
    if (gone?.kind !== 'frame') return undefined;
    this.#bytes -= gone.frame.byteLength;
    if (gone.speech) this.#dropped += 1;
    return gone.frame;
  }

  /** The oldest item, taken out. */
  take(): OutboxItem | undefined {
    const item = this.#items.shift();
    if (item?.kind === 'frame') this.#bytes -= item.frame.byteLength;
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#bytes = 0;
  }
}
