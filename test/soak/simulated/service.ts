import { authenticate, credentialsOf } from '../../../src/emulator/access/auth.ts';
import { endpointOf } from '../../../src/emulator/access/endpoints.ts';
import type { Answer, EmulatorOptions, Fault, Script, Turn } from '../../../src/emulator/index.ts';
import { Connection } from '../../../src/emulator/line/connection.ts';
import { partsOf } from '../../../src/emulator/options.ts';
import type { ScriptClient } from '../../../src/emulator/script/script.ts';
import { Happenings } from '../../../src/emulator/time/happenings.ts';
import type { ServerSocket } from './link.ts';
import type { Memory, ServiceMemory } from './service-memory.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export interface ServiceOptions {
  readonly clock: SimulatedClock;
  readonly memory: Memory;
  readonly whileOpen: 'allow' | 'refuse';
  readonly limits?: EmulatorOptions['limits'];
  readonly answer: (turn: Turn) => Answer;
  readonly ledger: ServiceMemory;
}

/** The twin's own sessions, without a network under them. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #parts: ReturnType<typeof partsOf>;
  readonly #happenings = new Happenings();
  /** What is to go wrong on the next connection. */
  nextFaults: readonly Fault[] = [];
  current: Connection | undefined;
  readonly errors: unknown[] = [];
  #count = 0;
  #open = new Set<number>();

  constructor(options: ServiceOptions) {
    this.#options = options;
    const { clock, memory, whileOpen, limits, answer } = options;
    this.#parts = partsOf({
      clock,
      resumption: { memory, whileOpen },
      limits: limits ?? {},
      pace: 0,
      keepBytes: 100_000,
      voice: (text) => new Int16Array(Math.min(48_000, 2_400 * (1 + text.length))),
      scripts: (): Script => ({ answers: answer, faults: this.nextFaults }),
      onError: (error) => this.errors.push(error),
    });
  }

  /** How many connections there were. */
  get connections(): number {
    return this.#count;
  }
  /** The last that has not ended, or the last of all: a successor that was not needed has ended before the one that serves. */
  get serving(): number {
    return Math.max(...(this.#open.size > 0 ? this.#open : [this.#count]));
  }
  /** How many have not ended. */
  get open(): number {
    return this.#open.size;
  }

  token(): string {
    return this.#parts.tokens.mint({});
  }

  accept(socket: ServerSocket, address: string): void {
    const url = new URL(address);
    const endpoint = endpointOf(url.pathname);
    if (!endpoint) return socket.terminate();
    const id = (this.#count += 1);
    const { ledger } = this.#options;
    const client: ScriptClient = {
      connection: id,
      path: url.pathname,
      origin: undefined,
      endpoint,
      key: undefined,
    };
    socket.onin = (text) => ledger.heard(id, text);
    socket.onout = (text) => ledger.said(id, text);
    socket.on('close', () => this.#open.delete(id));
    this.#open.add(id);
    const runner = this.#parts.scripts.of(client);
    this.nextFaults = [];
    const seat = { client, runner, shaped: undefined, ended: () => undefined };
    const connection = new Connection(socket as never, seat, this.#parts, this.#happenings);
    this.current = connection;
    const credentials = credentialsOf(url.searchParams, {});
    const options = { apiKeys: undefined, accessTokens: undefined };
    connection.open(() => authenticate(credentials, endpoint, options, this.#parts.tokens));
  }
}
