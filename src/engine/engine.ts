import { LiveConnection } from '../wire/live-connection.ts';
import { Downlink } from './downlink.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { Uplink } from './uplink.ts';

/**
 * Moves the audio between the socket and the worklets' ports. It speaks in plain messages, so that the same code runs in
 * a Worker, where the page's main thread cannot hold it up, or on the page where the page refuses Workers.
 */
export class Engine {
  readonly #post: (message: FromEngine) => void;
  readonly #uplink: Uplink;
  readonly #downlink: Downlink;
  #connection: LiveConnection | undefined;
  #line = 0;

  constructor(post: (message: FromEngine) => void) {
    this.#post = post;
    this.#uplink = new Uplink((dropped, held) => post({ type: 'slow', dropped, held }));
    this.#downlink = new Downlink({
      message: (message) => post({ type: 'message', line: this.#line, message }),
      audio: (turn) => post({ type: 'audio', line: this.#line, turn }),
      playback: (report) => post({ type: 'playback', report }),
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
      case 'mute':
        return this.#uplink.mute(message.muted);
      case 'activity':
        // Pressing the button interrupts the model: the visitor must not wait for the service to say so.
        if (message.active) this.#downlink.interrupt();
        return this.#uplink.talk(message.active);
      case 'picture':
        if (this.#uplink.show(message.data, message.mimeType)) this.#post({ type: 'shown' });
        return;
      case 'hold':
        return this.#uplink.hold(message.on, message.why);
      case 'record':
        this.#downlink.recording = message.on;
        return;
      case 'interrupt':
        return this.#downlink.interrupt();
      case 'close':
        this.#connection?.close();
        this.#uplink.close();
        return this.#downlink.close();
      default:
        return message satisfies never;
    }
  }

  #open({ line, options, first }: Extract<ToEngine, { type: 'open' }>): void {
    this.#connection?.close();
    this.#uplink.detach();
    this.#line = line;
    let openedAt: number | undefined;
    const connection = new LiveConnection(options, {
      opened: () => {
        openedAt = performance.now();
        for (const message of first) connection.send(message);
        this.#post({ type: 'opened', line });
        this.#uplink.attach(connection);
      },
      message: (message) => this.#downlink.receive(message),
      garbage: () => this.#post({ type: 'garbage', line }),
      ended: (end) => {
        this.#uplink.detach();
        this.#downlink.lineEnded();
        const healthyMs = openedAt === undefined ? 0 : performance.now() - openedAt;
        this.#post({ type: 'ended', line, end, healthyMs });
      },
    });
    this.#connection = connection;
  }
}
