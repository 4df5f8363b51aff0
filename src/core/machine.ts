import type { ErrorCode, Failure } from './error-code.ts';
import { HEALTHY_AFTER_MS, nextDelay } from './reconnect-policy.ts';
import type { LiveState } from './state.ts';

/** Where a conversation stands. Plain data; `transition` makes the next one. */
export interface Machine {
  readonly phase: 'idle' | 'connecting' | 'live' | 'reconnecting' | 'ended' | 'failed';
  /** Number of the current or last run, from 1; 0 before the first. Results of an older run are dropped. */
  readonly run: number;
  /** Attempts to reconnect since the line was last healthy. */
  readonly attempt: number;
  /** The service owes an answer, or is still sending one. */
  readonly answering: boolean;
  /** The visitor hears the model: the playback queue is sounding. */
  readonly sounding: boolean;
  readonly failure: Failure | undefined;
}

/** How a lost line may be set up again; `core/close-reasons` decides. */
export type Retry = 'no' | 'resume' | 'without-handle' | 'new-token';

export type MachineEvent =
  | { readonly type: 'start'; readonly microphone: boolean }
  | { readonly type: 'stop' }
  /** `setupComplete` arrived. */
  | { readonly type: 'opened'; readonly run: number }
  /** Something that no retry mends: no microphone, no token, a refused setup. */
  | { readonly type: 'failed'; readonly run: number; readonly failure: Failure }
  /** The socket closed. `healthyMs`: how long it had been set up; `random`: 0…1, for the jitter. */
  | {
      readonly type: 'lost';
      readonly run: number;
      readonly failure: Failure;
      readonly retry: Retry;
      readonly healthyMs: number;
      readonly random: number;
    }
  /** The visitor's turn ended, or the service began to answer. */
  | { readonly type: 'answering'; readonly run: number }
  /** The service has sent all of its turn, chose silence, or was interrupted. */
  | { readonly type: 'answered'; readonly run: number }
  | { readonly type: 'sounding'; readonly run: number; readonly on: boolean };

export type Effect =
  /** Get all that a run needs (microphone, engine, worklets) and connect. */
  | { readonly type: 'acquire'; readonly run: number; readonly microphone: boolean }
  /** Connect again after a wait, with the stored resumption handle unless it is to be forgotten. */
  | {
      readonly type: 'reconnect';
      readonly run: number;
      readonly attempt: number;
      readonly afterMs: number;
      readonly handle: 'keep' | 'forget';
    }
  /** Give everything of this run back. Emitted exactly once for each `acquire`. */
  | { readonly type: 'release'; readonly run: number };

export type Step = readonly [Machine, ...Effect[]];

export const IDLE: Machine = {
  phase: 'idle',
  run: 0,
  attempt: 0,
  answering: false,
  sounding: false,
  failure: undefined,
};

/** A run holds resources in these phases and in no other. */
export const isRunning = ({ phase }: Machine): boolean =>
  phase === 'connecting' || phase === 'live' || phase === 'reconnecting';

/** The one word that is shown. */
export const liveState = ({ phase, answering, sounding }: Machine): LiveState => {
  if (phase !== 'live') return phase;
  if (sounding) return 'speaking';
  return answering ? 'thinking' : 'listening';
};

const finish = (machine: Machine, phase: 'ended' | 'failed', failure?: Failure): Step => [
  { ...machine, phase, failure, attempt: 0, answering: false, sounding: false },
  { type: 'release', run: machine.run },
];

/** What an attempt fails with that met nobody: the service, or who gives the token, which restarts now and then. */
const UNREACHED: readonly ErrorCode[] = ['network', 'token'];

const lose = (machine: Machine, event: Extract<MachineEvent, { type: 'lost' }>): Step => {
  // The first connection is not retried: the visitor has just acted and is better served by a plain word at once.
  // Only what it was to go on with is given up in silence.
  const first = machine.phase === 'connecting' && event.retry !== 'without-handle';
  if (first || event.retry === 'no') return finish(machine, 'failed', event.failure);
  const attempt = (event.healthyMs >= HEALTHY_AFTER_MS ? 0 : machine.attempt) + 1;
  const unreached = event.healthyMs === 0 && UNREACHED.includes(event.failure.code);
  const afterMs = nextDelay({ attempt, random: event.random, unreached });
  if (afterMs === undefined) return finish(machine, 'failed', event.failure);
  const handle = event.retry === 'without-handle' ? 'forget' : 'keep';
  return [
    // What is queued goes on sounding; what was to come of this answer does not come any more.
    { ...machine, phase: 'reconnecting', attempt, answering: false },
    { type: 'reconnect', run: machine.run, attempt, afterMs, handle },
  ];
};

/**
 * The next state and what is to be done. Total: an event that does not fit the phase, or that belongs to an older run,
 * changes nothing and returns the very same object.
 */
export const transition = (machine: Machine, event: MachineEvent): Step => {
  if (event.type === 'start') {
    if (isRunning(machine)) return [machine];
    const run = machine.run + 1;
    return [
      { ...IDLE, phase: 'connecting', run },
      { type: 'acquire', run, microphone: event.microphone },
    ];
  }
  if (!isRunning(machine)) return [machine];
  if (event.type === 'stop') return finish(machine, 'ended');
  if (event.run !== machine.run) return [machine];

  switch (event.type) {
    case 'opened':
      // What the line before was at does not go on, though nobody saw it go.
      return machine.phase === 'live' && !machine.answering
        ? [machine]
        : [{ ...machine, phase: 'live', answering: false }];
    case 'failed':
      return finish(machine, 'failed', event.failure);
    case 'lost':
      return lose(machine, event);
    case 'answering':
      return machine.phase === 'live' && !machine.answering ? [{ ...machine, answering: true }] : [machine];
    case 'answered':
      return machine.answering ? [{ ...machine, answering: false }] : [machine];
    case 'sounding':
      return machine.sounding === event.on ? [machine] : [{ ...machine, sounding: event.on }];
    default:
      return event satisfies never;
  }
};
