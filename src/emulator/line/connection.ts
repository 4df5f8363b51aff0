import type { WebSocket } from 'ws';
import type { Identity } from '../access/auth.ts';
import { parseClientMessage, type ClientMessage } from '../protocol/client-message.ts';
import type { EmulatorClock } from '../time/clock.ts';
import type { Closing, EmulatorConnection, GivenHandle } from './emulator-connection.ts';
import { dialectOf, type Dialect } from '../protocol/dialect.ts';
import type { Endpoint } from '../access/endpoints.ts';
import type { Moment } from '../script/fault.ts';
import { FaultRunner } from '../script/fault-runner.ts';
import { decodeMessage } from '../protocol/frames.ts';
import { guardedClock } from '../time/guarded-clock.ts';
import type { Happenings } from '../time/happenings.ts';
import { Line } from './line.ts';
import { Outbox } from './outbox.ts';
import { ProtocolError, refusal } from '../protocol/protocol-error.ts';
import type { ReplaySession } from '../replay/replay-session.ts';
import type { Replays } from '../replay/replays.ts';
import type { ReceivedMessage } from './received.ts';
import type { Seat } from '../access/seat.ts';
import { Session } from '../session/session.ts';
import { Traffic, type ReceivedAudio } from './traffic.ts';
import type { TwinParts } from '../twin-parts.ts';

export interface ConnectionInfo {
  readonly id: number;
  readonly path: string;
  readonly origin: string | undefined;
  readonly endpoint: Endpoint;
}

/** Handles that are remembered of a connection. */
const KEPT_HANDLES = 100;

/** The handle in a message to the client. */
const handleIn = (message: object): string | undefined =>
  (message as { readonly sessionResumptionUpdate?: { readonly newHandle?: string } }).sessionResumptionUpdate
    ?.newHandle;

/** A socket with a session on it. */
export class Connection implements EmulatorConnection {
  readonly id: number;
  readonly path: string;
  readonly origin: string | undefined;
  readonly endpoint: Endpoint;
  readonly handles: GivenHandle[] = [];
  readonly #line: Line;
  readonly #parts: TwinParts;
  readonly #seat: Seat;
  readonly #traffic: Traffic;
  readonly #outbox: Outbox;
  readonly #dialect: Dialect;
  readonly #happenings: Happenings;
  #session: Session | undefined;
  /** Stands in for a session when a recording is played. */
  #replay: ReplaySession | undefined;
  #closed: Closing | undefined;
  #frames: 'binary' | 'text';
  readonly #clock: EmulatorClock;
  readonly #faults: FaultRunner;

  constructor(socket: WebSocket, seat: Seat, parts: TwinParts, happenings: Happenings) {
    const { client, runner } = seat;
    this.id = client.connection;
    this.path = client.path;
    this.origin = client.origin;
    this.endpoint = client.endpoint;
    this.#seat = seat;
    this.#parts = parts;
    this.#happenings = happenings;
    this.#traffic = new Traffic(parts.kept);
    this.#frames = runner.frames ?? parts.options.frames;
    this.#clock = guardedClock(parts.clock, (error) => this.#fail(error));
    this.#outbox = new Outbox(this.#clock, (text) => this.sendRaw(text, this.#frames === 'binary'));
    this.#outbox.bundle(runner.bundling);
    this.#dialect = dialectOf(this.endpoint);
    this.#faults = this.#faultRunner();
    const info = { id: this.id, path: this.path, origin: this.origin, endpoint: this.endpoint };
    const lineParts = { clock: this.#clock, taps: parts.taps };
    this.#line = new Line(socket, info, lineParts, {
      frame: (data) => this.#receive(data),
      ended: (closing) => this.#ended(closing),
    });
  }

  /** Lets the client in; `authenticate` throws when it may not. */
  open(authenticate: () => Identity): void {
    try {
      const identity = authenticate();
      if (this.#parts.replays) return this.#startReplay(this.#parts.replays);
      this.#session = new Session(
        {
          id: this.id,
          endpoint: this.endpoint,
          identity,
          send: (message) => this.send(message),
          fail: (error) => this.#fail(error),
          moment: (moment, turn) => this.#moment(moment, turn),
        },
        { ...this.#parts, clock: this.#clock, script: this.#seat.runner.begin(this.#seat.client) },
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
    const handle = handleIn(message);
    if (handle !== undefined) this.handles.push({ handle, at: this.#clock.now() });
    if (this.handles.length > KEPT_HANDLES) this.handles.shift();
    this.#outbox.send(this.#dialect(message));
  }

  sendRaw(data: Uint8Array | string, binary?: boolean): void {
    this.#line.send(data, binary);
  }

  close(code = 1000, reason = ''): void {
    this.#outbox.flush();
    this.#finish();
    this.#line.close(code, reason);
  }

  terminate(): void {
    this.#finish();
    this.#line.terminate();
  }

  stall(): void {
    this.#line.stall();
  }

  vanish(): void {
    this.#finish();
    this.#line.vanish();
  }

  /** What is kept of a connection that has ended goes. */
  forget(): void {
    this.#traffic.forget();
  }

  once(event: 'message', matches?: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage>;
  once(event: 'closed'): Promise<Closing>;
  once(
    event: 'message' | 'closed',
    matches: (message: ReceivedMessage) => boolean = () => true,
  ): Promise<ReceivedMessage | Closing> {
    if (event === 'closed') return this.#happenings.until(() => this.#closed);
    let seen = this.#traffic.count;
    return this.#happenings.until(() => {
      const found = this.#traffic.since(seen).find(matches);
      seen = this.#traffic.count;
      return found;
    });
  }

  #startReplay(replays: Replays): void {
    const line = {
      clock: this.#clock,
      send: (data: Buffer, binary: boolean) => this.#line.send(data, binary),
      close: ({ code, reason }: Closing) => this.close(code, reason),
    };
    this.#replay = replays.session(this.id, line, this.#parts.options.onError);
    this.#replay.start();
  }

  #receive(data: Buffer): void {
    if ((!this.#session && !this.#replay) || this.#closed) return;
    const text = data.toString('utf8');
    let json: unknown = text.slice(0, 1000);
    let message: ClientMessage | undefined;
    try {
      json = decodeMessage(text);
      message = parseClientMessage(json, this.endpoint);
      this.#traffic.add(this.#clock.now(), text.length, json, message);
      this.#happenings.notify();
      this.#session?.accept(message);
    } catch (error) {
      if (!message) this.#traffic.add(this.#clock.now(), text.length, json, undefined);
      this.#happenings.notify();
      if (this.#session) this.#fail(error);
    }
    this.#play(data);
  }

  /** A replay looks at the frame by itself: what no session could read may be what was recorded. */
  #play(data: Buffer): void {
    try {
      this.#replay?.accept(data);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** An error ends this connection, and this one only. */
  #fail(error: unknown): void {
    if (!(error instanceof ProtocolError)) this.#parts.options.onError(error);
    const { code, message, why } = error instanceof ProtocolError ? error : refusal('internal');
    this.#line.explain(why);
    this.close(code, message);
  }

  /** Nothing more is said on this connection. */
  #finish(): void {
    this.#session?.end();
    this.#replay?.end();
    this.#outbox.drop();
    this.#faults.dispose();
  }

  #ended(closing: Closing): void {
    this.#finish();
    // Hundreds that have ended are remembered: without all that a conversation needs.
    this.#session = undefined;
    this.#replay = undefined;
    this.#closed = closing;
    this.#seat.ended();
    this.#happenings.notify();
  }

  #moment(at: Moment, turn: number): boolean {
    this.#faults.run(this.#seat.runner.faults.due(at, { connection: this.id, turn }));
    return !this.#line.open;
  }

  #faultRunner(): FaultRunner {
    return new FaultRunner(this.#clock, {
      send: (message) => this.send(message),
      sendRaw: (data, binary) => this.sendRaw(data, binary),
      close: (code, reason) => this.close(code, reason),
      terminate: () => this.terminate(),
      stall: () => this.stall(),
      vanish: () => this.vanish(),
      network: (network) => this.#seat.shaped?.change(network),
      bundle: (bundling) => this.#outbox.bundle(bundling),
      frames: (frames) => {
        this.#frames = frames;
      },
      offline: (forMs) => void this.#parts.outage.begin(forMs),
    });
  }
}
