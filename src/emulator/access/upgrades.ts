import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from '../assumptions/index.ts';
import { authenticate, credentialsOf, type Credentials, type Identity } from './auth.ts';
import { blotted } from './blotted.ts';
import { Connection } from '../line/connection.ts';
import { endpointOf } from './endpoints.ts';
import type { Happenings } from '../time/happenings.ts';
import { meddle, refuseUpgrade, resetSocket } from './http-fault.ts';
import type { ScriptRunner } from '../script/script-runner.ts';
import type { ScriptClient } from '../script/script.ts';
import { ShapedSocket } from '../line/shaped-socket.ts';
import type { TwinParts } from '../twin-parts.ts';

/** How many connections that have ended are remembered, with what they sent. */
const KEPT_ENDED = 100;

/** What came, before it was answered. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Turns upgrade requests into connections. */
export class Upgrades {
  readonly connections: Connection[] = [];
  readonly #parts: TwinParts;
  readonly #happenings: Happenings;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    autoPong: false, // `Line` answers pings, unless it plays dead
  });
  #count = 0;
  #ended = 0;

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
    const endpoint = endpointOf(path);
    if (!endpoint) return refuseUpgrade(socket, { status: 404 });
    this.#count += 1;
    const { tokens, clock, options } = this.#parts;
    const credentials = credentialsOf(new URLSearchParams(query), request.headers);
    const client: ScriptClient = {
      connection: this.#count,
      path: blotted(url),
      origin: request.headers.origin,
      endpoint,
      key: keyOf(credentials, this.#parts),
    };
    let identify = (): Identity => authenticate(credentials, endpoint, options, tokens);
    const runner = this.#choose(client, (error) => {
      // The client is let in, to be told 1011 as of any error of the host's.
      identify = () => {
        throw error;
      };
    });
    meddle(runner.faults.dueForRequest('upgrade', { connection: client.connection, turn: 0 }), clock, {
      answer: (answer) => refuseUpgrade(socket, answer),
      reset: () => resetSocket(socket),
      accept: () => this.#open({ request, socket, head }, client, runner, identify),
      failed: (error) => {
        options.onError(error);
        socket.destroy();
      },
      gone: (call) => socket.once('close', call),
    });
  }

  /** Drops every connection. */
  close(): void {
    for (const connection of this.connections) connection.terminate();
    this.#sockets.close();
  }

  #choose(client: ScriptClient, failed: (error: unknown) => void): ScriptRunner {
    const { scripts } = this.#parts;
    try {
      return scripts.of(client);
    } catch (error) {
      failed(error);
      return scripts.own;
    }
  }

  #open(
    { request, socket, head }: Upgrade,
    client: ScriptClient,
    runner: ScriptRunner,
    identify: () => Identity,
  ): void {
    if (socket.destroyed) return;
    const { clock } = this.#parts;
    const shaped = runner.shapesNetwork ? new ShapedSocket(socket, runner.network ?? {}, clock) : undefined;
    this.#sockets.handleUpgrade(request, shaped ?? socket, head, (webSocket) => {
      const seat = { client, runner, shaped, ended: () => this.#forgetOldest() };
      const connection = new Connection(webSocket, seat, this.#parts, this.#happenings);
      this.connections.push(connection);
      connection.open(identify);
      this.#happenings.notify();
    });
  }

  #forgetOldest(): void {
    this.#ended += 1;
    if (this.#ended <= KEPT_ENDED) return;
    const oldest = this.connections.findIndex(({ closed }) => closed);
    this.connections.splice(oldest, 1)[0]?.forget();
    this.#ended -= 1;
  }
}

/** The key that a client came with; that of a token is the one with which it was minted. */
const keyOf = ({ key, token }: Credentials, { tokens }: TwinParts): string | undefined =>
  token === undefined ? key : tokens.keyOf(token);
