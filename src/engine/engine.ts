import type { LiveServerMessage } from '@google/genai/web';
import { Doubt, LOOK_MS } from './doubt.ts';
import { Downlink } from './downlink.ts';
import { createDuplex } from './duplex.ts';
import { Lane, type OpenRequest } from './lane.ts';
import type { FromEngine, LineEnd, ToEngine } from './messages.ts';
import { SentLog } from './sent-log.ts';
import { Uplink } from './uplink.ts';

/** What was said, typed, or answered to a call may still have its answer for so long, ms. */
const ANSWER_MS = 3_000;

/**
 * Moves the audio between the socket and the worklets' ports. It speaks in plain messages, so that the same code runs in
 * a Worker, where the page's main thread cannot hold it up, or on the page where the page refuses Workers.
 */
export class Engine {
  readonly #post: (message: FromEngine) => void;
  readonly #log = new SentLog();
  readonly #doubt = new Doubt();
  readonly #uplink: Uplink;
  readonly #downlink: Downlink;
  readonly #duplex = createDuplex((shut) => {
    this.#uplink.gate(shut);
    this.#post({ type: 'gate', shut });
  });
  /** The connection that serves, or is being opened to. */
  #lane: Lane | undefined;
  /** Stands by to take over. */
  #next: Lane | undefined;
  /** … and is opened only when the line that serves has been closed. */
  #later: OpenRequest | undefined;
  /** The successor has waited for long enough. */
  #due = false;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  /** Nobody spoke at so many looks: at the end of a turn, the handle of it and a successor that knows it are still to come. */
  #quietLooks = 0;
  #sounding = false;
  /** The model waits for a function of the page's. */
  #calling = false;

  constructor(post: (message: FromEngine) => void) {
    this.#post = post;
    this.#uplink = new Uplink(this.#log, (dropped, held) => post({ type: 'slow', dropped, held }));
    this.#downlink = new Downlink({
      message: (message) => post({ type: 'message', line: this.#lane?.line ?? 0, message }),
      audio: (turn) => {
        this.#duplex.came();
        post({ type: 'audio', line: this.#lane?.line ?? 0, turn });
      },
      playback: (report) => {
        this.#sounding = report.type === 'started';
        this.#duplex.played(report);
        post({ type: 'playback', report });
      },
      sound: (turn, data) => post({ type: 'sound', turn, data }),
    });
  }

  handle(message: ToEngine): void {
    switch (message.type) {
      case 'open':
        return this.#open(message);
      case 'ports':
        if (message.capture) this.#uplink.listen(message.capture);
        if (message.playback) this.#downlink.playTo(message.playback);
        return;
      case 'send':
        if (!this.#uplink.send(message.message)) this.#post({ type: 'unsent', message: message.message });
        return;
      case 'manual':
        this.#uplink.manual = message.manual;
        return;
      case 'duplex':
        return this.#duplex.half(message.half);
      case 'mute':
        return this.#uplink.mute(message.muted);
      case 'activity':
        // Pressing the button interrupts the model: the visitor must not wait for the service to say so.
        if (message.active) this.#downlink.interrupt();
        return this.#uplink.talk(message.active);
      case 'picture':
        if (this.#uplink.show(message.data, message.mimeType)) this.#post({ type: 'shown' });
        return;
      case 'calling':
        this.#calling = message.on;
        return;
      case 'hold':
        return this.#uplink.hold(message.on, message.why);
      case 'record':
        this.#downlink.recording = message.on;
        return;
      case 'interrupt':
        return this.#downlink.interrupt();
      case 'close':
        clearInterval(this.#looking);
        this.#dismiss();
        this.#lane?.connection.close();
        this.#duplex.close();
        this.#uplink.close();
        return this.#downlink.close();
      default:
        return message satisfies never;
    }
  }

  #open(request: OpenRequest): void {
    const { takeOver } = request;
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS);
    this.#log.asked(request.options.config.sessionResumption?.handle);
    this.#dismiss();
    if (takeOver && this.#lane?.isOpen) {
      if (takeOver.closeFirst) this.#later = request;
      else this.#next = this.#connect(request);
      this.#deadline = setTimeout(() => this.#takeOver(), takeOver.withinMs);
    } else this.#replace(request);
  }

  #replace(request: OpenRequest): void {
    this.#lane?.connection.close();
    this.#leave();
    this.#lane = this.#connect(request);
  }

  #connect(request: OpenRequest): Lane {
    return new Lane(request, {
      opened: (lane) => {
        if (lane === this.#lane) this.#serve(lane, request.takeOver?.closeFirst === true);
        else if (this.#due) this.#takeOver();
      },
      message: (lane, message) => {
        if (lane === this.#lane) this.#receive(message);
        else lane.early.push(message);
      },
      garbage: ({ line }) => this.#post({ type: 'garbage', line }),
      ended: (lane, end) => this.#ended(lane, end),
    });
  }

  #serve(lane: Lane, took: boolean): void {
    const { connection, early, handle, line, request } = lane;
    for (const message of request.first) connection.send(message);
    this.#doubt.renew();
    const handover = this.#uplink.attach(connection, handle, request.manual);
    this.#post({ type: 'opened', line, took, ...handover });
    for (const message of early.splice(0)) this.#receive(message);
  }

  #receive(message: LiveServerMessage): void {
    if (this.#doubt.heard(this.#log.received(message))) {
      this.#dismiss();
      this.#post({ type: 'alive', line: this.#lane?.line ?? 0 });
    }
    this.#downlink.receive(message);
  }

  #ended(lane: Lane, end: LineEnd): void {
    const { healthyMs, line } = lane;
    if (lane === this.#next) this.#dismiss();
    else {
      this.#lane = undefined;
      this.#leave();
      // Whoever stands by serves at once.
      if (this.#next?.isOpen) return this.#takeOver();
      if (this.#next) {
        this.#lane = this.#next;
        this.#next = undefined;
        this.#dismiss();
      } else if (this.#later) this.#takeOver();
    }
    this.#post({ type: 'ended', line, end, healthyMs });
  }

  /** Every second: is it the moment for the successor, and are the microphone and the line still alive? */
  #look(): void {
    const now = performance.now();
    this.#uplink.look();
    const { activeAt, quietMs, stuck } = this.#uplink;
    const { answering, owed, thinking } = this.#log;
    const free = quietMs > 0 && !this.#calling;
    const silent = owed || (answering && !thinking && !this.#sounding);
    const due = free && this.#lane?.request.owes !== false && silent;
    const line = this.#lane?.isOpen ? this.#lane.line : undefined;
    if (this.#doubt.look({ now, due, stuck, activeAt }) && line !== undefined) {
      if (this.#next ?? this.#later) return this.#takeOver();
      this.#post({ type: 'doubt', line });
    }
    const quiet = free && !answering && !this.#sounding && now - activeAt > ANSWER_MS;
    this.#quietLooks = quiet ? this.#quietLooks + 1 : 0;
    if ((this.#next?.isOpen || this.#later) && this.#quietLooks > 1) this.#takeOver();
  }

  #takeOver(): void {
    const { line } = this.#lane ?? {};
    if (this.#later) {
      const later = this.#later;
      this.#dismiss();
      return this.#replace(later);
    }
    const next = this.#next;
    this.#due = true;
    if (!next?.isOpen) return;
    this.#next = undefined;
    this.#dismiss();
    if (line !== undefined) {
      this.#lane?.connection.close();
      this.#leave();
    }
    this.#lane = next;
    this.#serve(next, true);
  }

  /** What the line carried does not go on. */
  #leave(): void {
    this.#uplink.detach();
    this.#downlink.lineEnded();
  }

  /** Nobody stands by any more. */
  #dismiss(): void {
    clearTimeout(this.#deadline);
    this.#due = false;
    this.#next?.connection.close();
    this.#next = this.#later = undefined;
  }
}
