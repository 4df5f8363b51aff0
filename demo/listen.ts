import { once } from 'node:events';
import type { Server } from 'node:http';

/** How many ports after a taken one are tried. */
const TRIES = 20;

/**
 * Listens on this machine only, on `port` or the next one that is free, and resolves to it; 0 takes any. Rejects when
 * twenty in a row are taken.
 */
export const listen = async (server: Server, port: number): Promise<number> => {
  for (let next = port; ; next += 1) {
    try {
      server.listen(next, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : next;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || next - port >= TRIES) throw error;
    }
  }
};
