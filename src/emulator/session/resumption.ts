import { randomUUID } from 'node:crypto';
import { HANDLE_LIFE_MS } from '../assumptions/index.ts';
import type { EmulatorClock } from '../time/clock.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { SessionMemory } from './session-memory.ts';
import type { ResumptionOptions } from './resumption-options.ts';

interface Handle {
  readonly memory: SessionMemory;
}

/** How often handles that are too old are looked for, ms. */
const SWEEP_MS = 60_000;

/** The resumption handles of one twin (`BEHAVIOURS.olderHandles`, `BEHAVIOURS.resumeWhileOpen`). */
export class HandleStore {
  readonly #clock: EmulatorClock;
  readonly #options: ResumptionOptions;
  readonly #handles = new Map<string, Handle>();
  #swept = 0;

  /** `clock`: that of the limits. */
  constructor(clock: EmulatorClock, options: ResumptionOptions = {}) {
    this.#clock = clock;
    this.#options = options;
  }

  /** How often a handle comes by itself, ms; `undefined`: as the service does it. */
  get everyMs(): number | undefined {
    return this.#options.everyMs;
  }

  /** Whether what comes after a handle was given belongs to it too. */
  get remembers(): boolean {
    return this.#options.memory === 'remembers';
  }

  /** A new handle for the session as it is now. */
  issue(memory: SessionMemory): string {
    this.#sweep();
    const handle = randomUUID();
    this.#handles.set(handle, { memory: this.remembers ? memory : { ...memory, unfinished: undefined } });
    return handle;
  }

  /**
   * The session behind a handle. Throws `ProtocolError`: 1008 when the handle is unknown, too old, or of another model or
   * backend; 1007 when the session reached its hard end.
   */
  resume(handle: string, { profile, backend }: Agreement): SessionMemory {
    const memory = this.#handles.get(handle)?.memory;
    if (!memory || this.#expired(memory)) throw refusal('unknownSession');
    const { record } = memory;
    if (record.model !== profile.model || record.backend !== backend) throw refusal('unknownSession');
    if (record.over) {
      if (this.#options.afterHardEnd !== true) throw refusal('sessionOver');
      record.rejuvenate(this.#clock.now());
    }
    return this.remembers ? memory : { ...memory };
  }

  /** Whether the session has a connection, and may not have another: 1008. */
  isTaken({ record }: SessionMemory): boolean {
    return record.open > 0 && this.#options.whileOpen === 'refuse';
  }

  #expired({ record }: SessionMemory): boolean {
    const life = this.#options.handleLifeMs ?? HANDLE_LIFE_MS[record.backend];
    return record.open === 0 && life > 0 && this.#clock.now() >= record.lastEnd + life;
  }

  #sweep(): void {
    const now = this.#clock.now();
    if (now < this.#swept + SWEEP_MS) return;
    this.#swept = now;
    for (const [handle, { memory }] of this.#handles) if (this.#expired(memory)) this.#handles.delete(handle);
  }
}
