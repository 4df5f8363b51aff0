import type { Verdict } from '../core/close-reasons.ts';
import type { Failure } from '../core/error-code.ts';
import { isFailure } from '../core/live-failure.ts';
import type { Effect, MachineEvent } from '../core/machine.ts';
import { HEALTHY_AFTER_MS, LONGEST_DELAY_MS } from '../core/reconnect-policy.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Warning } from '../core/state.ts';
import type { FromEngine, TakeOver, ToEngine } from '../engine/messages.ts';
import type { Kept } from './context-messages.ts';
import type { ConversationHost } from './host.ts';
import type { Features, LoadFeature } from './features/features.ts';
import type { Incoming } from './incoming.ts';
import type { PreparedLine } from './prepare-line.ts';
import { type Setup, Setups } from './setups.ts';
import type { Trust } from './trust.ts';

export interface LineContext {
  readonly run: number;
  readonly signal: AbortSignal;
  readonly host: ConversationHost;
  readonly incoming: Incoming;
  readonly kept: Kept;
  readonly loadFeature: LoadFeature;
  readonly trust: Trust;
  readonly post: (message: ToEngine) => void;
  readonly dispatch: (event: MachineEvent) => void;
  readonly warn: (warning: Warning) => void;
  /** An attempt could not even be made: no token, for instance. */
  readonly fail: (error: unknown) => void;
}

/** Without the chunk that reads the ends of connections, each counts as a mishap of the network. */
const UNREAD: Pick<Features['closes'], 'verdictOn'> = {
  verdictOn: () => ({ error: 'network', retry: 'resume', message: say('not-loaded') }),
};

type Opened = Extract<FromEngine, { type: 'opened' }>;

/** What a token request may fail with while the network, or the endpoint, comes and goes. */
const PASSING: readonly string[] = ['network', 'timeout', 'token', 'quota'];
const passes = (error: unknown): error is Failure => isFailure(error) && PASSING.includes(error.code);
/** Close code of a socket that broke. */
const ABNORMAL = 1006;
/** Time left when the service announces the end and does not say when, ms. */
const UNSAID_MS = 30_000;
/** A successor serves so long before the announced end, ms. */
const MARGIN_MS = 1_000;
/** A doubted line is shown as lost when no other serves by then, ms. */
const DOUBT_MS = 1_500;
/** Number of the first connection that served, in a run in which nothing went wrong. */
const FIRST = 1;
/** Pause before a successor that failed is tried once more, ms: half as long at least. */
const ONCE_MORE_MS = 1_000;

/** The connections of a run, one after another: each with a token of its own and the last resumption handle. */
export class Line {
  readonly #context: LineContext;
  /** What the connections were set up with. */
  readonly setups: Setups;
  /** A connection serves. */
  #up = false;
  /** Fetched once a line serves, so that it is here when the network is gone. */
  #closes: Pick<Features['closes'], 'verdictOn'> | undefined;
  /** How many utterances had had their answer when it began to. */
  #answered = 0;
  /** Attempts to set up a line that is down. */
  #attempt = 0;
  /** The next attempt, or the end of a doubt. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onceMore: ReturnType<typeof setTimeout> | undefined;
  /** A successor is to be had by then, by `performance.now()`. */
  #needed: number | undefined;
  /** … because the service has announced the end of the line that serves. */
  #leaving: number | undefined;
  /** The line that serves, or served last, may be dead, and has not ended. */
  #doubted = false;
  /** Counts successors that were asked for: what comes of an older wish is dropped. */
  #wish = 0;
  /** The service has refused a second connection on a session. */
  #refusesTwo = false;

  constructor(context: LineContext) {
    this.#context = context;
    this.setups = new Setups(context);
    const { signal } = context;
    addEventListener('offline', () => this.doubted(), { signal });
    // What is under way may have been begun when there was none.
    addEventListener('online', () => !this.#up && this.setups.serving && this.#again(), { signal });
  }

  /** What the setup in force was made from. */
  get plan(): SessionPlan | undefined {
    const { coming, serving } = this.setups;
    return (serving ?? coming)?.plan;
  }

  /** The setup in force carried a resumption handle. */
  get resuming(): boolean {
    return this.setups.serving?.resuming === true;
  }

  /** First connection of the run. */
  async open(): Promise<void> {
    this.#post(await this.setups.prepare('start'));
  }

  /** Sets the line up again, unless a successor is under way already. */
  reconnect({ attempt, afterMs, handle }: Extract<Effect, { type: 'reconnect' }>): void {
    if (handle === 'forget') this.#context.incoming.handle = undefined;
    this.#attempt = attempt;
    if (this.setups.coming || this.#needed !== undefined) return;
    clearTimeout(this.#timer);
    // `online` cuts the wait short.
    this.#timer = setTimeout(() => this.#again(), navigator.onLine ? afterMs : LONGEST_DELAY_MS);
  }

  /** Whether this connection is a successor to one that serves. */
  standsBy(line: number): boolean {
    const { coming } = this.setups;
    return this.#up && coming?.line === line && !coming.alone;
  }

  opened({ again, line, lost, spoken, took }: Opened): void {
    const { dispatch, host, incoming, run } = this.#context;
    this.#settle();
    this.#up = true;
    this.#doubted = false;
    this.#leaving = undefined;
    this.#answered = incoming.answered;
    if (took) incoming.lineEnded();
    dispatch({ type: 'opened', run });
    incoming.lineOpened(spoken);
    const reconnect = { attempt: this.#attempt, resumed: this.resuming, again, lost };
    if (line > FIRST) host.emit({ type: 'reconnect', reconnect });
    this.#attempt = 0;
    void this.#readCloses();
  }

  ended(message: Extract<FromEngine, { type: 'ended' }>): void {
    const { end, healthyMs, line } = message;
    if (!this.#closes) {
      // The first connection of all: nothing else can come meanwhile.
      void this.#readCloses(UNREAD).then(() => this.#context.signal.aborted || this.ended(message));
      return;
    }
    const { coming, serving } = this.setups;
    const proven = serving !== undefined;
    const { resuming } = (coming?.line === line ? coming : serving) ?? { resuming: false };
    const read = this.#closes.verdictOn(end, { healthyMs, resuming, proven });
    // The service may not have seen yet that the connection before was closed for this one.
    const early = coming?.line === line && coming.alone && this.#attempt === 0;
    const verdict: Verdict = early && read.retry === 'without-handle' ? { ...read, retry: 'resume' } : read;
    const stoodBy = this.standsBy(line);
    if (coming?.line === line) this.setups.coming = undefined;
    else this.#doubted = false;
    if (!stoodBy) {
      // A successor that is still being prepared goes on.
      if (coming?.line === line) this.#settle();
      this.#up = false;
      this.#context.incoming.lineEnded();
      return this.#lost(verdict, healthyMs);
    }
    // The line still serves. One that is doubted goes first: then the refusal counts.
    const final = verdict.retry === 'no' && this.#timer === undefined;
    if (this.#needed === undefined || final) return this.#settle();
    // A close without a word is the network's.
    if (resuming && end.kind === 'closed' && end.code !== ABNORMAL) this.#refusesTwo = true;
    this.#succeedLater();
  }

  /** The service will close this connection. `timeLeft`: ms. */
  goesAway(timeLeft = UNSAID_MS): void {
    if (this.#needed !== undefined) return;
    this.#needed = this.#leaving = performance.now() + Math.max(0, timeLeft - MARGIN_MS);
    this.#succeed();
  }

  /** What the service knows of the conversation has changed. */
  moved(): void {
    const { coming, knows } = this.setups;
    if (this.#needed !== undefined && coming && coming.knows !== knows) this.#succeed();
  }

  /** The line may be dead: another takes its place, and when none can be had at once, it counts as lost. */
  doubted(): void {
    // A line that serves has no other timer.
    if (!this.#up || this.#timer !== undefined) return;
    this.#doubted = true;
    this.#needed = performance.now();
    this.#timer = setTimeout(() => this.#gone(), DOUBT_MS);
    this.#succeed();
  }

  /** The line that was doubted has been heard: it was slow, no more. */
  alive(): void {
    const { dispatch, run } = this.#context;
    if (!this.#doubted) return;
    this.#doubted = false;
    this.#settle();
    this.setups.expect();
    if (!this.#up) dispatch({ type: 'opened', run });
    this.#up = true;
    this.#needed = this.#leaving;
    if (this.#needed !== undefined) this.#succeed();
  }

  close(): void {
    this.#settle();
  }

  async #readCloses(otherwise?: Pick<Features['closes'], 'verdictOn'>): Promise<void> {
    if (this.#closes && this.#closes !== UNREAD) return;
    this.#closes = await this.#context.loadFeature('closes').catch(() => otherwise);
  }

  #again(): void {
    this.#settle();
    this.#needed = performance.now();
    this.#succeed();
  }

  #succeedLater(): void {
    clearTimeout(this.#onceMore);
    // Many visitors' lines end together, when a server is taken down.
    this.#onceMore = setTimeout(() => this.#succeed(), (ONCE_MORE_MS * (1 + Math.random())) / 2);
  }

  /** Gets a successor that takes over when nobody speaks, or when it is needed at the latest: at once, when no line serves. */
  #succeed(): void {
    clearTimeout(this.#onceMore);
    const wish = ++this.#wish;
    const isWanted = (): boolean => wish === this.#wish;
    const left = (): number => Math.max(0, (this.#needed ?? 0) - performance.now());
    this.setups.prepare('reconnect').then(
      (made) => {
        if (!isWanted()) return;
        if (made[0].knows !== this.setups.knows && left() > ONCE_MORE_MS) return this.#succeed();
        this.#post(made, { withinMs: left(), closeFirst: this.#refusesTwo });
      },
      (error: unknown) => {
        if (!isWanted()) return;
        // Until the service closes it, or a doubt is over, the line serves.
        if (this.#up)
          return passes(error) || this.#timer !== undefined ? this.#succeedLater() : this.#settle();
        this.#settle();
        this.#attemptFailed(error);
      },
    );
  }

  /** Nothing is waited for any more. */
  #settle(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#onceMore);
    this.#timer = this.#needed = undefined;
    this.#wish += 1;
  }

  #gone(): void {
    this.#timer = undefined;
    this.#up = false;
    this.#context.incoming.lineEnded();
    this.#lost({ error: 'network', retry: 'resume', message: say('line-dead') }, 0);
  }

  #lost({ error: code, message, retry }: Verdict, healthyMs: number): void {
    const { dispatch, incoming, run } = this.#context;
    // A line that has brought an answer was healthy; and while the machine is off the network, attempts do not count.
    const counts = navigator.onLine && incoming.answered === this.#answered;
    const healthy = counts ? healthyMs : HEALTHY_AFTER_MS;
    this.#answered = incoming.answered;
    const failure = { code, message };
    dispatch({ type: 'lost', run, failure, retry, healthyMs: healthy, random: Math.random() });
  }

  /** Without a network there is no token either: that is one more failed attempt, not the end. */
  readonly #attemptFailed = (error: unknown): void => {
    if (!passes(error)) return this.#context.fail(error);
    this.#lost({ error: error.code, retry: 'resume', message: error.message }, 0);
  };

  #post([setup, { first, options, plan }]: readonly [Setup, PreparedLine], takeOver?: TakeOver): void {
    this.setups.expect({ ...setup, alone: takeOver?.closeFirst === true });
    const { config, manualActivity: manual, profile } = plan;
    const owes = profile.turns && !config.proactivity?.proactiveAudio;
    this.#context.post({
      type: 'open',
      line: setup.line,
      options,
      first,
      owes,
      manual,
      ...(takeOver ? { takeOver } : {}),
    });
  }
}
