import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorConnection } from './connection.ts';
import { Happenings } from './happenings.ts';
import { answerHttp } from './http.ts';
import { partsOf, type EmulatorOptions } from './options.ts';
import { Upgrades } from './upgrades.ts';

/** A running twin. */
export interface LiveEmulator {
  /** `http://127.0.0.1:PORT`: what clients take as their base address. */
  readonly url: string;
  readonly port: number;
  /** Every connection so far; of those that have ended, the last hundred. */
  readonly connections: readonly EmulatorConnection[];
  /** The next connection from now on. */
  once(event: 'connection'): Promise<EmulatorConnection>;
  /** What `look` finds, as soon as it finds something; asked again whenever anything happens here. */
  until<Found>(look: () => Found | undefined, signal?: AbortSignal): Promise<Found>;
  /** A token as the HTTP endpoint makes them, without constraints. */
  mintToken(): string;
  /** Drops all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a local twin of the Live API: HTTP for tokens, WebSocket for sessions, on one port. Rejects when the port is
 * taken, and with `RangeError` for a script that cannot be.
 */
export const startLiveEmulator = async (options: EmulatorOptions = {}): Promise<LiveEmulator> => {
  const parts = partsOf(options);
  const happenings = new Happenings();
  const upgrades = new Upgrades(parts, happenings);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answerHttp(request, response, parts);
  });
  server.on('upgrade', (request, socket, head) => upgrades.accept(request, socket, head));
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    connections: upgrades.connections,
    once: () => {
      const last = upgrades.count;
      return happenings.until(() => upgrades.connections.find(({ id }) => id > last));
    },
    until: (look, signal) => happenings.until(look, signal),
    mintToken: () => parts.tokens.mint({}),
    close: async () => {
      upgrades.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
