import type { RawData, WebSocket } from 'ws';
import type { Identity } from './auth.ts';
import { parseClientMessage, type ClientMessage } from './client-message.ts';
import type { EmulatorClock } from './clock.ts';
import { FaultRunner } from './fault-runner.ts';
import { decodeMessage, encodeMessage } from './frames.ts';
import { guardedClock } from './guarded-clock.ts';
import type { Happenings } from './happenings.ts';
import { ProtocolError, cutReason, refusal } from './protocol-error.ts';
import type { Moment } from './fault.ts';
import { Session } from './session.ts';
import type { ReceivedMessage } from './received.ts';
import { Traffic, type ReceivedAudio } from './traffic.ts';
import type { TwinParts } from './twin-parts.ts';

/** How a connection ended: what the close frames said, 1006 when there was none. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** One client's connection, as a test sees it and meddles with it. */
export interface EmulatorConnection {
  /** Counted from 1. */
  readonly id: number;
  /** Path and query of the upgrade, with key or token blotted out. */
  readonly path: string;
  /** The page that opened it; absent outside browsers. */
  readonly origin: string | undefined;
  /** What the client sent, in order; at most the last 20,000 messages. */
  readonly received: readonly ReceivedMessage[];
  readonly audio: ReceivedAudio;
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
  /** The next message from now on that `matches`. */
  once(event: 'message', matches?: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage>;
  /** When it has ended. */
  once(event: 'closed'): Promise<Closing>;
}

export interface ConnectionInfo {
  readonly id: number;
  readonly path: string;
  readonly origin: string | undefined;
  readonly apiVersion: string;
}

/** A socket with a session on it. */
export class Connection implements EmulatorConnection {
  readonly id: number;
  readonly path: string;
  readonly origin: string | undefined;
  readonly #socket: WebSocket;
  readonly #parts: TwinParts;
  readonly #traffic = new Traffic();
  readonly #happenings: Happenings;
  readonly #apiVersion: string;
  #session: Session | undefined;
  #closed: Closing | undefined;
  #stalled = false;
  readonly #clock: EmulatorClock;
  readonly #faults: FaultRunner;

  constructor(socket: WebSocket, info: ConnectionInfo, parts: TwinParts, happenings: Happenings) {
    this.id = info.id;
    this.path = info.path;
    this.origin = info.origin;
    this.#apiVersion = info.apiVersion;
    this.#socket = socket;
    this.#parts = parts;
    this.#happenings = happenings;
    this.#clock = guardedClock(parts.clock, (error) => this.#fail(error));
    this.#faults = new FaultRunner(parts.script, this.#clock, {
      id: info.id,
      send: (message) => this.send(message),
      sendRaw: (data) => this.sendRaw(data),
      close: (code, reason) => this.close(code, reason),
      terminate: () => this.terminate(),
      stall: () => {
        this.#stalled = true;
      },
    });
    socket.on('message', (data: RawData) => this.#receive(data));
    socket.on('error', () => undefined); // a `close` follows, which says it all
    socket.on('close', (code, reason) => this.#ended({ code, reason: reason.toString('utf8') }));
  }

  /** Lets the client in; `authenticate` throws when it may not. */
  open(authenticate: () => Identity): void {
    try {
      const identity = authenticate();
      this.#session = new Session(
        {
          id: this.id,
          apiVersion: this.#apiVersion,
          identity,
          send: (message) => this.send(message),
          fail: (error) => this.#fail(error),
          moment: (moment, turn) => this.#moment(moment, turn),
        },
        { ...this.#parts, clock: this.#clock },
      );
      this.#moment('open', 0);
    } catch (error) {
      this.#fail(error);
    }
  }

  get received(): readonly ReceivedMessage[] {
    return this.#traffic.messages;
  }

  get audio(): ReceivedAudio {
    return this.#traffic;
  }

  get closed(): Closing | undefined {
    return this.#closed;
  }

  send(message: object): void {
    const text = encodeMessage(message);
    this.sendRaw(this.#parts.options.frames === 'text' ? text : Buffer.from(text, 'utf8'));
  }

  sendRaw(data: Uint8Array | string): void {
    if (this.#stalled || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(data, { binary: typeof data !== 'string', compress: false });
  }

  close(code = 1000, reason = ''): void {
    if (code === 1006) return this.terminate();
    this.#session?.end();
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (code === 1005) this.#socket.close();
    else this.#socket.close(code, cutReason(reason));
  }

  terminate(): void {
    this.#session?.end();
    this.#socket.terminate();
  }

  once(event: 'message', matches?: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage>;
  once(event: 'closed'): Promise<Closing>;
  once(
    event: 'message' | 'closed',
    matches: (message: ReceivedMessage) => boolean = () => true,
  ): Promise<ReceivedMessage | Closing> {
    if (event === 'closed') return this.#happenings.until(() => this.#closed);
    const seen = new Set(this.#traffic.messages);
    return this.#happenings.until(() => this.#traffic.messages.find((one) => !seen.has(one) && matches(one)));
  }

  #receive(data: RawData): void {
    if (!this.#session || this.#closed) return;
    const text = (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString(
      'utf8',
    );
    let json: unknown = text.slice(0, 1000);
    let message: ClientMessage | undefined;
    try {
      json = decodeMessage(text);
      message = parseClientMessage(json);
      this.#traffic.add(this.#clock.now(), json, message);
      this.#happenings.notify();
      this.#session.accept(message);
    } catch (error) {
      if (!message) this.#traffic.add(this.#clock.now(), json, undefined);
      this.#happenings.notify();
      this.#fail(error);
    }
  }

  /** An error ends this connection, and this one only. */
  #fail(error: unknown): void {
    if (!(error instanceof ProtocolError)) this.#parts.options.onError(error);
    const { code, message } = error instanceof ProtocolError ? error : refusal('internal');
    this.close(code, message);
  }

  #ended(closing: Closing): void {
    this.#session?.end();
    this.#closed = closing;
    this.#faults.dispose();
    this.#happenings.notify();
  }

  #moment(at: Moment, turn: number): boolean {
    this.#faults.reach(at, turn);
    return this.#socket.readyState !== this.#socket.OPEN;
  }
}
