const KEPT_BYTES = 64 * 1024 * 1024;

/** Something that is kept until there is too much. */
export interface KeptPage {
  readonly bytes: number;
  /** Called once, when it has to go. */
  readonly drop: () => void;
}

/** How much of what clients send is remembered, over all connections of a twin: what is too much pushes out the oldest. */
export class KeptBudget {
  readonly #limit: number;
  /** In order of age. */
  readonly #pages = new Set<KeptPage>();
  #bytes = 0;

  /** Throws `RangeError` for a limit that is none. Default 64 MB. */
  constructor(limit = KEPT_BYTES) {
    if (!(limit >= 0)) throw new RangeError(`keepBytes must be at least 0, and is ${limit}.`);
    this.#limit = limit;
  }

  /** All that is kept, bytes; about. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A page has been filled; it may itself go at once. */
  add(page: KeptPage): void {
    this.#pages.add(page);
    this.#bytes += page.bytes;
    for (const oldest of this.#pages) {
      if (this.#bytes <= this.#limit) return;
      this.remove(oldest);
      oldest.drop();
    }
  }

  /** A page is not needed any more. */
  remove(page: KeptPage): void {
    if (this.#pages.delete(page)) this.#bytes -= page.bytes;
  }
}
