import type { Voice } from './babble.ts';
import type { EmulatorClock } from './clock.ts';
import type { Replays } from './replay/replays.ts';
import type { Outage } from './outage.ts';
import type { KeptBudget } from './kept-budget.ts';
import type { ScriptBook } from './script-book.ts';
import type { ClientScript } from './script-runner.ts';
import type { LimitsOptions } from './limits-options.ts';
import type { HandleStore } from './resumption.ts';
import type { Taps } from './tap.ts';
import type { TokenStore } from './tokens.ts';

/** What all connections of one twin share. */
export interface TwinParts {
  readonly clock: EmulatorClock;
  readonly voice: Voice;
  readonly scripts: ScriptBook;
  readonly tokens: TokenStore;
  readonly handles: HandleStore;
  /** The clock of connections, sessions and handles; `timeScale` times as fast as the other. */
  readonly limitsClock: EmulatorClock;
  /** How much of what clients send is remembered. */
  readonly kept: KeptBudget;
  /** The times in which nobody listens. */
  readonly outage: Outage;
  /** Those who watch the frames of every connection. */
  readonly taps: Taps;
  /** What is played back instead of answering. */
  readonly replays: Replays | undefined;
  readonly options: {
    readonly apiKeys: readonly string[] | undefined;
    readonly accessTokens: readonly string[] | undefined;
    readonly pace: number;
    readonly setupDelayMs: number | undefined;
    readonly frames: 'binary' | 'text';
    readonly refuseRetired: boolean;
    readonly limits: LimitsOptions;
    readonly strictCalls: boolean;
    readonly timeScale: number;
    readonly onError: (error: unknown) => void;
  };
}

/** What a connection has: a clock whose errors are its own, and the script for its client. */
export interface ConnectionParts extends TwinParts {
  readonly script: ClientScript;
}
