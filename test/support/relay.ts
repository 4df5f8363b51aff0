import { executeServerCommand } from '@web/test-runner-commands';
import type { RelayCommand, RelayStart, RelayStarted } from './relay-commands.ts';

const call = async <Result>(command: RelayCommand): Promise<Result> =>
  await executeServerCommand(`relay:${command.verb}`, { ...command });

/** A relay that belongs to this test, and the endpoint that hands out its tickets; they run in Node. */
export class TestRelay {
  readonly endpoint: string;
  readonly address: string;
  readonly #id: number;

  private constructor({ address, endpoint, id }: RelayStarted) {
    this.#id = id;
    this.address = address;
    this.endpoint = endpoint;
  }

  static async start(options: Omit<RelayStart, 'origin'>): Promise<TestRelay> {
    const { origin } = location;
    return new TestRelay(await call<RelayStarted>({ verb: 'start', options: { ...options, origin } }));
  }

  /** What it told its host so far. */
  events(): Promise<readonly { readonly type: string }[]> {
    return call({ verb: 'events', id: this.#id });
  }

  stop(): Promise<boolean> {
    return call({ verb: 'stop', id: this.#id });
  }
}
