import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from './assumptions/index.ts';
import { authenticate, credentialsOf } from './auth.ts';
import { Connection } from './connection.ts';
import type { Happenings } from './happenings.ts';
import type { TwinParts } from './twin-parts.ts';

/** The service takes one slash or two before `ws`: its own SDK sends two. */
const UPGRADE_PATH =
  /^\/{1,2}ws\/google\.ai\.generativelanguage\.(v1|v1beta|v1alpha)\.GenerativeService[./]BidiGenerateContent(Constrained)?$/;
/** How many connections that have ended are remembered, with what they sent. */
const KEPT_ENDED = 100;

const refuse = (socket: Duplex, status: number): void => {
  const text = STATUS_CODES[status] ?? 'Refused';
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** The path with the values of its parameters blotted out: keys and tokens are not kept. */
const blot = (url: string): string => url.replace(/(=)[^&]*/g, '$1…');

/** Turns upgrade requests into connections. */
export class Upgrades {
  readonly connections: Connection[] = [];
  readonly #parts: TwinParts;
  readonly #happenings: Happenings;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  #count = 0;

  constructor(parts: TwinParts, happenings: Happenings) {
    this.#parts = parts;
    this.#happenings = happenings;
  }

  /** How many there were, the refused ones included. */
  get count(): number {
    return this.#count;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = request.url ?? '';
    const [path = '', query = ''] = url.split('?', 2);
    const match = UPGRADE_PATH.exec(path);
    if (!match) return refuse(socket, 404);
    this.#count += 1;
    const id = this.#count;
    const status = this.#parts.script.refusal(id);
    if (status !== undefined) return refuse(socket, status);
    const [, apiVersion = 'v1beta', constrained] = match;
    const credentials = credentialsOf(new URLSearchParams(query), request.headers);
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const info = { id, path: blot(url), origin: request.headers.origin, apiVersion };
      const connection = new Connection(webSocket, info, this.#parts, this.#happenings);
      this.#keep(connection);
      const { tokens, options } = this.#parts;
      connection.open(() => authenticate(credentials, constrained !== undefined, options.apiKeys, tokens));
      this.#happenings.notify();
    });
  }

  /** Drops every connection. */
  close(): void {
    for (const connection of this.connections) connection.terminate();
    this.#sockets.close();
  }

  #keep(connection: Connection): void {
    this.connections.push(connection);
    const ended = this.connections.filter(({ closed }) => closed);
    const oldest = ended.length > KEPT_ENDED ? ended[0] : undefined;
    if (oldest) this.connections.splice(this.connections.indexOf(oldest), 1);
  }
}
