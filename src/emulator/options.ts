import { PACE } from './assumptions/index.ts';
import { babble, type Voice } from './babble.ts';
import { systemClock, type EmulatorClock } from './clock.ts';
import { ScriptRunner } from './script-runner.ts';
import type { Script } from './script.ts';
import { HandleStore } from './session-memory.ts';
import { TokenStore } from './tokens.ts';
import type { TwinParts } from './twin-parts.ts';

export interface EmulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1: nobody but this machine. */
  readonly host?: string;
  /** Keys that are taken. Default: any, except that `bad` in it makes it invalid and `expired` expired. */
  readonly apiKeys?: readonly string[];
  /** What is answered and what goes wrong. Default: see `defaultAnswer`. */
  readonly script?: Script;
  /** Speaks the answers: text in, 24 kHz samples out. Default: `babble`. */
  readonly voice?: Voice;
  /** Multiple of real time at which answers are sent; 0 = all at once. Default 3. */
  readonly pace?: number;
  /** From `setup` to `setupComplete`, ms. Default 80; a script's own wins. */
  readonly setupDelayMs?: number;
  /** Default: the machine's. */
  readonly clock?: EmulatorClock;
  /** Kind of frames that are sent. Default `binary`, as the service does. */
  readonly frames?: 'binary' | 'text';
  /** Models that were shut down are refused with 1008, as the service does. Default false: they still work here. */
  readonly refuseRetired?: boolean;
  /**
   * Told of errors of the script or the voice, and of defects of the twin; the connection has then been closed with 1011.
   * Default: `console.error`.
   */
  readonly onError?: (error: unknown) => void;
}

/** What the options come to. Throws `RangeError` for a script that cannot be. */
export const partsOf = (options: EmulatorOptions): TwinParts => {
  const clock = options.clock ?? systemClock;
  return {
    clock,
    voice: options.voice ?? babble,
    script: new ScriptRunner(options.script),
    tokens: new TokenStore(clock),
    handles: new HandleStore(clock),
    options: {
      apiKeys: options.apiKeys,
      pace: options.pace ?? PACE,
      setupDelayMs: options.setupDelayMs,
      frames: options.frames ?? 'binary',
      refuseRetired: options.refuseRetired ?? false,
      onError: options.onError ?? ((error) => console.error('Live API twin:', error)),
    },
  };
};
