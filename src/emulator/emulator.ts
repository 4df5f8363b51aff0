import type { EmulatorConnection } from './line/emulator-connection.ts';
import { Happenings } from './time/happenings.ts';
import { answerHttp } from './access/http.ts';
import { listen } from './access/listener.ts';
import { partsOf, type EmulatorOptions } from './options.ts';
import { Upgrades } from './access/upgrades.ts';
import { watchTraffic } from './line/watch-traffic.ts';

/** A running twin. */
export interface LiveEmulator {
  /** `http://127.0.0.1:PORT`, `https` with `tls`: what clients take as their base address. */
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
  /**
   * The twin is away: all connections drop, and for so long, ms by its clock, nobody listens at its port. Resolves when it is
   * back; that takes longer while another program has the port, of which `onError` is told.
   */
  offline(forMs: number): Promise<void>;
  /** Drops all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a local twin of the Live API: HTTP for tokens, WebSocket for sessions, on one port. Rejects when the port is
 * taken, with `TypeError` for options or scripts with something unknown or of the wrong type in them, and with `RangeError`
 * for values that cannot be; each names the place.
 */
export const startLiveEmulator = async (options: EmulatorOptions = {}): Promise<LiveEmulator> => {
  const parts = partsOf(options);
  const happenings = new Happenings();
  const upgrades = new Upgrades(parts, happenings);
  const watch = watchTraffic(options, parts);
  const address = { host: options.host ?? '127.0.0.1', port: options.port ?? 0, tls: options.tls };
  const { server, url, port, drop, close } = await listen(address, (request, response) => {
    void answerHttp(request, response, parts, watch.page);
  }).catch((error: unknown) => {
    watch.close();
    throw error;
  });
  server.on('upgrade', (request, socket, head) => upgrades.accept(request, socket, head));
  parts.outage.serve({ server, host: address.host, port, drop });

  return {
    url,
    port,
    connections: upgrades.connections,
    once: () => {
      const last = upgrades.count;
      return happenings.until(() => upgrades.connections.find(({ id }) => id > last));
    },
    until: (look, signal) => happenings.until(look, signal),
    mintToken: () => parts.tokens.mint({}),
    offline: (forMs) => parts.outage.begin(forMs),
    close: async () => {
      parts.outage.stop();
      upgrades.close();
      await close();
      watch.close();
    },
  };
};
