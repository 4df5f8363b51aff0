import type { REASONS, REFUSALS } from '../assumptions/index.ts';
import type { Bundling } from '../line/bundling.ts';
import type { Network } from '../line/network.ts';

/** Points in a connection's life at which something can go wrong. */
export type Moment =
  | 'open'
  | 'setup'
  | 'setup-complete'
  | 'first-input'
  | 'speech-start'
  | 'turn'
  | 'first-audio'
  | 'generation-complete'
  | 'turn-complete';

/** Points before there is a connection: requests over HTTP. */
export type RequestMoment =
  /** A request for an upgrade has come, and nothing was answered yet. */
  | 'upgrade'
  /** A request for a token has come; `connection` counts these requests, from 1. */
  | 'token';

/** A situation or a reason of the service's, by its name in this project. */
export type RefusalName = keyof typeof REFUSALS | keyof typeof REASONS;

/** What can go wrong on a connection. */
export type FaultAction =
  | { readonly kind: 'close'; readonly code: number; readonly reason?: string }
  /** Closes as the service does in that situation: `quota`, `badKey`, `unknownSession`, `deadline`, … */
  | { readonly kind: 'refuse'; readonly as: RefusalName }
  /** The line goes dead without a close frame: 1006 at the client. */
  | { readonly kind: 'drop' }
  /** Nothing more is sent; the socket stays open, and pings and a close frame are still answered. */
  | { readonly kind: 'stall' }
  /** The twin's machine is gone without a word: nothing is sent or read, no ping and no close frame is answered. */
  | { readonly kind: 'vanish' }
  /** The network from now on; `{}` is an undisturbed one. */
  | { readonly kind: 'network'; readonly network: Network }
  /** How messages share frames from now on; `{}` is as the service does it. */
  | { readonly kind: 'bundling'; readonly bundling: Bundling }
  /** The kind of frames from now on. */
  | { readonly kind: 'frames'; readonly frames: 'binary' | 'text' }
  /** The end is announced. `timeLeftMs` default 50,000; `null` leaves it out. */
  | { readonly kind: 'go-away'; readonly timeLeftMs?: number | null }
  | { readonly kind: 'send'; readonly message: object }
  /** Bytes as they are, in a binary frame; text in a text frame. */
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'raw'; readonly base64: string }
  /**
   * A frame that is no message: `bytes` chosen by chance, text that is no `json`, text that is not `utf-8`, an `empty` frame,
   * `half` a message.
   */
  | {
      readonly kind: 'garbage';
      readonly as: 'bytes' | 'json' | 'utf-8' | 'empty' | 'half';
      /** Default: text for `utf-8`, which a WebSocket does not allow; else binary. */
      readonly frame?: 'binary' | 'text';
    }
  /** A well-formed message of that size: a thought, which clients do not show, or silence. Default `thought`. */
  | { readonly kind: 'giant'; readonly megabytes: number; readonly of?: 'thought' | 'audio' }
  /** All connections drop, and for so long nobody listens at the port: TCP connections are refused. */
  | { readonly kind: 'offline'; readonly forMs: number };

/** How a request over HTTP can go wrong: that for an upgrade, and that for a token. */
export type HttpFaultAction =
  /** An answer of HTTP's. A `body` that is an object becomes JSON. */
  | {
      readonly kind: 'http';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
    }
  /** The TCP connection is reset. */
  | { readonly kind: 'drop' }
  /** No answer, ever. */
  | { readonly kind: 'stall' }
  /** As it should be: with `afterMs`, late. */
  | { readonly kind: 'accept' };

/** When, and how often. */
export interface FaultConditions {
  /** Only on this connection of the twin, counted from 1. */
  readonly connection?: number;
  /** Only in this turn of the session, counted from 1. */
  readonly turn?: number;
  /** At most so many times, on all connections of this script. Default: always. */
  readonly times?: number;
  /** Only every so-manieth time that all above is so: 3 is the third, sixth, … Default 1. */
  readonly every?: number;
  /** Only by chance, 0…1, with the script's seed. Default 1. */
  readonly chance?: number;
  /** That much after the moment, ms. Default 0: before anything else happens. */
  readonly afterMs?: number;
}

/** One thing that goes wrong, as plain data. */
export type Fault =
  | (FaultConditions & { readonly at: Moment; readonly do: FaultAction })
  | (FaultConditions & { readonly at: RequestMoment; readonly do: HttpFaultAction });
