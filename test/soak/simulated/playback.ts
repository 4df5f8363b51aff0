import type { PlaybackCommand, PlaybackReport } from '../../../src/audio/messages.ts';
import type { Port } from './channel.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** From the first chunk to its sound, ms. */
const START_DELAY_MS = 60;

/** What the playback worklet would report: chunks one after the other at their own length. */
export class Playback {
  readonly #clock: SimulatedClock;
  readonly #port: Port;
  #turn = 0;
  #until = 0;
  #began: number | undefined;
  #ended = false;
  #cancel: (() => void) | undefined;

  constructor(clock: SimulatedClock, port: Port) {
    this.#clock = clock;
    this.#port = port;
    port.onmessage = ({ data }) => this.#take(data as PlaybackCommand);
  }

  #take(command: PlaybackCommand): void {
    const now = this.#clock.now();
    if (command.type === 'flush') {
      this.#stop();
      return this.#report('flushed');
    }
    if (command.type === 'end') {
      if (command.turn !== this.#turn) return;
      this.#ended = true;
      if (this.#began === undefined) this.#report('drained');
      return;
    }
    if (command.turn !== this.#turn) this.#ended = false;
    this.#turn = command.turn;
    this.#until = Math.max(this.#until, now + START_DELAY_MS) + command.data.byteLength / 48;
    if (this.#began === undefined) {
      this.#began = now + START_DELAY_MS;
      this.#cancel = this.#clock.schedule(START_DELAY_MS, () => {
        this.#report('started');
        this.#await();
      });
    }
  }
  #await(): void {
    this.#cancel = this.#clock.schedule(this.#until - this.#clock.now(), () => {
      if (this.#until > this.#clock.now()) return this.#await();
      this.#stop();
      this.#report(this.#ended ? 'drained' : 'starved');
    });
  }
  #stop(): void {
    this.#cancel?.();
    this.#cancel = this.#began = undefined;
    this.#until = 0;
  }
  #report(type: PlaybackReport['type']): void {
    const { elapsed } = this.#clock;
    this.#port.postMessage({ type, turn: this.#turn, playedMs: 0, contextTime: elapsed / 1000 });
  }
}
