import type { Server } from 'node:net';
import type { EmulatorClock } from '../time/clock.ts';

/** Where the twin listens, so that it can stop to. */
export interface OutageAddress {
  readonly server: Server;
  readonly host: string;
  readonly port: number;
  /** Drops every TCP connection there is. */
  readonly drop: () => void;
}

/** Times in which the twin is not there: nobody listens at its port, which another program could take meanwhile. */
export class Outage {
  readonly #clock: EmulatorClock;
  #address: OutageAddress | undefined;
  #cancel: (() => void) | undefined;
  #over: (() => void)[] = [];

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** The twin listens from now on. */
  serve(address: OutageAddress): void {
    this.#address = address;
  }

  /**
   * All connections drop, and nobody listens for so long, ms; a second call in that time begins it anew. Resolves when the
   * twin listens again, or was closed.
   */
  begin(forMs: number): Promise<void> {
    const address = this.#address;
    if (!address) return Promise.resolve();
    const { server, drop } = address;
    this.#cancel?.();
    this.#cancel = this.#clock.schedule(forMs, () => this.#end(address));
    if (server.listening) server.close();
    drop();
    return new Promise((resolve) => this.#over.push(resolve));
  }

  /** The twin closes: it does not come back. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#tell();
  }

  #end({ server, host, port }: OutageAddress): void {
    this.#cancel = undefined;
    server.listen(port, host, () => this.#tell());
  }

  #tell(): void {
    for (const resolve of this.#over.splice(0)) resolve();
  }
}
