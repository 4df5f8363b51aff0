import type { ClientMessage } from './messages.ts';

/** A frame of the visitor's voice, or a message that must keep its place between frames. */
export type OutboxItem =
  | { readonly kind: 'frame'; readonly frame: ArrayBuffer }
  | { readonly kind: 'message'; readonly message: ClientMessage };

/** Ten seconds of 20 ms frames: what a visitor may say while the line is being set up. */
export const MAX_FRAMES = 500;

/**
 * What waits for the line, in order. Messages are never dropped; of the voice, the oldest frames are, since a conversation
 * that comes back after longer than that goes on from the visitor's latest words.
 */
export class Outbox {
  #items: OutboxItem[] = [];
  #frames = 0;
  #dropped = 0;

  /** Frames dropped so far for want of room. */
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
    this.#frames += 1;
    if (this.#frames <= MAX_FRAMES) return undefined;
    const oldest = this.#items.findIndex(({ kind }) => kind === 'frame');
    const [gone] = this.#items.splice(oldest, 1);
    this.#frames -= 1;
    this.#dropped += 1;
    return gone?.kind === 'frame' ? gone.frame : undefined;
  }

  /** The oldest item, taken out. */
  take(): OutboxItem | undefined {
    const item = this.#items.shift();
    if (item?.kind === 'frame') this.#frames -= 1;
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#frames = 0;
  }
}
