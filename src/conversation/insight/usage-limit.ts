import { isObject } from '../../core/merge.ts';
import { say } from '../../core/say.ts';
import type { FromEngine } from '../../engine/messages.ts';
import type { FeatureContext } from '../feature.ts';

/** What is being answered is heard to its end, but waited for no longer than this, ms. */
export const LAST_ANSWER_MS = 30_000;

const ENDS = ['turnComplete', 'waitingForInput', 'generationComplete', 'interrupted'] as const;

type LimitContext = Pick<
  FeatureContext,
  'audioPath' | 'dispatch' | 'host' | 'post' | 'show' | 'signal' | 'usage' | 'warn'
>;

/**
 * Ends a conversation that has cost what the host allows, or more, after the answer that is being given: also one whose limit
 * was set in its middle to less than it has cost. What was reached stays so, whatever the limit becomes.
 */
export class UsageLimit {
  readonly #context: LimitContext;
  #reached = false;
  /** An answer is on its way. */
  #answering = false;
  /** The turn whose sound was not heard to its end. */
  #unheard: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: LimitContext) {
    this.#context = context;
    // The limit may have been set while an answer is heard: any end of a turn is the end of that.
    if (context.audioPath.speaker?.sounding) this.#unheard = 0;
    context.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  receive(told: FromEngine): void {
    switch (told.type) {
      case 'message': {
        const { serverContent: content } = told.message;
        if (isObject(content)) this.#answering = !ENDS.some((name) => content[name] === true);
        break;
      }
      case 'audio':
        this.#unheard = told.turn;
        break;
      case 'playback': {
        const { turn, type } = told.report;
        const over = type === 'drained' || type === 'flushed';
        if (over && turn >= (this.#unheard ?? turn)) this.#unheard = undefined;
        break;
      }
      case 'ended':
        this.#answering = false;
        break;
      default:
        return;
    }
    // What came while this was being loaded is heard one by one, and the sum is ahead of it: only a count calls for a look.
    const counts = told.type === 'message' && told.message.usageMetadata !== undefined;
    if (counts || this.#reached) this.check();
  }

  /** Looks at what it has cost so far, and at what is still to be heard. */
  check(): void {
    const { dispatch, host, post, show, signal, usage, warn } = this.#context;
    const limit = host.settings().usageLimit;
    const { totalTokens = 0 } = usage() ?? {};
    if (signal.aborted || (!this.#reached && totalTokens < limit)) return;
    const stop = (): void => dispatch({ type: 'stop' });
    if (!this.#reached) {
      this.#reached = true;
      show({ limitReached: true });
      warn({ code: 'usage-limit', message: say('usage-limit', limit, totalTokens) });
      // No new question, which would want another answer.
      post({ type: 'hold', on: true, why: 'limit' });
      this.#timer = setTimeout(stop, LAST_ANSWER_MS);
    }
    if (!this.#answering && this.#unheard === undefined) stop();
  }
}
