import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import { addressKey, clientAddress } from '../client-address.ts';
import { readTicket, type Ticket } from '../tickets/ticket.ts';
import { quotable, RELAY_CLOSES } from './close-codes.ts';
import type { RelayRefusal } from './relay-events.ts';
import type { RelaySettings } from './relay-settings.ts';
import { refuseUpgrade } from './upgrade-answer.ts';

/** Who was let in. */
export interface Admitted {
  readonly page: WebSocket;
  readonly ticket: Ticket;
  readonly key: string;
  /** To be called when the connection is over: another may come then. */
  readonly leave: () => void;
}

/** How long a store may take to say whether a ticket is new, ms. */
const STORE_MS = 5_000;
/** How long a page that is told why it is refused may take to close, ms. */
const FAREWELL_MS = 2_000;
/** Sockets at a time that are open only to say why; who comes after them is refused by HTTP, whatever `refusals` says. */
const MAX_FAREWELLS = 100;

/** Stops an upgrade, with the status for it. */
class Stop extends Error {
  readonly refusal: RelayRefusal;
  readonly status: number;

  constructor(status: number, refusal: RelayRefusal, detail: string) {
    super(detail);
    this.refusal = refusal;
    this.status = status;
  }
}

/** Checks every upgrade: origin, ticket, how many there are, and last whether the ticket is new. */
export class Door {
  readonly #settings: RelaySettings;
  readonly #counts = new Map<string, number>();
  #sockets: Promise<WebSocketServer> | undefined;
  #inside = 0;
  #farewells = 0;
  #closed = false;

  constructor(settings: RelaySettings) {
    this.#settings = settings;
  }

  close(): void {
    this.#closed = true;
  }

  /** The page's socket, or nothing when it was refused. Never rejects. */
  async admit(request: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<Admitted | undefined> {
    socket.on('error', () => socket.destroy());
    let leave: (() => void) | undefined;
    try {
      const ticket = await this.#ticketOf(request);
      const key = this.#keyOf(request, ticket);
      leave = this.#enter(key);
      await this.#claim(ticket);
      if (this.#closed) throw new Stop(503, 'closing', 'closing');
      const page = await this.#upgrade(request, socket, head);
      if (page) return { page, ticket, key, leave };
    } catch (error) {
      await this.#turnAway(request, socket, head, error);
    }
    leave?.();
    return undefined;
  }

  refuse(request: IncomingMessage, socket: Duplex, reason: RelayRefusal, status: number, detail = ''): void {
    const retry: Record<string, string> = status === 429 || status === 503 ? { 'Retry-After': '5' } : {};
    refuseUpgrade(socket, status, reason, retry);
    this.#settings.tell({
      type: 'refused',
      reason,
      status,
      detail: quotable(detail),
      address: request.socket.remoteAddress,
    });
  }

  async #ticketOf({ headers, url = '' }: IncomingMessage): Promise<Ticket> {
    if (this.#closed) throw new Stop(503, 'closing', 'closing');
    const { origin } = headers;
    const { origins, ticketKey } = this.#settings;
    if (origin !== undefined && origins && !origins.has(origin)) {
      throw new Stop(403, 'origin', `origin ${origin}`);
    }
    const text = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('ticket');
    const ticket = await readTicket(await ticketKey, url.includes('?') ? text : null, Date.now());
    if (typeof ticket === 'string') throw new Stop(401, 'ticket', `ticket ${ticket}`);
    // A ticket without an origin is one that the host gave to a program; pages need to be on the list then.
    const own = ticket.origin === undefined ? origin === undefined || origins !== undefined : false;
    if (own || ticket.origin === origin) return ticket;
    throw new Stop(403, 'origin', `ticket of ${ticket.origin ?? 'no origin'} from ${origin ?? 'no origin'}`);
  }

  #keyOf(request: IncomingMessage, ticket: Ticket): string {
    const { hops, key } = this.#settings;
    if (key) return key(request, ticket);
    if (ticket.subject !== undefined) return `subject ${ticket.subject}`;
    const { remoteAddress } = request.socket;
    const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
    const headers = new Headers(forwarded === '' ? {} : { 'x-forwarded-for': forwarded });
    const address = clientAddress({ headers }, remoteAddress === undefined ? {} : { remoteAddress }, hops);
    return address === undefined ? 'unknown' : addressKey(address);
  }

  /** Counts one in before anything is awaited again: two at a time cannot both be the last. */
  #enter(key: string): () => void {
    const { connections, connectionsPerKey } = this.#settings.limits;
    const ofKey = this.#counts.get(key) ?? 0;
    if (this.#inside >= connections) throw new Stop(503, 'connections', 'all connections are taken');
    if (ofKey >= connectionsPerKey) throw new Stop(429, 'connections-per-key', 'too many of one key');
    this.#inside += 1;
    this.#counts.set(key, ofKey + 1);
    return () => {
      this.#inside -= 1;
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }

  async #claim({ expires, id }: Ticket): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the store of tickets did not answer')), STORE_MS);
    });
    try {
      const first: unknown = await Promise.race([this.#settings.tickets.claim(id, expires), late]);
      if (first !== true) throw new Stop(401, 'ticket', 'ticket used');
    } finally {
      clearTimeout(timer);
    }
  }

  /** The library refuses what is no proper upgrade by itself, and calls back for what is. */
  async #upgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<WebSocket | undefined> {
    this.#sockets ??= import('ws').then(
      ({ WebSocketServer }) =>
        new WebSocketServer({
          noServer: true,
          clientTracking: false,
          perMessageDeflate: false,
          maxPayload: this.#settings.limits.messageBytes,
        }),
    );
    const sockets = await this.#sockets;
    if (socket.destroyed) return undefined;
    return new Promise((resolve) => {
      const gone = (): void => resolve(undefined);
      socket.once('close', gone);
      sockets.handleUpgrade(request, socket, Buffer.from(head), (page) => {
        socket.off('close', gone);
        // Until somebody listens.
        page.pause();
        resolve(page);
      });
    });
  }

  async #turnAway(request: IncomingMessage, socket: Duplex, head: Uint8Array, error: unknown): Promise<void> {
    const why = error instanceof Stop ? error : new Stop(503, 'unavailable', String(error));
    const { refusals, tell } = this.#settings;
    const code = { 401: RELAY_CLOSES.ticket, 429: RELAY_CLOSES.flood }[why.status];
    if (refusals === 'http' || code === undefined || this.#farewells >= MAX_FAREWELLS) {
      return this.refuse(request, socket, why.refusal, why.status, why.message);
    }
    this.#farewells += 1;
    const page = await this.#upgrade(request, socket, head);
    const address = request.socket.remoteAddress;
    tell({ type: 'refused', reason: why.refusal, status: code, detail: quotable(why.message), address });
    if (!page) {
      this.#farewells -= 1;
      return;
    }
    page.on('error', () => undefined);
    page.resume();
    page.close(code, why.status === 401 ? why.message : 'Too many connections.');
    const timer = setTimeout(() => page.terminate(), FAREWELL_MS);
    page.once('close', () => {
      clearTimeout(timer);
      this.#farewells -= 1;
    });
  }
}
