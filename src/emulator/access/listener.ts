import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A certificate with its key, both PEM. */
export interface TlsOptions {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** Where a twin listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Serves `https` and `wss` instead of `http` and `ws`. */
  readonly tls: TlsOptions | undefined;
}

/** A server that listens. */
export interface Listener {
  readonly server: Server;
  /** `http://HOST:PORT` or `https://HOST:PORT`. */
  readonly url: string;
  readonly port: number;
  /** Drops whoever is connected, in whatever state. */
  drop(): void;
  /** The same, and stops listening. */
  close(): Promise<void>;
}

/**
 * Listens for HTTP and for upgrades of it. Rejects with the system's error when the port is taken, and with that of OpenSSL
 * for a certificate or a key that is none, or that do not belong together.
 */
export const listen = async (
  { host, port: wanted, tls }: ListenAddress,
  answer: RequestListener,
): Promise<Listener> => {
  const server: Server = tls
    ? createSecureServer({ cert: tls.cert, key: tls.key }, answer)
    : createServer(answer);
  // Node's own list has neither those that were upgraded nor those that have not finished their TLS handshake.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  const url = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      drop();
    });
  return { server, url, port, drop, close };
};
