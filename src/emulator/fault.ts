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

export type FaultAction =
  | { readonly kind: 'close'; readonly code: number; readonly reason?: string }
  /** The line goes dead without a close frame: 1006 at the client. */
  | { readonly kind: 'drop' }
  /** Nothing more is sent; the socket stays open. */
  | { readonly kind: 'stall' }
  | { readonly kind: 'send'; readonly message: object }
  /** Bytes as they are, in a binary frame; text in a text frame. */
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'raw'; readonly base64: string };

export interface Fault {
  readonly at: Moment;
  /** Only on this connection of the twin, counted from 1. */
  readonly connection?: number;
  /** Only in this turn of the session, counted from 1. */
  readonly turn?: number;
  /** That much after the moment, ms. Default 0: before anything else happens. */
  readonly afterMs?: number;
  readonly do: FaultAction;
}
