import type { EmulatorClock } from '../time/clock.ts';
import type { Step } from './delivery.ts';

/** Walks through the steps of an answer at their times, until it is done or stopped. */
export class Playout {
  readonly #clock: EmulatorClock;
  readonly #steps: Iterator<Step, void>;
  readonly #perform: (step: Step) => void;
  readonly #done: () => void;
  readonly #began: number;
  #next: Step | undefined;
  #cancel: (() => void) | undefined;
  #running = true;

  constructor(
    clock: EmulatorClock,
    steps: Iterable<Step, void>,
    perform: (step: Step) => void,
    done: () => void,
  ) {
    this.#clock = clock;
    this.#steps = steps[Symbol.iterator]();
    this.#perform = perform;
    this.#done = done;
    this.#began = clock.now();
    this.#next = this.#pull();
  }

  /** Does what is due, and comes back for the rest. */
  run(): void {
    while (this.#running) {
      const step = this.#next;
      if (!step) {
        this.#running = false;
        this.#done();
        return;
      }
      const wait = this.#began + step.at - this.#clock.now();
      if (wait > 0) {
        this.#cancel = this.#clock.schedule(wait, () => this.run());
        return;
      }
      this.#next = this.#pull();
      this.#perform(step);
    }
  }

  /** Nothing more happens. */
  stop(): void {
    this.#running = false;
    this.#cancel?.();
  }

  #pull(): Step | undefined {
    const result = this.#steps.next();
    return result.done === true ? undefined : result.value;
  }
}
