import type { RawData, WebSocket } from 'ws';
import type { EmulatorClock } from '../time/clock.ts';
import type { ConnectionInfo } from './connection.ts';
import type { Closing } from './emulator-connection.ts';
import { cutReason } from '../protocol/protocol-error.ts';
import type { Taps } from './tap.ts';

export interface LineListener {
  /** A frame has come. */
  readonly frame: (data: Buffer) => void;
  /** Once, at the end. */
  readonly ended: (closing: Closing) => void;
}

const bytesOf = (data: RawData): Buffer => {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
};

/** A socket as far as frames go, and the ways in which one can be dead. The socket must leave its pings to this class. */
export class Line {
  readonly #socket: WebSocket;
  readonly #info: ConnectionInfo;
  readonly #clock: EmulatorClock;
  readonly #taps: Taps;
  #mute = false;
  #deaf = false;
  /** With what the twin has begun to close. */
  #closing: Closing | undefined;
  #why: string | undefined;

  constructor(
    socket: WebSocket,
    info: ConnectionInfo,
    { clock, taps }: { readonly clock: EmulatorClock; readonly taps: Taps },
    listener: LineListener,
  ) {
    this.#socket = socket;
    this.#info = info;
    this.#clock = clock;
    this.#taps = taps;
    taps.opened(info, clock.now());
    socket.on('message', (raw: RawData, binary: boolean) => {
      if (this.#deaf) return;
      const data = bytesOf(raw);
      if (taps.any) taps.frame(info, { direction: 'in', at: clock.now(), binary, data });
      listener.frame(data);
    });
    socket.on('ping', (data) => {
      if (!this.#deaf && this.open) socket.pong(data);
    });
    socket.on('error', () => undefined); // a `close` follows, which says it all
    socket.on('close', (code, reason) => {
      const closing = { code, reason: reason.toString('utf8') };
      const by = this.#closing ? 'server' : 'client';
      const why = this.#closing && this.#why !== undefined ? { why: this.#why } : {};
      taps.closed(info, { ...(this.#closing ?? closing), by, ...why }, clock.now());
      listener.ended(closing);
    });
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Bytes in a binary frame, a string in a text frame; `binary` says otherwise. */
  send(data: Uint8Array | string, binary = typeof data !== 'string'): void {
    if (this.#mute || !this.open) return;
    const bytes =
      typeof data === 'string'
        ? Buffer.from(data, 'utf8')
        : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (this.#taps.any) {
      this.#taps.frame(this.#info, { direction: 'out', at: this.#clock.now(), binary, data: bytes });
    }
    this.#socket.send(bytes, { binary, compress: false });
  }

  /** See `EmulatorConnection.stall`. */
  stall(): void {
    this.#mute = true;
  }

  /** See `EmulatorConnection.vanish`. What the client still sends stays in the buffers of the two machines. */
  vanish(): void {
    this.#mute = true;
    this.#deaf = true;
    this.#socket.pause();
  }

  /** See `EmulatorConnection.close`. */
  close(code: number, reason: string): void {
    if (code === 1006) return this.terminate();
    if (this.#deaf || !this.open) return;
    if (code === 1005) this.#socket.close();
    else this.#socket.close(code, cutReason(reason));
    this.#closing ??= { code, reason: cutReason(reason) };
  }

  /** Why it is about to be closed, for those who watch. */
  explain(why: string | undefined): void {
    this.#why = why;
  }

  terminate(): void {
    if (this.open) this.#closing ??= { code: 1006, reason: '' };
    this.#socket.terminate();
  }
}
