import { randomUUID } from 'node:crypto';
import { HANDLE_LIFE_MS } from './assumptions/index.ts';
import type { EmulatorClock } from './clock.ts';
import type { Content } from './setup.ts';
import { NOTHING, type Consumption } from './usage.ts';

/** What outlives a connection: handed on when a session is resumed. */
export interface SessionMemory {
  readonly model: string;
  /** Turns so far. */
  turns: number;
  /** The context so far. */
  context: Consumption;
  /** What was said so far, as far as it is text. */
  readonly history: Content[];
}

export const newMemory = (model: string): SessionMemory => ({
  model,
  turns: 0,
  context: NOTHING,
  history: [],
});

/** Resumption handles: each is a copy of the session at the moment it was given out. */
export class HandleStore {
  readonly #clock: EmulatorClock;
  readonly #handles = new Map<string, { readonly memory: SessionMemory; readonly until: number }>();

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** A new handle for the session as it is now. */
  issue(memory: SessionMemory): string {
    const now = this.#clock.now();
    for (const [handle, { until }] of this.#handles) if (until <= now) this.#handles.delete(handle);
    const handle = randomUUID();
    this.#handles.set(handle, {
      memory: { ...memory, history: [...memory.history] },
      until: now + HANDLE_LIFE_MS,
    });
    return handle;
  }

  /** The session behind a handle; `undefined` when it is unknown, too old, or of another model. */
  resume(handle: string, model: string): SessionMemory | undefined {
    const found = this.#handles.get(handle);
    if (!found || found.until <= this.#clock.now() || found.memory.model !== model) return undefined;
    return { ...found.memory, history: [...found.memory.history] };
  }
}
