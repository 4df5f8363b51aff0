import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES, PACE } from './assumptions.ts';
import { authenticate, credentialsOf } from './auth.ts';
import { babble, type Voice } from './babble.ts';
import { systemClock, type EmulatorClock } from './clock.ts';
import { Connection, type EmulatorConnection } from './connection.ts';
import { Happenings } from './happenings.ts';
import { answerHttp } from './http.ts';
import { ScriptRunner } from './script-runner.ts';
import type { Script } from './script.ts';
import { HandleStore } from './session-memory.ts';
import { TokenStore } from './tokens.ts';
import type { TwinParts } from './twin-parts.ts';

export interface EmulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1: nobody but this machine. */
  readonly host?: string;
  /** Keys that are taken. Default: any, except that `bad` in it makes it invalid and `expired` expired. */
  readonly apiKeys?: readonly string[];
  /** What is answered and what goes wrong. Default: see `defaultAnswer`. */
  readonly script?: Script;
  /** Speaks the answers: text in, 24 kHz samples out. Default: `babble`. */
  readonly voice?: Voice;
  /** Multiple of real time at which answers are sent; 0 = all at once. Default 3. */
  readonly pace?: number;
  /** From `setup` to `setupComplete`, ms. Default 80; a script's own wins. */
  readonly setupDelayMs?: number;
  /** Default: the machine's. */
  readonly clock?: EmulatorClock;
  /** Kind of frames that are sent. Default `binary`, as the service does. */
  readonly frames?: 'binary' | 'text';
  /** Models that were shut down are refused with 1008, as the service does. Default false: they still work here. */
  readonly refuseRetired?: boolean;
}

/** A running twin. */
export interface LiveEmulator {
  /** `http://127.0.0.1:PORT`: what clients take as their base address. */
  readonly url: string;
  readonly port: number;
  /** Every connection so far, the closed ones included. */
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

const UPGRADE_PATH =
  /^\/{1,2}ws\/google\.ai\.generativelanguage\.(v1|v1beta|v1alpha)\.GenerativeService[./]BidiGenerateContent(Constrained)?$/;

const refuseUpgrade = (socket: Duplex, status: number): void => {
  const text = STATUS_CODES[status] ?? 'Refused';
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** The path with the values of its parameters blotted out: keys and tokens are not kept. */
const blot = (url: string): string => url.replace(/(=)[^&]*/g, '$1…');

const partsOf = (options: EmulatorOptions): TwinParts => {
  const clock = options.clock ?? systemClock;
  return {
    clock,
    voice: options.voice ?? babble,
    script: new ScriptRunner(options.script),
    tokens: new TokenStore(clock),
    handles: new HandleStore(clock),
    options: {
      apiKeys: options.apiKeys,
      pace: options.pace ?? PACE,
      setupDelayMs: options.setupDelayMs,
      frames: options.frames ?? 'binary',
      refuseRetired: options.refuseRetired ?? false,
    },
  };
};

/**
 * Starts a local twin of the Live API: HTTP for tokens, WebSocket for sessions, on one port. Rejects when the port is
 * taken.
 */
export const startLiveEmulator = async (options: EmulatorOptions = {}): Promise<LiveEmulator> => {
  const parts = partsOf(options);
  const happenings = new Happenings();
  const connections: Connection[] = [];
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  let upgrades = 0;

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const match = UPGRADE_PATH.exec(path);
    if (!match) return refuseUpgrade(socket, 404);
    const id = ++upgrades;
    const status = parts.script.refusal(id);
    if (status !== undefined) return refuseUpgrade(socket, status);
    const [, apiVersion = 'v1beta', constrained] = match;
    const credentials = credentialsOf(new URLSearchParams(query), request.headers);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const info = { id, path: blot(request.url ?? ''), origin: request.headers.origin, apiVersion };
      const connection = new Connection(webSocket, info, parts, happenings);
      connections.push(connection);
      connection.open(() =>
        authenticate(credentials, constrained !== undefined, parts.options.apiKeys, parts.tokens),
      );
      happenings.notify();
    });
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answerHttp(request, response, parts);
  });
  server.on('upgrade', upgrade);
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    connections,
    once: () => {
      const seen = connections.length;
      return happenings.until(() => connections[seen]);
    },
    until: (look, signal) => happenings.until(look, signal),
    mintToken: () => parts.tokens.mint({}),
    close: async () => {
      for (const connection of connections) connection.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
