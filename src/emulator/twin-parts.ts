import type { Voice } from './babble.ts';
import type { EmulatorClock } from './clock.ts';
import type { ScriptRunner } from './script-runner.ts';
import type { HandleStore } from './session-memory.ts';
import type { TokenStore } from './tokens.ts';

/** What all connections of one twin share. */
export interface TwinParts {
  readonly clock: EmulatorClock;
  readonly voice: Voice;
  readonly script: ScriptRunner;
  readonly tokens: TokenStore;
  readonly handles: HandleStore;
  readonly options: {
    readonly apiKeys: readonly string[] | undefined;
    readonly pace: number;
    readonly setupDelayMs: number | undefined;
    readonly frames: 'binary' | 'text';
    readonly refuseRetired: boolean;
    readonly onError: (error: unknown) => void;
  };
}
