import type { Replayed } from './sendings.ts';

/** What the page was told about, by a line that was set up again. */
export interface Notice {
  readonly at: number;
  /** How many stretches of speech and typed turns were sent once more on it; 0 where that was not said. */
  readonly again: number;
  /** How much voice could not be kept, ms; 0 where that was not said. */
  readonly lost: number;
  /** A warning while the line was up: no line was set up again. */
  readonly warning?: true;
  /**
   * The frames that went out on the line in that moment and had gone out on one before (`v17:3`, `u18:0`): what was seen on the wire.
   * Absent where nobody looked there: then it may have been anything.
   */
  readonly replayed?: Replayed;
}

/** A frame that was not heard, or how often one was heard too often. */
export interface Missing {
  readonly frame: string;
  /** When it went out last; when it was said, if it never did. */
  readonly since: number;
}
export interface Excess {
  readonly frame: string;
  readonly times: number;
}

/** A notice is of what was said at most so long before, ms: a line that is half open, a wait for the network, and attempts. */
const TOLD_WITHIN_MS = 120_000;

/** What the notices excuse: each only as much as it says, so that one of them does not cover a fault that happens near it. */
export class Excuses {
  readonly #notices: readonly Notice[];
  /** The stretches and turns that count for what was told: they excuse all that is part of them. */
  readonly #again = new Map<Notice, Set<unknown>>();
  readonly #lost = new Map<Notice, number>();

  constructor(notices: readonly Notice[]) {
    this.#notices = notices;
    for (const notice of notices) this.#lost.set(notice, notice.lost);
  }

  /**
   * Whether the page was told of every hearing of this utterance but one: each came of a line that went out with it again, and that was
   * said of no more than `again` stretches and turns. What a session was seeded with tells of no more hearings than there were.
   */
  doubling(saidAt: number, excess: readonly Excess[]): boolean {
    const rest = new Map(excess.map(({ frame, times }) => [frame, times]));
    const used = new Map<Notice, Set<unknown>>();
    const anything = Symbol('a stretch of its own');
    for (const notice of this.#notices) {
      const { again, at, replayed } = notice;
      if (at < saidAt || at >= saidAt + TOLD_WITHIN_MS) continue;
      const covered = [...rest].filter(([frame, times]) => times > 0 && (replayed?.has(frame) ?? true));
      const stretches = covered.map(([frame]) => replayed?.get(frame) ?? anything);
      const counted = new Set([...(this.#again.get(notice) ?? []), ...stretches]);
      if (covered.length === 0 || counted.size > again) continue;
      for (const [frame, times] of covered) rest.set(frame, times - 1);
      used.set(notice, counted);
    }
    if ([...rest.values()].some((times) => times > 0)) return false;
    for (const [notice, counted] of used) this.#again.set(notice, counted);
    return true;
  }

  /**
   * Whether the page was told of all that is missing of a spoken utterance: by the next line that was set up, or by a warning before it,
   * and with as much as that.
   */
  loss(missing: readonly Missing[], frameMs: number): boolean {
    const taken = new Map<Notice, number>();
    for (const { since } of missing) {
      const notice = this.#toldAfter(since).find(
        (one) => (this.#lost.get(one) ?? 0) - (taken.get(one) ?? 0) >= frameMs,
      );
      if (!notice) return false;
      taken.set(notice, (taken.get(notice) ?? 0) + frameMs);
    }
    for (const [notice, ms] of taken) this.#lost.set(notice, (this.#lost.get(notice) ?? 0) - ms);
    return true;
  }

  #toldAfter(since: number): readonly Notice[] {
    const after = this.#notices.filter(({ at }) => at > since);
    const next = after.findIndex(({ warning }) => !warning);
    return next < 0 ? after : after.slice(0, next + 1);
  }
}
