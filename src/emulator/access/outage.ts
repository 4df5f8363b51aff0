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

/** How long until the twin tries again to get a port that another program has, ms by its clock. */
const RETRY_MS = 500;

/** Times in which the twin is not there: nobody listens at its port, which another program could take meanwhile. */
export class Outage {
  readonly #clock: EmulatorClock;
  readonly #onError: (error: unknown) => void;
  #address: OutageAddress | undefined;
  #cancel: (() => void) | undefined;
  #over: (() => void)[] = [];

  /** @param onError told once an outage when the port is taken */
  constructor(clock: EmulatorClock, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  /** The twin listens from now on. */
  serve(address: OutageAddress): void {
    this.#address = address;
  }

  /**
   * All connections drop, and nobody listens for so long, ms; a second call in that time begins it anew. It lasts longer
   * when another program has the port by then. Resolves when the twin listens again, or was closed.
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
    this.#address = undefined;
    this.#tell();
  }

  #end(address: OutageAddress, isRetry = false): void {
    this.#cancel = undefined;
    const { server, host, port } = address;
    // On the way back there may have been another outage, or the end.
    const isOff = (): boolean => this.#cancel !== undefined || this.#address !== address;
    const failed = (error: Error): void => {
      server.off('listening', back);
      if (isOff()) return;
      if (!isRetry) this.#onError(error);
      this.#cancel = this.#clock.schedule(RETRY_MS, () => this.#end(address, true));
    };
    const back = (): void => {
      server.off('error', failed);
      if (isOff()) server.close();
      else this.#tell();
    };
    server.once('error', failed);
    server.once('listening', back);
    server.listen(port, host);
  }

  #tell(): void {
    for (const resolve of this.#over.splice(0)) resolve();
  }
}
