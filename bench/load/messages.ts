/** What the processes of the load bench tell each other. */

/** Asks a server process: `begin` starts a measurement, `end` closes it. */
export type ServerOrder = 'begin' | 'end';

/** A server's report: first its port, then one for each measurement. */
export type ServerReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'begun'; readonly rssBytes: number }
  | {
      readonly kind: 'measured';
      /** Of the process, user and system, s. */
      readonly cpuSeconds: number;
      readonly wallSeconds: number;
      readonly rssBytes: number;
      readonly rssPeakBytes: number;
      /** How late a timer of 10 ms came, ms, one value each time. */
      readonly lateMs: readonly number[];
    };

/** What a process of clients is to do. */
export interface ClientOrder {
  readonly port: number;
  readonly clients: number;
  /** How long audio is streamed, s; 0 for connections that stay idle. */
  readonly seconds: number;
}

/** Its reports: all are connected; all is over. Idle clients stay until their process is told to go. */
export type ClientReport =
  | { readonly kind: 'connected' }
  | {
      readonly kind: 'done';
      readonly sent: number;
      readonly received: number;
      readonly receivedBytes: number;
      /** Turns that came to their end. */
      readonly answers: number;
      /** Connections that ended before they should. */
      readonly lost: number;
    };
