/** Remembers which tickets were used. With several relays, pass one that they share, on Redis for instance (`SET id NX PX`). */
export interface TicketStore {
  /**
   * Whether this is the ticket's first use; it must say so once only, also to two that ask at the same time. May forget the
   * number after `expires` (ms since 1970). A rejection lets nobody in.
   */
  claim(id: string, expires: number): boolean | Promise<boolean>;
}

/** Tickets that are good at once, at most: more than one relay ever carries. Beyond it nobody is let in for a while. */
const MOST = 200_000;

/** The store of one relay, in memory. */
export class UsedTickets implements TicketStore {
  /** In the order of their use; tickets live a minute at most, so the first are the first to be forgotten. */
  readonly #used = new Map<string, number>();
  readonly #most: number;

  constructor(most: number = MOST) {
    this.#most = most;
  }

  get size(): number {
    return this.#used.size;
  }

  claim(id: string, expires: number): boolean {
    this.#forget(Date.now());
    if (this.#used.has(id)) return false;
    // It cannot be told from a used one any more, but nobody says that it is one.
    if (this.#used.size >= this.#most) throw new Error('the store of tickets is full');
    this.#used.set(id, expires);
    return true;
  }

  #forget(now: number): void {
    for (const [id, expires] of this.#used) {
      if (expires > now) return;
      this.#used.delete(id);
    }
  }
}
