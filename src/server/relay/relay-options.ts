import type { IncomingMessage } from 'node:http';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketStore } from '../tickets/used-tickets.ts';
import type { RelayEvent } from './relay-events.ts';

/** What one visitor, and all together, may ask of a relay. */
export interface RelayLimits {
  /** Connections at once. Default 1000. */
  readonly connections: number;
  /** Connections at once of one subject or address. Default 4: a conversation that moves to a new one has two for a moment. */
  readonly connectionsPerKey: number;
  /** Bytes of one message, 1024 to 64 MiB; a longer one closes with 1009. Default 4 MiB, for a picture. */
  readonly messageBytes: number;
  /**
   * Messages a second that a page may send; ten seconds' worth at once, since what was said while the line was down comes in a
   * burst. A voice is 25 to 50 a second. Default 100; more closes with 4429.
   */
  readonly messagesPerSecond: number;
  /** The same for bytes. A voice is about 45 kB a second, pictures come on top. Default 1 MiB. */
  readonly bytesPerSecond: number;
  /** Bytes kept for a side that does not keep up, before the other is made to wait. Default 1 MiB. */
  readonly bufferBytes: number;
  /** Seconds for which one side may take nothing at all before both are closed. Default 30. */
  readonly stallSeconds: number;
  /** Seconds until `setup` must have come, and until the service must have taken the connection. Default 10. */
  readonly setupSeconds: number;
  /** Seconds without a message either way; 0 for no limit. Default 600. */
  readonly idleSeconds: number;
  /** Seconds one connection may last; 0 for no limit. Default 1200: the service ends one after about ten minutes itself. */
  readonly sessionSeconds: number;
  /** Seconds between pings; a page that answers none until the next is gone. Default 20. */
  readonly pingSeconds: number;
}

/** Options of `createRelay()`. */
export interface RelayOptions {
  /** Checks the tickets: the same as of `createTicketHandler()`. */
  readonly secret: string | Uint8Array;
  /** The Google Cloud project that pays. */
  readonly project: string;
  /** A region (`us-central1`), a multi-region (`us`, `eu`) or `global`, where not every Live model is. */
  readonly location: string;
  /** Of the relay's address. Default `/live`. */
  readonly path?: string;
  /** Origins whose pages may connect, over what the ticket says. Default: the one in the ticket. */
  readonly allowedOrigins?: readonly string[];
  /**
   * Fields of `setup` that the relay sets itself, as they stand on the wire: `tools`, `systemInstruction` (also as plain
   * text), `safetySettings`, … They win over the page's. Default none: no tools.
   */
  readonly setup?: Readonly<Record<string, unknown>>;
  /**
   * Fields of `setup` that a page may choose; those of `generationConfig` by `generationConfig.x`. The rest is dropped. With
   * `systemInstruction` or `tools` here, a page may change them while it talks, too. Default `SETUP_FIELDS`.
   */
  readonly setupFields?: readonly string[];
  /** Default `v1`; `v1beta1` has what is still being tried. */
  readonly apiVersion?: 'v1' | 'v1beta1';
  /**
   * An OAuth access token for Vertex AI, asked for at each connection. Default: `google-auth-library` with the
   * application's default credentials, which keeps one as long as it is good.
   */
  readonly accessToken?: () => Promise<string>;
  /** Where the service is, instead of Google's address: a twin, for instance. */
  readonly baseUrl?: string;
  /** Which tickets were used. Default: in memory, for one relay. */
  readonly tickets?: TicketStore;
  readonly limits?: Partial<RelayLimits>;
  /** Whom a connection counts for. Default: the ticket's subject, else the caller's address, IPv6 by its /64 network. */
  readonly key?: (request: IncomingMessage, ticket: Ticket) => string;
  /** How many reverse proxies stand in front, as for `createTokenHandler()`. Default none. */
  readonly trustProxy?: boolean | number;
  /**
   * `http` (default) refuses the upgrade with a status, of which a browser tells its page nothing. `close` lets the page of an
   * allowed origin in and closes with 4401 or 4429, so that it learns why.
   */
  readonly refusals?: 'http' | 'close';
  /** Told what happens, for the host's records. Holds no ticket, token or message. What it throws is ignored. */
  readonly onEvent?: (event: RelayEvent) => void;
}
