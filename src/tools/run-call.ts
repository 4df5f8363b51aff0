import type { FunctionCall } from '@google/genai/web';
import { isObject, type PlainObject } from '../core/merge.ts';
import type { LiveTool, ToolContext, ToolScheduling } from './live-tool.ts';
import { isFailed, messageOf, responseOf } from './result.ts';
import { within } from './within.ts';

/** One answer to a call. */
export interface Answer {
  readonly response: PlainObject;
  readonly scheduling?: ToolScheduling | undefined;
  /** More follow; absent where there is one answer alone. */
  readonly willContinue?: boolean;
}

/** A tool that can run. */
export type Runnable = Pick<LiveTool, 'confirm' | 'scheduling'> & Required<Pick<LiveTool, 'handler'>>;

/** A call, and what it needs. */
export interface Job {
  readonly tool: Runnable;
  readonly call: FunctionCall;
  /** Aborted from outside when nobody waits any more, from here when the call has failed. */
  readonly abort: AbortController;
  /** Time for the visitor's consent, for the function, and for each value of a generator, ms. */
  readonly timeoutMs: number;
  /** The model waits, or takes one answer alone: of a generator it gets the last value. */
  readonly once: boolean;
  readonly ask: (text: string | undefined) => Promise<boolean>;
  /** The function begins. */
  readonly began: () => void;
  readonly answer: (answer: Answer) => void;
  /** The function has failed, took too long, or returned what cannot be sent: what the model is told of it. */
  readonly failed: (why: string) => void;
}

/** Results of one call; a generator without an end stops here. */
const MAX_VALUES = 1_000;

const NO_CONSENT = 'The visitor was asked and did not answer.';

/** What the model is told when nothing came in time. */
export const tookTooLong = (ms: number): string => `No result came within ${ms / 1000} s.`;

type Iteration = Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>;

const isIteration = (value: unknown): value is Iteration =>
  isObject(value) &&
  typeof value['next'] === 'function' &&
  (Symbol.asyncIterator in value || Symbol.iterator in value);

/** What the model made up; a handler may rely on it being an object. */
const argsOf = ({ args }: FunctionCall): Record<string, unknown> => (isObject(args) ? args : {});

/** Runs a call from the question to the last answer. Never rejects; once it was aborted from outside, nothing is answered. */
export const runCall = async (job: Job): Promise<void> => {
  const { abort, began, call, once, timeoutMs: ms, tool } = job;
  const { signal } = abort;
  const limits = { ms, signal, late: tookTooLong(ms) };
  let { scheduling } = tool;
  const answer = (response: PlainObject, willContinue?: boolean, when = scheduling): void => {
    if (signal.aborted) return;
    job.answer({ response, scheduling: when, ...(willContinue === undefined ? {} : { willContinue }) });
  };
  const reply = (result: unknown, willContinue?: boolean): void => {
    const response = responseOf(result);
    if (isFailed(response) && !isFailed(result)) job.failed(String(response['error']));
    answer(response, willContinue);
  };
  let several = false;

  /** Each value as it comes, and at the end the one that is returned; what the generator holds is given back. */
  const drain = async (iteration: Iteration): Promise<void> => {
    let last: unknown;
    const until = performance.now() + ms;
    try {
      for (let values = 0; ; values++) {
        if (values > MAX_VALUES) throw new Error(`More than ${MAX_VALUES} results.`);
        // Where nothing is sent before the end, the end has to come in time.
        const left = once ? { ...limits, ms: until - performance.now() } : limits;
        const { done, value } = await within<IteratorResult<unknown, unknown>>(left, () => iteration.next());
        if (done === true) {
          if (!several) reply(value ?? last);
          // Nothing more to say: the call ends without another word of the model's.
          else if (value === undefined) answer({}, false, 'SILENT');
          else reply(value, false);
          return;
        }
        last = value;
        if (once) continue;
        several = true;
        reply(value, true);
      }
    } finally {
      giveBack(iteration);
    }
  };

  try {
    const question = questionOf(tool, call);
    if (question && !(await within({ ...limits, late: NO_CONSENT }, () => job.ask(question.text)))) {
      return answer({ error: 'The visitor declined.' });
    }
    // Cancelled in the moment of consent: nothing begins.
    signal.throwIfAborted();
    began();
    const context: ToolContext = { signal, call, schedule: (when) => (scheduling = when) };
    const result = await within(limits, () => tool.handler(argsOf(call), context));
    if (isIteration(result)) await drain(result);
    else reply(result);
  } catch (error) {
    if (signal.aborted) return;
    const why = messageOf(error);
    if (why !== NO_CONSENT) job.failed(why);
    answer({ error: why }, several ? false : undefined);
    // What still runs of it works for nobody.
    abort.abort(error);
  }
};

/** What the visitor is asked; `undefined` when nothing is. A function of the page that throws lets nothing run. */
const questionOf = ({ confirm }: Runnable, call: FunctionCall): { text: string | undefined } | undefined => {
  const said = typeof confirm === 'function' ? confirm(argsOf(call)) : (confirm ?? false);
  if (said === false) return undefined;
  return { text: typeof said === 'string' && said !== '' ? said : undefined };
};

/** Lets a generator end where it stands; whatever it says to that, nobody asks any more. */
const giveBack = (iteration: Iteration): void => {
  new Promise((ended) => ended(iteration.return?.())).catch(() => undefined);
};
