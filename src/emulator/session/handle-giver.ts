import { HANDLE_EVERY_MS } from '../assumptions/index.ts';
import type { EmulatorClock } from '../time/clock.ts';
import type { HandleStore } from './resumption.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { SessionMemory } from './session-memory.ts';

/** Gives a client its resumption handles: after each turn and now and then in long silence, never in mid-answer. */
export class HandleGiver {
  readonly #store: HandleStore;
  readonly #memory: SessionMemory;
  readonly #clock: EmulatorClock;
  readonly #send: (message: object) => void;
  /** ms between handles in silence; `undefined`: this client gets none at all. */
  readonly #every: number | undefined;
  readonly #transparent: boolean;
  /** Index of the client's last message, `setup` being 0 (`BEHAVIOURS.messageIndex`). */
  #index = 0;
  #busy = false;
  #speaking = false;
  #last: number;

  constructor(
    { setup, traits }: Agreement,
    memory: SessionMemory,
    store: HandleStore,
    clock: EmulatorClock,
    send: (message: object) => void,
  ) {
    this.#store = store;
    this.#memory = memory;
    this.#clock = clock;
    this.#send = send;
    this.#last = clock.now();
    const every =
      store.everyMs ?? (traits.unsolicitedHandles ? HANDLE_EVERY_MS.unasked : HANDLE_EVERY_MS.asked);
    this.#every = setup.sessionResumption || traits.unsolicitedHandles ? every : undefined;
    this.#transparent = setup.sessionResumption?.transparent === true;
  }

  /** The model begins to generate or to call: for now the session cannot be resumed (`BEHAVIOURS.notResumable`). */
  busy(): void {
    this.#busy = true;
    if (this.#every !== undefined) this.#send({ sessionResumptionUpdate: {} });
  }

  /** The turn is over. */
  free(): void {
    this.#busy = false;
    this.#give();
  }

  /** Whether the user speaks now. */
  speaking(speaks: boolean): void {
    this.#speaking = speaks;
  }

  /** One message of the client's has been taken in. */
  consumed(): void {
    this.#index += 1;
    if (this.#busy || this.#speaking || this.#every === undefined) return;
    if (this.#clock.now() >= this.#last + this.#every) this.#give();
  }

  #give(): void {
    if (this.#every === undefined) return;
    // In mid-speech an index would claim what the handle does not hold.
    if (this.#transparent && this.#speaking) return;
    this.#last = this.#clock.now();
    const newHandle = this.#store.issue(this.#memory);
    const index = this.#transparent ? { lastConsumedClientMessageIndex: String(this.#index) } : {};
    this.#send({ sessionResumptionUpdate: { newHandle, resumable: true, ...index } });
  }
}
