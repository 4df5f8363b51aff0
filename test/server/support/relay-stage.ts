import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  createRelay,
  createTicketHandler,
  type Relay,
  type RelayEvent,
  type RelayOptions,
  type TicketAnswer,
  type TicketHandlerOptions,
} from '../../../src/server/index.ts';
import { Client } from '../../emulator/client.ts';
import { ORIGIN, tokenRequest } from './requests.ts';

export const SECRET = 'a-secret-of-the-tests-that-has-more-than-32-bytes';
export const VERTEX_MODEL = 'gemini-live-2.5-flash-native-audio';
export const ACCESS_TOKEN = 'ya29.access-token-that-must-not-leak';
/** The model as the relay names it. */
export const PUBLISHED = `projects/a-project/locations/us-central1/publishers/google/models/${VERTEX_MODEL}`;

export const ticketOptions = (baseUrl: string): TicketHandlerOptions => ({
  secret: SECRET,
  baseUrl,
  models: [VERTEX_MODEL],
  allowedOrigins: [ORIGIN],
});

/** A server that passes for the service where the twin is too well-behaved. */
export const fakeService = async (
  context: TestContext,
  onSocket: (socket: WebSocket) => void,
): Promise<string> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await once(server, 'listening');
  context.after(() => {
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A relay on a server of its own, all that it told, and pages that come to it. */
export class RelayStage {
  readonly relay: Relay;
  readonly server: Server;
  readonly events: RelayEvent[] = [];
  readonly url: string;
  readonly #looks = new Set<() => void>();

  private constructor(server: Server, options: RelayOptions) {
    this.server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
    this.relay = createRelay({
      ...options,
      onEvent: (event) => {
        this.events.push(event);
        for (const look of [...this.#looks]) look();
      },
    });
    this.relay.attach(server);
  }

  static async open(
    context: TestContext,
    service: string,
    more: Partial<RelayOptions> = {},
  ): Promise<RelayStage> {
    const server = createServer((_, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stage = new RelayStage(server, {
      secret: SECRET,
      project: 'a-project',
      location: 'us-central1',
      accessToken: () => Promise.resolve(ACCESS_TOKEN),
      baseUrl: service,
      ...more,
    });
    context.after(async () => {
      await stage.relay.close({ drainSeconds: 0 });
      server.closeAllConnections();
      server.close();
    });
    return stage;
  }

  /** A ticket, as a page of `origin` gets it. */
  async ticket(more: Partial<TicketHandlerOptions> = {}, origin: string | null = ORIGIN): Promise<string> {
    const handler = createTicketHandler({ ...ticketOptions(this.url), ...more });
    const body = JSON.stringify({ model: VERTEX_MODEL });
    const response = await handler(tokenRequest({ body, headers: { origin } }));
    return ((await response.json()) as TicketAnswer).token;
  }

  address(ticket: string): string {
    return `${this.url}?ticket=${encodeURIComponent(ticket)}`;
  }

  /** A page that has connected with a ticket of its own. */
  async page(): Promise<Client> {
    const client = new Client(this.address(await this.ticket()), { origin: ORIGIN });
    await client.opened;
    return client;
  }

  /** The same, set up. */
  async talking(setup: object = {}): Promise<Client> {
    const client = await this.page();
    client.send({ setup: { model: 'publishers/google/models/any', ...setup } });
    await client.next(({ setupComplete }) => setupComplete !== undefined);
    return client;
  }

  /** Resolves when no connection is left, on either side. */
  async empty(): Promise<void> {
    while (this.relay.connections > 0) await setImmediate();
  }

  /** The first event of a kind, now or later. */
  event<Type extends RelayEvent['type']>(type: Type): Promise<Extract<RelayEvent, { type: Type }>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.find((event) => event.type === type);
        if (!found) return;
        this.#looks.delete(look);
        // Found by its type.
        resolve(found as Extract<RelayEvent, { type: Type }>);
      };
      this.#looks.add(look);
      look();
    });
  }

  /** What an upgrade is answered; 101 when it is let in, and its socket is destroyed unless it is to be left as it is. */
  upgrade(
    path: string,
    headers: Readonly<Record<string, string>> = { origin: ORIGIN },
    leave = false,
  ): Promise<{ status: number; retryAfter: string | undefined; body: string }> {
    const { port } = this.server.address() as AddressInfo;
    const asked = request({
      port,
      host: '127.0.0.1',
      path,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asked.end();
    return new Promise((resolve, reject) => {
      asked.once('error', reject);
      asked.once('upgrade', (_, socket) => {
        if (!leave) socket.destroy();
        resolve({ status: 101, retryAfter: undefined, body: '' });
      });
      asked.once('response', (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body }),
        );
      });
    });
  }
}
