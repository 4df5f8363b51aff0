import type { ConnectionInfo } from './connection.ts';
import type { Closing } from './emulator-connection.ts';

/** A frame as it passed the twin's end of the socket. */
export interface TappedFrame {
  readonly direction: 'in' | 'out';
  /** When, ms since the epoch by the twin's clock. A slow network lies beyond this point. */
  readonly at: number;
  readonly binary: boolean;
  /** The payload, byte for byte. Nobody else writes to it, so it can be kept. */
  readonly data: Buffer;
}

/** How a connection ended, and who began to end it: what the twin sent when it was the twin. */
export interface TappedClosing extends Closing {
  readonly by: 'client' | 'server';
  /** Why the twin refused to go on, in words that no client is told. */
  readonly why?: string;
}

/** Somebody who watches every connection. What it throws goes to `onError`; the connection does not notice. */
export interface Tap {
  readonly opened?: (connection: ConnectionInfo, at: number) => void;
  readonly frame?: (connection: ConnectionInfo, frame: TappedFrame) => void;
  readonly closed?: (connection: ConnectionInfo, closing: TappedClosing, at: number) => void;
}

/** All who watch: added and taken away at any time. */
export class Taps {
  readonly #all = new Set<Tap>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Watches every connection from now on; the answer ends it. */
  add(tap: Tap): () => void {
    this.#all.add(tap);
    return () => this.#all.delete(tap);
  }

  /** Whether anybody watches: without, nothing needs to be made for them. */
  get any(): boolean {
    return this.#all.size > 0;
  }

  opened(connection: ConnectionInfo, at: number): void {
    this.#tell(({ opened }) => opened?.(connection, at));
  }

  frame(connection: ConnectionInfo, frame: TappedFrame): void {
    this.#tell((tap) => tap.frame?.(connection, frame));
  }

  closed(connection: ConnectionInfo, closing: TappedClosing, at: number): void {
    this.#tell(({ closed }) => closed?.(connection, closing, at));
  }

  #tell(what: (tap: Tap) => void): void {
    for (const tap of [...this.#all]) {
      try {
        what(tap);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
