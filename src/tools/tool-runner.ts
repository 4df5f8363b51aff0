import type { FunctionCall, FunctionResponse } from '@google/genai/web';
import { quote } from '../core/redact.ts';
import { after } from './after.ts';
import { Questions, type Question } from './questions.ts';
import { isFailed, tooLarge } from './result.ts';
import { type Answer, type Runnable, runCall, tookTooLong } from './run-call.ts';
import { within } from './within.ts';

/** Where a call stands: the last three are ends. */
export type CallState = 'asking' | 'running' | 'done' | 'failed' | 'cancelled';

/** A call that waits for an answer. */
export interface PendingCall {
  /** Its own, whatever ids the service gives. */
  readonly key: string;
  readonly call: FunctionCall;
  /** The model waits for the answer. */
  readonly blocking: boolean;
}

/** An answer as it goes on the wire. */
export type ToolResponse = Pick<FunctionResponse, keyof FunctionResponse>;

/** What runs a call of a name. */
export interface FoundTool extends Partial<Runnable> {
  readonly timeoutMs?: number;
}

export interface ToolRunnerContext {
  /** Offers a call to the page; true when the page answers it itself. */
  readonly offer: (call: FunctionCall) => boolean;
  readonly find: (name: string) => Promise<FoundTool | undefined>;
  readonly isBlocking: (name: string) => boolean;
  /** The service takes one answer to a call, also where the model does not wait. */
  readonly oneAnswer: () => boolean;
  /** Time for a call where its tool says nothing else, ms. */
  readonly timeoutMs: () => number;
  /** `remembered`: a session that is resumed knows of the call. */
  readonly send: (response: ToolResponse, remembered: boolean) => void;
  /** A call came, went on, or ended. */
  readonly told: (call: PendingCall, state: CallState) => void;
  readonly asked: (question: Question | undefined) => void;
  /** Something that the page's author should know: why a function failed; `undefined` when it has no handler. */
  readonly failed: (call: FunctionCall, why: string | undefined) => void;
}

interface Entry extends PendingCall {
  /** `undefined` where the service gives none (on Vertex AI it may): a name alone says what is answered. */
  readonly id: string | undefined;
  readonly abort: AbortController;
  /** The page answers; its time runs anew with each of its answers. */
  limit: AbortController | undefined;
  /** The service has given a handle since: a session that is resumed with it knows of the call. */
  remembered: boolean;
  /** Answers that wait for those to an earlier call without an id, of the same name: the service takes them in order. */
  readonly kept: ToolResponse[];
}

/** The model's calls of one conversation. They run side by side, and each is answered once, whatever happens. */
export class ToolRunner {
  readonly #context: ToolRunnerContext;
  readonly #questions: Questions;
  readonly #entries = new Set<Entry>();
  #made = 0;

  constructor(context: ToolRunnerContext) {
    this.#context = context;
    this.#questions = new Questions(context.asked);
  }

  /** Something is to be answered. */
  get waiting(): boolean {
    return this.#entries.size > 0;
  }

  /** The model waits for an answer. */
  get blocked(): boolean {
    return [...this.#entries].some(({ blocking }) => blocking);
  }

  /** Calls that came together. One whose id is that of a call under way is the same call, and is ignored. */
  begin(calls: readonly FunctionCall[]): void {
    const entered = calls.map((call) => this.#enter(call)).filter((entry) => entry !== undefined);
    // The page hears of all of them before anything runs.
    const left = entered.filter((entry) => !this.#offer(entry));
    for (const entry of left) void this.#run(entry);
  }

  /** The model, or the loss of the line, has made answers pointless. Tells which ids these calls had. */
  cancel(why: string, which: (call: { id: string | undefined; remembered: boolean }) => boolean): string[] {
    const cancelled = [...this.#entries].filter(which);
    // All at once: what one of them held up is not answered any more either.
    for (const entry of cancelled) this.#entries.delete(entry);
    for (const entry of cancelled) {
      this.#end(entry, 'cancelled');
      entry.abort.abort(new DOMException(why, 'AbortError'));
    }
    return cancelled.map(({ id }) => id).filter((id) => id !== undefined);
  }

  /** A session resumed from here on knows of all calls so far. */
  remember(): void {
    for (const entry of this.#entries) entry.remembered = true;
  }

  /**
   * The page answers itself: by the call's id, or the oldest of a name. False when no such call waits. The model is told when
   * the answer is too large, as it is of a function's result; what follows such an answer is taken.
   */
  respond(response: ToolResponse): boolean {
    const { id, name } = response;
    const entry = [...this.#entries].find(
      (one) => isOpen(one) && (id ? one.id === id : one.call.name === name),
    );
    if (!entry) return false;
    entry.limit?.abort();
    const error = tooLarge(JSON.stringify(response));
    if (error !== undefined) this.#context.failed(entry.call, error);
    const more = response.willContinue === true ? { willContinue: true } : {};
    this.#answer(entry, error === undefined ? response : { response: { error }, ...more });
    if (this.#entries.has(entry) && isOpen(entry)) this.#byPage(entry);
    else entry.abort.abort(new DOMException('The page has answered.', 'AbortError'));
    return true;
  }

  #enter(call: FunctionCall): Entry | undefined {
    const id = typeof call.id === 'string' && call.id !== '' ? call.id : undefined;
    if (id !== undefined && [...this.#entries].some((entry) => entry.id === id)) return undefined;
    const blocking = this.#context.isBlocking(call.name ?? '');
    const key = `c${++this.#made}`;
    const entry: Entry = {
      key,
      call,
      id,
      blocking,
      abort: new AbortController(),
      limit: undefined,
      remembered: false,
      kept: [],
    };
    this.#entries.add(entry);
    this.#context.told(entry, 'running');
    return entry;
  }

  /** Whether the page answers it. A listener may have ended the conversation, and the call with it. */
  #offer(entry: Entry): boolean {
    if (!this.#entries.has(entry)) return true;
    const taken = this.#context.offer(entry.call);
    if (taken) this.#byPage(entry);
    return taken;
  }

  /** The page has its time, too. */
  #byPage(entry: Entry): void {
    const limit = (entry.limit = new AbortController());
    entry.abort.signal.addEventListener('abort', () => limit.abort(), { signal: limit.signal });
    const ms = this.#context.timeoutMs();
    after(ms, limit.signal, () => {
      limit.abort();
      this.#answer(entry, { response: { error: tookTooLong(ms) } });
    });
  }

  async #run(entry: Entry): Promise<void> {
    const { abort, blocking, call } = entry;
    const { failed, find, oneAnswer, timeoutMs, told } = this.#context;
    const ms = timeoutMs();
    const limits = { ms, signal: abort.signal, late: tookTooLong(ms) };
    const tool = await within(limits, () => find(call.name ?? '')).catch(() => undefined);
    if (!isRunnable(tool)) {
      if (tool) failed(call, undefined);
      const error = `This page has no function ${quote(call.name ?? '', 40)}.`;
      return this.#answer(entry, { response: { error } });
    }
    await runCall({
      tool,
      call,
      abort,
      timeoutMs: isTime(tool.timeoutMs) ? tool.timeoutMs : ms,
      once: blocking || oneAnswer(),
      ask: (text) => {
        told(entry, 'asking');
        return this.#questions.ask(call, text, abort.signal);
      },
      began: () => told(entry, 'running'),
      answer: (answer) => this.#answer(entry, responseTo(answer)),
      failed: (why) => failed(call, why),
    });
  }

  /** Late answers find no entry, and go nowhere. */
  #answer(entry: Entry, { id: _, ...response }: ToolResponse): void {
    if (!this.#entries.has(entry)) return;
    const { call, id, remembered } = entry;
    if (id === undefined && this.#unnamed(call.name)[0] !== entry) return void entry.kept.push(response);
    const to = id === undefined ? {} : { id };
    this.#context.send({ ...response, ...to, name: response.name ?? call.name ?? '' }, remembered);
    if (response.willContinue === true) return;
    this.#end(entry, isFailed(response.response) ? 'failed' : 'done');
  }

  /** Calls of a name that have no id, oldest first. */
  #unnamed(name: string | undefined): readonly Entry[] {
    return [...this.#entries].filter((one) => one.id === undefined && one.call.name === name);
  }

  #end(entry: Entry, state: CallState): void {
    this.#entries.delete(entry);
    this.#context.told(entry, state);
    if (entry.id !== undefined) return;
    const [next] = this.#unnamed(entry.call.name);
    if (next) for (const response of next.kept.splice(0)) this.#answer(next, response);
  }
}

/** Whether its last answer is still to come. */
const isOpen = ({ kept }: Entry): boolean => kept.every(({ willContinue }) => willContinue === true);

const isRunnable = (tool: FoundTool | undefined): tool is Runnable & FoundTool =>
  typeof tool?.handler === 'function';

const isTime = (ms: unknown): ms is number => typeof ms === 'number' && ms >= 1;

const responseTo = ({ response, scheduling, willContinue }: Answer): ToolResponse => ({
  response,
  ...(scheduling === undefined ? {} : { scheduling: scheduling as NonNullable<ToolResponse['scheduling']> }),
  ...(willContinue === undefined ? {} : { willContinue }),
});
