import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RELAY_CLOSES } from './close-codes.ts';
import { Door } from './door.ts';
import type { RelayOptions } from './relay-options.ts';
import { resolveRelay } from './relay-settings.ts';
import { RelayedSession } from './relayed-session.ts';

/** As much of a server as is needed: Node's `http` and `https` have it. */
export type UpgradeServer = Pick<Server, 'on' | 'off' | 'listenerCount'>;

/** A relay to the Live API on Vertex AI. */
export interface Relay {
  /** Connections at this moment. */
  readonly connections: number;
  /**
   * Takes the server's upgrades at `path`; those at other paths are left to its other listeners, and answered 404 when there
   * are none. Returns what undoes it.
   */
  attach(server: UpgradeServer): () => void;
  /** One upgrade, whatever its path: for servers that sort them out themselves. Never rejects. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<void>;
  /**
   * Lets nobody in any more, tells every page to move on, and ends what is still open after `drainSeconds` (default 10; 0
   * ends it at once). Resolves when all is closed; the servers are the host's to close.
   */
  close(options?: { readonly drainSeconds?: number }): Promise<void>;
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

/**
 * Makes the relay that `backend="vertex"` needs, since a browser cannot send Vertex AI its `Authorization` header. For Node.
 *
 * A page comes with a ticket of `createTicketHandler()` in the query. At the upgrade its signature, time, origin and first use
 * are checked, and the limits of connections: 401, 403, 429, 503. Then the page's messages go to the service and the service's
 * to the page, with its close codes. Of the page's `setup` only listed fields pass; project, location, model and tools are the
 * relay's. Anything that is no message of the protocol ends the connection, as does more than the limits allow.
 *
 * Throws at once when an option is wrong.
 */
export const createRelay = (options: RelayOptions): Relay => {
  const settings = resolveRelay(options);
  const sessions = new Set<RelayedSession>();
  const undo = new Set<() => void>();
  const door = new Door(settings);
  let count = 0;
  let closing: Promise<void> | undefined;

  const pinging = setInterval(() => {
    for (const session of sessions) session.ping();
  }, settings.limits.pingSeconds * 1000);
  pinging.unref();

  const handleUpgrade: Relay['handleUpgrade'] = async (request, socket, head) => {
    const admitted = await door.admit(request, socket, head);
    if (!admitted) return;
    const { page, ticket, key, leave } = admitted;
    const { model } = ticket;
    count += 1;
    const session = new RelayedSession(page, settings, { connection: count, model });
    settings.tell({ type: 'opened', connection: count, model, origin: request.headers.origin, key });
    sessions.add(session);
    // Let in while the relay was told to close.
    if (closing) session.end(RELAY_CLOSES.closing, 'The relay shuts down.');
    void session.closed.then(() => {
      sessions.delete(session);
      leave();
    });
  };

  const close = async (drainSeconds: number): Promise<void> => {
    door.close();
    for (const session of sessions) session.announceEnd(drainSeconds);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drained = new Promise<void>((resolve) => (timer = setTimeout(resolve, drainSeconds * 1000)));
    await Promise.race([drained, Promise.all([...sessions].map(({ closed }) => closed))]);
    clearTimeout(timer);
    for (const session of sessions) session.end(RELAY_CLOSES.closing, 'The relay shuts down.');
    await Promise.all([...sessions].map(({ closed }) => closed));
    clearInterval(pinging);
    for (const detach of undo) detach();
  };

  return {
    get connections() {
      return sessions.size;
    },
    handleUpgrade,
    attach: (server) => {
      const listen = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
        if (pathOf(request) === settings.path) void handleUpgrade(request, socket, head);
        else if (server.listenerCount('upgrade') === 1) door.refuse(request, socket, 'path', 404);
      };
      server.on('upgrade', listen);
      const detach = (): void => {
        server.off('upgrade', listen);
        undo.delete(detach);
      };
      undo.add(detach);
      return detach;
    },
    close: ({ drainSeconds = 10 } = {}) => (closing ??= close(Math.max(0, drainSeconds))),
  };
};
