import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const QUIET = '--disable-warning=ExperimentalWarning';

/** A process of this bench: takes orders, gives reports, and ends with the bench at the latest. */
export class BenchProcess<Order extends Serializable, Report> {
  readonly #child: ChildProcess;

  constructor(file: string, parameters: readonly string[] = [], nodeOptions: readonly string[] = []) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    this.#child = fork(path, parameters, { execArgv: [QUIET, ...nodeOptions] });
  }

  /** Gives an order and waits for the next report. Rejects when the process ends instead. */
  async order(order: Order): Promise<Report> {
    const report = this.report();
    this.#child.send(order);
    return report;
  }

  async report(): Promise<Report> {
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`A process of the bench ended with ${String(code)}.`);
    });
    const [report] = (await Promise.race([once(this.#child, 'message'), ended])) as [Report];
    return report;
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
