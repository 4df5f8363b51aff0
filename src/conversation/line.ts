import { classifyClose, type Verdict } from '../core/close-reasons.ts';
import { isFailure } from '../core/live-failure.ts';
import type { Effect, MachineEvent } from '../core/machine.ts';
import { quote } from '../core/redact.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Warning } from '../core/state.ts';
import type { FromEngine, LineEnd, ToEngine } from '../engine/messages.ts';
import type { ConversationHost } from './host.ts';
import type { LoadFeature } from './features/features.ts';
import type { Incoming } from './incoming.ts';
import { prepareLine, type Seed } from './prepare-line.ts';
import type { Trust } from './trust.ts';

export interface LineContext {
  readonly run: number;
  readonly signal: AbortSignal;
  readonly host: ConversationHost;
  readonly incoming: Incoming;
  readonly loadFeature: LoadFeature;
  readonly trust: Trust;
  readonly post: (message: ToEngine) => void;
  readonly dispatch: (event: MachineEvent) => void;
  readonly warn: (warning: Warning) => void;
  /** An attempt could not even be made: no token, for instance. */
  readonly fail: (error: unknown) => void;
}

/** What a token request may fail with while the network comes and goes. */
const PASSING: ReadonlySet<string> = new Set(['network', 'timeout', 'token']);

/** The connections of a run, one after another: each with a token of its own and the last resumption handle. */
export class Line {
  readonly #context: LineContext;
  /** What the last setup was made from. */
  plan: SessionPlan | undefined;
  /** The settings have been read for a setup: what changes from now on comes too late for it. */
  prepared = false;
  /** Number of the connection; what comes of an earlier one is dropped. */
  #number = 0;
  /** The setup under way carried a resumption handle. */
  resuming = false;
  /** The connection under way, when it is not the first. */
  #reconnecting: { readonly attempt: number; readonly resumed: boolean } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** First connection of the run. */
  open(): Promise<void> {
    return this.#connect('start');
  }

  reconnect({ attempt, afterMs, handle }: Extract<Effect, { type: 'reconnect' }>): void {
    const { incoming } = this.#context;
    if (handle === 'forget') incoming.handle = undefined;
    this.#reconnecting = { attempt, resumed: incoming.handle !== undefined };
    this.#timer = setTimeout(() => void this.#connect('reconnect').catch(this.#attemptFailed), afterMs);
  }

  /** Whether the message is of the connection under way, or of none in particular. */
  isCurrent(message: FromEngine): boolean {
    return !('line' in message) || message.line === this.#number;
  }

  opened(): void {
    const { dispatch, host, incoming, run } = this.#context;
    dispatch({ type: 'opened', run });
    incoming.lineOpened();
    if (!this.#reconnecting) return;
    const { attempt, resumed } = this.#reconnecting;
    host.emit({ type: 'reconnect', attempt, resumed });
  }

  ended(end: LineEnd, healthyMs: number): void {
    const { dispatch, incoming, run } = this.#context;
    const { error: code, retry, message } = verdictOn(end, healthyMs, this.resuming);
    incoming.lineEnded();
    dispatch({ type: 'lost', run, failure: { code, message }, retry, healthyMs, random: Math.random() });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** Without a network there is no token either: that is one more failed attempt, not the end. */
  readonly #attemptFailed = (error: unknown): void => {
    const { dispatch, fail, run } = this.#context;
    if (!isFailure(error) || !PASSING.has(error.code)) return fail(error);
    const { code, message } = error;
    dispatch({
      type: 'lost',
      run,
      failure: { code, message },
      retry: 'resume',
      healthyMs: 0,
      random: Math.random(),
    });
  };

  async #connect(reason: 'start' | 'reconnect'): Promise<void> {
    const { incoming, post, signal } = this.#context;
    const { handle } = incoming;
    const seed = this.#seed(reason);
    this.prepared = true;
    const { first, options, plan } = await prepareLine({ ...this.#context, reason, handle, seed });
    signal.throwIfAborted();
    this.plan = plan;
    this.#number += 1;
    this.resuming = handle !== undefined;
    post({ type: 'manual', manual: plan.manualActivity });
    post({ type: 'open', line: this.#number, options, first });
  }

  /** What a session that the service does not remember is told: the host's history, and what was said since. */
  #seed(reason: 'start' | 'reconnect'): Seed {
    const { host, incoming } = this.#context;
    if (incoming.handle !== undefined) return { said: [] };
    return { history: host.settings().history, said: reason === 'start' ? [] : incoming.turns() };
  }
}

const verdictOn = (end: LineEnd, healthyMs: number, resuming: boolean): Verdict => {
  switch (end.kind) {
    case 'closed':
      return classifyClose({ ...end, opened: healthyMs > 0, healthyMs, resuming });
    case 'timeout':
      return { error: 'timeout', retry: 'resume', message: say('setup-late') };
    case 'csp':
      return {
        error: 'blocked-by-csp',
        retry: 'no',
        message: say('line-blocked'),
      };
    case 'refused':
      return {
        error: 'config',
        retry: 'no',
        message: say('setup-unsent', quote(end.message)),
      };
    default:
      return end satisfies never;
  }
};
