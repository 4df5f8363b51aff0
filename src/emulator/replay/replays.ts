import type { Recording } from '../recording/format.ts';
import type { ReplayDeviation } from './deviation.ts';
import { planOf, type ReplayPlan } from './plan.ts';
import { ReplaySession, type ReplayLine } from './replay-session.ts';

/** What a twin plays back instead of answering. */
export interface ReplayOptions {
  /** One for every connection, or one each: the first for the first connection, and so on; the last one repeats. */
  readonly recording: Recording | readonly Recording[];
  /** Multiple of the recorded pace. 0 = without any waiting for time. Default 1. */
  readonly speed?: number;
  /**
   * What happens to a client that does something else than the recorded one did. `close` (default): 1008, and the reason
   * says what was expected and what came. `go-on`: what the recording comes to later is passed on to, all else is ignored.
   */
  readonly onDeviation?: 'close' | 'go-on';
}

/** The replays of one twin. */
export class Replays {
  readonly #plans: readonly ReplayPlan[];
  readonly #speed: number;
  readonly #goOn: boolean;

  /** Throws `RangeError` for a speed that is none, or when there is no recording. */
  constructor({ recording, speed = 1, onDeviation = 'close' }: ReplayOptions) {
    if (!(speed >= 0)) throw new RangeError(`A replay cannot run at ${speed} times the recorded pace.`);
    this.#plans = ('frames' in recording ? [recording] : recording).map(planOf);
    if (this.#plans.length === 0) throw new RangeError('There is no recording to replay.');
    this.#speed = Number.isFinite(speed) ? speed : 0;
    this.#goOn = onDeviation === 'go-on';
  }

  /** A replay for a connection, counted from 1; `report` is told of a client that deviates and is closed for it. */
  session(
    connection: number,
    line: Pick<ReplayLine, 'clock' | 'send' | 'close'>,
    report: (deviation: ReplayDeviation) => void,
  ): ReplaySession {
    const plan = this.#plans[Math.min(connection, this.#plans.length) - 1];
    if (!plan) throw new RangeError(`There is no connection ${connection}.`);
    return new ReplaySession(plan, {
      ...line,
      speed: this.#speed,
      deviates: (deviation) => {
        if (this.#goOn) return true;
        report(deviation);
        line.close({ code: 1008, reason: deviation.message });
        return false;
      },
    });
  }
}
