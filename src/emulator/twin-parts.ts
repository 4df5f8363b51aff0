import type { Voice } from './dialogue/babble.ts';
import type { EmulatorClock } from './time/clock.ts';
import type { Replays } from './replay/replays.ts';
import type { Outage } from './access/outage.ts';
import type { KeptBudget } from './line/kept-budget.ts';
import type { ScriptBook } from './script/script-book.ts';
import type { ClientScript } from './script/script-runner.ts';
import type { LimitsOptions } from './session/limits-options.ts';
import type { HandleStore } from './session/resumption.ts';
import type { Taps } from './line/tap.ts';
import type { TokenStore } from './access/tokens.ts';

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
