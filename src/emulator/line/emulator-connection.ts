import type { Endpoint } from '../access/endpoints.ts';
import type { ReceivedMessage } from './received.ts';
import type { ReceivedAudio } from './traffic.ts';

/** How a connection ended: what the close frames said, 1006 when there was none. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** A resumption handle that was given, and when: by the twin's clock, as that of `ReceivedMessage.at`. */
export interface GivenHandle {
  readonly handle: string;
  readonly at: number;
}

/** One client's connection, as a test sees it and meddles with it. */
export interface EmulatorConnection {
  /** Counted from 1. */
  readonly id: number;
  /** Path and query of the upgrade, with key or token blotted out. */
  readonly path: string;
  /** The page that opened it; absent outside browsers. */
  readonly origin: string | undefined;
  /** Which of the service's addresses it was opened at. */
  readonly endpoint: Endpoint;
  /**
   * What the client sent, in order; at most the last 20,000 messages. The oldest of all connections are forgotten when the
   * twin's memory for them is full (`keepBytes`).
   */
  readonly received: readonly ReceivedMessage[];
  readonly audio: ReceivedAudio;
  /** The last hundred resumption handles that the client was sent on it, in order. */
  readonly handles: readonly GivenHandle[];
  /** How it ended; `undefined` while it is open. */
  readonly closed: Closing | undefined;
  /** Sends a message beside all others, in a frame like theirs. */
  send(message: object): void;
  /** Sends anything: bytes in a binary frame, a string in a text frame. */
  sendRaw(data: Uint8Array | string): void;
  /**
   * Closes with a close frame; the reason is cut at 123 bytes. 1005 closes without a code, 1006 drops the line. Throws
   * `TypeError` for a code that no frame may carry.
   */
  close(code?: number, reason?: string): void;
  /** Drops the line without a close frame. */
  terminate(): void;
  /** Nothing more is sent; the socket stays open, and pings and a close frame are still answered. */
  stall(): void;
  /** The twin's machine is gone, and nobody tells the client: nothing is sent or read, no ping and no close is answered. */
  vanish(): void;
  /** The next message from now on that `matches`. */
  once(event: 'message', matches?: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage>;
  /** When it has ended. */
  once(event: 'closed'): Promise<Closing>;
}
