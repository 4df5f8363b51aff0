import { PACE } from './assumptions/index.ts';
import { rememberingBabble, type Voice } from './dialogue/babble.ts';
import { scaledClock, systemClock, type EmulatorClock } from './time/clock.ts';
import { checkOptions } from './option-rules.ts';
import type { LimitsOptions } from './session/limits-options.ts';
import type { TlsOptions } from './access/listener.ts';
import type { PageOptions } from './page/traffic-page.ts';
import type { RecordOptions } from './recording/recording-folder.ts';
import { Replays, type ReplayOptions } from './replay/replays.ts';
import { KeptBudget } from './line/kept-budget.ts';
import { Outage } from './access/outage.ts';
import { ScriptBook } from './script/script-book.ts';
import type { Script, Scripts } from './script/script.ts';
import type { ResumptionOptions } from './session/resumption-options.ts';
import { HandleStore } from './session/resumption.ts';
import { Taps } from './line/tap.ts';
import { TokenStore } from './access/tokens.ts';
import type { TwinParts } from './twin-parts.ts';

export interface EmulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1: nobody but this machine. */
  readonly host?: string;
  /**
   * A certificate and its key (PEM): serves `https` and `wss`, on the same port. For clients whose host is fixed, with a
   * browser or a resolver that takes that host for this machine. Default: neither is encrypted.
   */
  readonly tls?: TlsOptions;
  /** Keys that are taken. Default: any, except that `bad` in it makes it invalid and `expired` expired. */
  readonly apiKeys?: readonly string[];
  /** Access tokens that are taken where an account is asked for (`Authorization: Bearer …`, Vertex AI). Default: any. */
  readonly accessTokens?: readonly string[];
  /** What is answered and what goes wrong. Default: see `defaultAnswer`. */
  readonly script?: Script;
  /** Scripts for single clients: by their API key, or by a function. Whoever gets none has `script`. */
  readonly scripts?: Scripts;
  /**
   * How much of what clients send is remembered for tests to look at (`EmulatorConnection.received`, `audio`), bytes, over
   * all connections; beyond it the oldest goes. Default 64 MB.
   */
  readonly keepBytes?: number;
  /** Speaks the answers: text in, 24 kHz samples out. Default: `babble`. */
  readonly voice?: Voice;
  /** Multiple of real time at which answers are sent; 0 = all at once. Default 3. */
  readonly pace?: number;
  /** From `setup` to `setupComplete`, ms. Default 80; a script's own wins. */
  readonly setupDelayMs?: number;
  /** Default: the machine's. */
  readonly clock?: EmulatorClock;
  /**
   * Realtime input during a BLOCKING call closes with 1008, as some models do; a script's call may say otherwise. Default
   * false.
   */
  readonly strictCalls?: boolean;
  /** How long connections and sessions last, and when `goAway` comes. Default: as the service does it. */
  readonly limits?: LimitsOptions;
  /**
   * How much faster the time of `limits` and of resumption handles passes: with 60, the hour of a session is a minute, while
   * the conversation keeps its pace. What `goAway` says is in the client's time. Tokens are not touched: their times are
   * dates. Default 1.
   */
  readonly timeScale?: number;
  /** How sessions are resumed; a word alone is `memory`. Default: `forgets`. */
  readonly resumption?: ResumptionOptions | 'forgets' | 'remembers';
  /** Kind of frames that are sent. Default `binary`, as the service does. */
  readonly frames?: 'binary' | 'text';
  /** Models that were shut down are refused with 1008, as the service does. Default false: they still work here. */
  readonly refuseRetired?: boolean;
  /** Records every connection in this folder, a file each. */
  readonly record?: string | RecordOptions;
  /** Plays recorded connections back instead of answering: the script then has nothing to say. */
  readonly replay?: ReplayOptions;
  /** Serves a page at `/` that shows the traffic, to this machine alone unless it names others. Default false. */
  readonly page?: boolean | PageOptions;
  /**
   * Told of errors of the script or the voice, and of defects of the twin; the connection has then been closed with 1011.
   * Default: `console.error`.
   */
  readonly onError?: (error: unknown) => void;
}

/**
 * What the options come to. Throws `TypeError` for an option, or something in a script, that is unknown or of the wrong
 * type, and `RangeError` for a value that cannot be.
 */
export const partsOf = (options: EmulatorOptions): TwinParts => {
  checkOptions(options);
  const clock = options.clock ?? systemClock;
  const onError = options.onError ?? ((error: unknown) => console.error('Live API twin:', error));
  const { limits = {}, timeScale = 1, resumption } = options;
  const limitsClock = scaledClock(timeScale, clock);
  return {
    clock,
    voice: options.voice ?? rememberingBabble(),
    scripts: new ScriptBook(options.script, options.scripts),
    kept: new KeptBudget(options.keepBytes),
    outage: new Outage(clock, onError),
    tokens: new TokenStore(clock),
    handles: new HandleStore(
      limitsClock,
      typeof resumption === 'string' ? { memory: resumption } : resumption,
    ),
    limitsClock,
    taps: new Taps(onError),
    replays: options.replay && new Replays(options.replay),
    options: {
      apiKeys: options.apiKeys,
      accessTokens: options.accessTokens,
      pace: options.pace ?? PACE,
      setupDelayMs: options.setupDelayMs,
      frames: options.frames ?? 'binary',
      refuseRetired: options.refuseRetired ?? false,
      limits,
      timeScale,
      strictCalls: options.strictCalls ?? false,
      onError,
    },
  };
};
