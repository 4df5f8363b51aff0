import type { RawData, WebSocket } from 'ws';
import { redact } from '../../core/redact.ts';
import { Budget } from './budget.ts';
import { fitReason, passedOn, quotable, RELAY_CLOSES } from './close-codes.ts';
import { Flow } from './flow.ts';
import { readPageMessage, type PageMessage } from './page-message.ts';
import type { RelaySettings } from './relay-settings.ts';
import { SessionClock } from './session-clock.ts';
import type { Fields } from './setup-rules.ts';
import { openUpstream, UpstreamFailure } from './upstream.ts';

/** Whose connection it is. */
export interface Caller {
  /** Counted from 1. */
  readonly connection: number;
  /** The model that the ticket names. */
  readonly model: string;
}

/** How long a side may take to answer the closing of its socket, ms. */
const CLOSING_MS = 5_000;
/** Bytes of a page's messages that wait for the service; the page is held back meanwhile, so few come. */
const MAX_WAITING = 8_388_608;

/** One page's connection, and the service's behind it. It ends when either does, and takes the other along. */
export class RelayedSession {
  readonly #page: WebSocket;
  readonly #settings: RelaySettings;
  readonly #caller: Caller;
  readonly #abort = new AbortController();
  readonly #clock: SessionClock;
  readonly #messageBudget: Budget;
  readonly #byteBudget: Budget;
  readonly #toldDropped = new Set<string>();
  readonly #began = performance.now();
  #service: WebSocket | undefined;
  #up: Flow | undefined;
  #down: Flow | undefined;
  #setup: Fields | undefined;
  /** Messages that came before the service was there; the first of them is the setup. */
  #waiting: string[] = [];
  #waitingBytes = 0;
  #ended = false;
  readonly #done: () => void;
  /** Resolves when both sockets are closed. */
  readonly closed: Promise<void>;

  constructor(page: WebSocket, settings: RelaySettings, caller: Caller) {
    this.#page = page;
    this.#settings = settings;
    this.#caller = caller;
    let done = (): void => undefined;
    this.closed = new Promise((resolve) => (done = resolve));
    this.#done = done;
    const { limits } = settings;
    const now = performance.now();
    this.#messageBudget = new Budget(limits.messagesPerSecond, now);
    this.#byteBudget = new Budget(limits.bytesPerSecond, now);
    this.#clock = new SessionClock(limits, (code, reason) => this.end(code, reason));
    page.on('message', (data) => this.#fromPage(data as Buffer));
    page.on('ping', (data) => this.#afford(data.length));
    // Nobody has to be asked to send one.
    page.on('pong', (data) => this.#afford(data.length) && this.#clock.alive());
    // Too large, or no WebSocket frame: the library closes with the code for it, and 'close' follows.
    page.on('error', () => undefined);
    page.once('close', (code, reason) => this.#over('page', code, reason.toString()));
    page.resume();
    void this.#connect();
  }

  /** To be called from time to time: whoever did not answer the last ping is gone. */
  ping(): void {
    // Of a page that is held back nothing is read, and to one that reads slowly the ping is under way still.
    if (this.#ended || this.#page.isPaused || this.#down?.holds === true) return;
    if (this.#clock.missedPing()) this.#page.terminate();
    else this.#page.ping();
  }

  /** Tells the page, in the words of the service, that the line will end; it opens another one meanwhile. */
  announceEnd(seconds: number): void {
    if (!this.#ended && this.#clock.isSetUp) {
      this.#page.send(Buffer.from(JSON.stringify({ goAway: { timeLeft: `${seconds}s` } })));
    }
  }

  /** The relay ends it. */
  end(code: number, reason: string): void {
    this.#over('relay', code, reason);
  }

  async #connect(): Promise<void> {
    try {
      const service = await openUpstream(this.#settings, this.#abort.signal);
      this.#serve(service);
    } catch (error) {
      if (this.#ended) return;
      const failure =
        error instanceof UpstreamFailure
          ? error
          : new UpstreamFailure(RELAY_CLOSES.gateway, 'The service cannot be reached.', error);
      const cause = failure.cause instanceof Error ? failure.cause : failure;
      this.#settings.tell({
        type: 'upstream-failed',
        connection: this.#caller.connection,
        error: plainly(cause),
      });
      this.end(failure.code, failure.reason);
    }
  }

  #serve(service: WebSocket): void {
    this.#service = service;
    const page = this.#page;
    const { bufferBytes, stallSeconds } = this.#settings.limits;
    const stallMs = stallSeconds * 1000;
    const common = { bufferBytes, stallMs };
    const stalled = (who: string) => (): void => {
      this.end(RELAY_CLOSES.busy, `The ${who} takes nothing any more.`);
      page.terminate();
    };
    this.#up = new Flow({ source: page, target: service, onStalled: stalled('service'), ...common });
    this.#down = new Flow({ source: service, target: page, onStalled: stalled('page'), ...common });
    service.on('message', (data: RawData, binary) => this.#fromService(data as Buffer, binary));
    service.on('error', () => undefined);
    service.once('close', (code, reason) => this.#over('service', ...passedOn(code, reason.toString())));
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const text of waiting) this.#up.send(text, false);
    // What was kept may have filled the other side already.
    if (this.#setup && !this.#up.holds) page.resume();
  }

  #fromService(data: Buffer, binary: boolean): void {
    if (this.#ended) return;
    this.#clock.active();
    this.#down?.send(data, binary);
  }

  #fromPage(frame: Buffer): void {
    if (this.#ended || !this.#afford(frame.length)) return;
    this.#clock.active();
    this.#clock.alive();
    const message = readPageMessage(frame, this.#settings.rules);
    if (message.kind === 'setup') return this.#begin(message.setup);
    if (!this.#setup) return this.end(RELAY_CLOSES.frame, 'The first message must be setup.');
    this.#pass(message);
  }

  #begin(given: Fields): void {
    if (this.#setup) return this.end(RELAY_CLOSES.frame, 'A second setup.');
    const { fields, dropped } = this.#settings.rules.setup(given, this.#caller.model);
    this.#setup = fields;
    this.#clock.setUp();
    this.#tellDropped(dropped);
    // What more comes waits for the service.
    if (!this.#up) this.#page.pause();
    try {
      this.#send(JSON.stringify({ setup: fields }));
    } catch {
      this.end(RELAY_CLOSES.frame, 'nested too deeply');
    }
  }

  #pass(message: Exclude<PageMessage, { kind: 'setup' }>): void {
    if (message.kind === 'bad') return this.end(RELAY_CLOSES.frame, message.why);
    this.#tellDropped(message.dropped);
    if (message.text !== undefined) this.#send(message.text);
  }

  #send(text: string): void {
    if (this.#up) return this.#up.send(text, false);
    this.#waiting.push(text);
    this.#waitingBytes += text.length;
    if (this.#waitingBytes > MAX_WAITING)
      this.end(RELAY_CLOSES.flood, 'Too much before the service was there.');
  }

  /** Whether the page may send one more message of this size; ends the session when not. */
  #afford(bytes: number): boolean {
    const now = performance.now();
    const messages = this.#messageBudget.take(1, now);
    if (messages && this.#byteBudget.take(bytes, now)) return true;
    this.end(RELAY_CLOSES.flood, messages ? 'Too many bytes a second.' : 'Too many messages a second.');
    return false;
  }

  #tellDropped(fields: readonly string[]): void {
    const names = fields.map(quotable).slice(0, 50);
    const set = names.join();
    // Each set once, and not without end: the names are the page's.
    if (names.length === 0 || this.#toldDropped.has(set) || this.#toldDropped.size >= 10) return;
    this.#toldDropped.add(set);
    this.#settings.tell({ type: 'dropped', connection: this.#caller.connection, fields: names });
  }

  #over(by: 'page' | 'service' | 'relay', code: number, reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#clock.close();
    this.#abort.abort();
    this.#waiting = [];
    for (const flow of [this.#up, this.#down]) flow?.close();
    const said = fitReason(reason);
    if (by !== 'page') {
      this.#page.resume();
      this.#page.close(code, said);
    }
    this.#service?.close(1000);
    void this.#settle();
    const { messages = 0, bytes = 0 } = this.#up ?? {};
    this.#settings.tell({
      type: 'closed',
      connection: this.#caller.connection,
      by,
      code,
      reason: quotable(said),
      seconds: (performance.now() - this.#began) / 1000,
      up: { messages, bytes },
      down: { messages: this.#down?.messages ?? 0, bytes: this.#down?.bytes ?? 0 },
    });
  }

  /** Who does not answer the close in time is cut off. */
  async #settle(): Promise<void> {
    const open = [this.#page, this.#service].filter(
      (socket) => socket && socket.readyState !== socket.CLOSED,
    );
    const timer = setTimeout(() => open.forEach((socket) => socket?.terminate()), CLOSING_MS);
    await Promise.all(open.map((socket) => new Promise((resolve) => socket?.once('close', resolve))));
    clearTimeout(timer);
    this.#done();
  }
}

/** Name and words alone: errors of the account library carry whole requests, with all that is secret in them. */
const plainly = ({ message, name }: Error): Error =>
  Object.assign(new Error(quotable(redact(message))), { name });
