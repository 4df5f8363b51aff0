import { CONNECTION_MS, GO_AWAY_MS } from '../assumptions/index.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { LimitsOptions } from './limits-options.ts';

/** The limits of one session; `Infinity` where there is none. */
export interface Limits {
  readonly connectionMs: number;
  readonly goAwayMs: number;
  readonly sessionMs: number;
  readonly videoSessionMs: number;
  readonly hardSessionMs: number;
  readonly closeAs: 'connectionEnd' | 'connectionDeadline';
  readonly timeLeft: boolean;
}

const orNever = (ms: number): number => (ms > 0 ? ms : Number.POSITIVE_INFINITY);

const MINUTE_MS = 60_000;

/** The limits of a session. One that compresses its context may last as long as its connections are resumed (documented). */
export const limitsOf = (options: LimitsOptions, { setup, traits, backend }: Agreement): Limits => {
  const never = Number.POSITIVE_INFINITY;
  const off = options.off === true;
  const endless = off || setup.contextWindowCompression !== undefined;
  const { sessionMinutes, lastMinute = 0 } = traits;
  return {
    connectionMs: off ? never : orNever(options.connectionMs ?? CONNECTION_MS),
    goAwayMs: options.goAwayMs ?? GO_AWAY_MS[backend],
    sessionMs: endless ? never : orNever(options.sessionMs ?? sessionMinutes.audio * MINUTE_MS),
    videoSessionMs: endless ? never : orNever(options.videoSessionMs ?? sessionMinutes.video * MINUTE_MS),
    hardSessionMs: off ? never : orNever(options.hardSessionMs ?? lastMinute * MINUTE_MS),
    closeAs: options.closeAs === 'deadline' ? 'connectionDeadline' : 'connectionEnd',
    timeLeft: options.timeLeft ?? true,
  };
};
