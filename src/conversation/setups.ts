import type { SessionPlan } from '../core/session-config.ts';
import type { FromEngine } from '../engine/messages.ts';
import type { Incoming } from './incoming.ts';
import { type Known, type LineRequest, type PreparedLine, prepareLine, type Seed } from './prepare-line.ts';

/** What a connection was prepared from. */
export interface Setup {
  readonly line: number;
  readonly plan: SessionPlan;
  /** With a resumption handle. */
  readonly resuming: boolean;
  /** What the session knows: when that has changed, a successor that stands by is out of date. */
  readonly knows: unknown;
  /** It is opened when the one before has been closed. */
  readonly alone: boolean;
}

export type SetupsContext = Omit<LineRequest, 'reason' | 'known'> & { readonly incoming: Incoming };

/** What the connections of a run are set up with, and which of them counts. */
export class Setups {
  readonly #context: SetupsContext;
  /** The connection that serves, or the last that did. */
  serving: Setup | undefined;
  /** Under way, and not serving yet. */
  coming: Setup | undefined;
  /** Was under way before that one, and may serve by now. */
  #before: Setup | undefined;
  #lines = 0;
  /** The settings have been read for a setup: what changes from now on comes too late for it. */
  begun = false;

  constructor(context: SetupsContext) {
    this.#context = context;
  }

  /** What a session would know that is set up now. */
  get knows(): unknown {
    const { incoming } = this.#context;
    return incoming.handle ?? incoming.answered;
  }

  /** A new token and a setup, with all that the service knows or is to be told. Rejects with a `LiveFailure`, or AbortError. */
  async prepare(reason: LineRequest['reason']): Promise<readonly [Setup, PreparedLine]> {
    let knows: unknown;
    let handle: string | undefined;
    const known = (): Known => {
      ({ knows } = this);
      ({ handle } = this.#context.incoming);
      return { handle, seed: this.#seed(handle) };
    };
    this.begun = true;
    const made = await prepareLine({ ...this.#context, reason, known });
    const resuming = handle !== undefined;
    return [{ line: ++this.#lines, plan: made.plan, resuming, knows, alone: false }, made];
  }

  /** From now on this one is under way, or nobody; but for one before that may have got through already. */
  expect(setup?: Setup): void {
    this.#before = this.coming;
    this.coming = setup;
  }

  /** Whether the message is of a connection that counts, or of none in particular. */
  isCurrent(message: FromEngine): boolean {
    if (!('line' in message)) return true;
    const { line, type } = message;
    const before = type === 'opened' ? this.#before : undefined;
    return [this.serving, this.coming, before].some((setup) => setup?.line === line);
  }

  /** From now on this connection is the one that serves. */
  adopt(line: number): void {
    const isIt = (setup?: Setup): boolean => setup?.line === line;
    if (isIt(this.#before)) this.serving = this.#before;
    this.#before = undefined;
    if (!isIt(this.coming)) return;
    this.serving = this.coming;
    this.coming = undefined;
  }

  /** A session that the service does not remember is told the host's history, and what was said since. */
  #seed(handle: string | undefined): Seed {
    const { host, incoming } = this.#context;
    if (handle !== undefined) return { said: [] };
    return { history: host.settings().history, said: incoming.turns() };
  }
}
