import type { EmulatorClock } from './clock.ts';
import type { FaultAction, Moment } from './fault.ts';
import type { ScriptRunner } from './script-runner.ts';

/** What a fault can do to a connection. */
export interface FaultTarget {
  readonly id: number;
  readonly send: (message: object) => void;
  readonly sendRaw: (data: Uint8Array | string) => void;
  readonly close: (code: number, reason?: string) => void;
  readonly terminate: () => void;
  readonly stall: () => void;
}

/** Does on one connection what the script has planned to go wrong there. */
export class FaultRunner {
  readonly #script: ScriptRunner;
  readonly #clock: EmulatorClock;
  readonly #target: FaultTarget;
  readonly #pending = new Set<() => void>();

  constructor(script: ScriptRunner, clock: EmulatorClock, target: FaultTarget) {
    this.#script = script;
    this.#clock = clock;
    this.#target = target;
  }

  /** A moment has come; `turn` is 0 before the first one. */
  reach(at: Moment, turn: number): void {
    for (const { afterMs = 0, do: action } of this.#script.faults(at, this.#target.id, turn)) {
      if (afterMs <= 0) this.#act(action);
      else this.#later(afterMs, action);
    }
  }

  /** The connection has ended: what still waits does not happen. */
  dispose(): void {
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }

  #later(ms: number, action: FaultAction): void {
    const cancel = this.#clock.schedule(ms, () => {
      this.#pending.delete(cancel);
      this.#act(action);
    });
    this.#pending.add(cancel);
  }

  #act(action: FaultAction): void {
    switch (action.kind) {
      case 'close':
        return this.#target.close(action.code, action.reason);
      case 'drop':
        return this.#target.terminate();
      case 'stall':
        return this.#target.stall();
      case 'send':
        return this.#target.send(action.message);
      case 'raw':
        return this.#target.sendRaw('text' in action ? action.text : Buffer.from(action.base64, 'base64'));
    }
  }
}
