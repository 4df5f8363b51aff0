import { GO_AWAY_MS, REASONS, REFUSALS } from '../assumptions/index.ts';
import type { Bundling } from '../line/bundling.ts';
import type { EmulatorClock } from '../time/clock.ts';
import type { FaultAction, RefusalName } from './fault.ts';
import type { Due } from './fault-plan.ts';
import { garbageFrame, giantMessage } from './garbage.ts';
import { durationOf } from '../session/lifetime.ts';
import type { Network } from '../line/network.ts';
import { worded } from '../protocol/protocol-error.ts';

/** What a fault can do to a connection. */
export interface FaultTarget {
  readonly send: (message: object) => void;
  /** `binary`: the kind of the frame; by default that of the data. */
  readonly sendRaw: (data: Uint8Array | string, binary?: boolean) => void;
  readonly close: (code: number, reason?: string) => void;
  readonly terminate: () => void;
  readonly stall: () => void;
  readonly vanish: () => void;
  readonly network: (network: Network) => void;
  readonly bundle: (bundling: Bundling) => void;
  readonly frames: (frames: 'binary' | 'text') => void;
  /** The whole twin is away for so long, ms. */
  readonly offline: (forMs: number) => void;
}

/** The code and the words of a situation, or of a reason. */
const closingOf = (name: RefusalName): readonly [code: number, reason: string] => {
  const [code, reason] =
    name in REFUSALS
      ? REASONS[REFUSALS[name as keyof typeof REFUSALS][0]]
      : REASONS[name as keyof typeof REASONS];
  return [code, worded(reason)];
};

const goAway = (timeLeftMs: number | null): object => ({
  goAway: timeLeftMs === null ? {} : { timeLeft: durationOf(timeLeftMs) },
});

/** Does on one connection what is to go wrong there. */
export class FaultRunner {
  readonly #clock: EmulatorClock;
  readonly #target: FaultTarget;
  readonly #pending = new Set<() => void>();

  constructor(clock: EmulatorClock, target: FaultTarget) {
    this.#clock = clock;
    this.#target = target;
  }

  /** Does what is due now, and the rest in time. */
  run(due: readonly Due<FaultAction>[]): void {
    for (const { afterMs, do: action } of due) {
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
    const target = this.#target;
    switch (action.kind) {
      case 'close':
        return target.close(action.code, action.reason);
      case 'refuse':
        return target.close(...closingOf(action.as));
      case 'drop':
        return target.terminate();
      case 'stall':
        return target.stall();
      case 'vanish':
        return target.vanish();
      case 'network':
        return target.network(action.network);
      case 'bundling':
        return target.bundle(action.bundling);
      case 'frames':
        return target.frames(action.frames);
      case 'go-away':
        return target.send(goAway(action.timeLeftMs === undefined ? GO_AWAY_MS.gemini : action.timeLeftMs));
      case 'send':
        return target.send(action.message);
      case 'raw':
        return target.sendRaw('text' in action ? action.text : Buffer.from(action.base64, 'base64'));
      case 'garbage': {
        const { data, binary } = garbageFrame(action);
        return target.sendRaw(data, binary);
      }
      case 'giant':
        return target.send(giantMessage(action));
      case 'offline':
        return target.offline(action.forMs);
    }
  }
}
