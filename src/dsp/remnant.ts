import type { SampleQueue } from './sample-queue.ts';
import type { CutTurn, TurnReporter } from './turn-ledger.ts';

/** What a flush still plays while it fades: the next samples of the turn that it cuts, and how far that turn came. */
export class Remnant {
  readonly queue: SampleQueue;
  #cut: CutTurn = { turn: -1, played: 0, total: 0 };
  #cutAt = 0;

  /** @param queue An own queue, with room for a fade. */
  constructor(queue: SampleQueue) {
    this.queue = queue;
  }

  /** Keeps `samples` of the turn that is cut at `position`. */
  keep(samples: Int16Array, cut: CutTurn, position: number): void {
    this.queue.clear();
    this.queue.push(samples);
    this.#cut = cut;
    this.#cutAt = position;
  }

  /** Reports the turn as flushed, with what was played until `position`. */
  report(position: number, report: TurnReporter): void {
    const { turn, played, total } = this.#cut;
    report('flushed', turn, Math.min(played + position - this.#cutAt, total));
  }
}
