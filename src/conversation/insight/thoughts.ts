import { isObject } from '../../core/merge.ts';
import type { FeatureContext } from '../feature.ts';

/** Characters of one thought, and thoughts that are kept; what a runaway service sends beyond is not. */
export const MAX_THOUGHT = 20_000;
export const MAX_THOUGHTS = 200;

/** Shows summaries of thoughts as they grow, each before the words that it led to. They are never in the transcript. */
export class Thoughts {
  readonly #context: Pick<FeatureContext, 'extras' | 'plan' | 'show'>;
  /** The last thought is of the turn that runs, and grows. */
  #open = false;

  constructor(context: Pick<FeatureContext, 'extras' | 'plan' | 'show'>) {
    this.#context = context;
  }

  /** `before`: what had been said when the parts came. */
  add(parts: unknown, before: string | undefined): void {
    if (!Array.isArray(parts) || !this.#wanted) return;
    const text = (parts as unknown[]).map(thoughtOf).join('');
    if (text === '') return;
    const { extras, show } = this.#context;
    const { thoughts } = extras();
    const last = thoughts.at(-1);
    const grows = this.#open && last !== undefined && last.after === before;
    const others = grows ? thoughts.slice(0, -1) : thoughts;
    const whole = (grows ? last.text + text : text).slice(0, MAX_THOUGHT).replace(/[\uD800-\uDBFF]$/, '');
    this.#open = true;
    if (grows && whole === last.text) return;
    show({ thoughts: [...others, { after: before, text: whole }].slice(-MAX_THOUGHTS) });
  }

  turnEnded(): void {
    this.#open = false;
  }

  /** Some models think aloud though nobody asked. */
  get #wanted(): boolean {
    return this.#context.plan()?.config.thinkingConfig?.includeThoughts === true;
  }
}

const thoughtOf = (part: unknown): string => {
  if (!isObject(part) || part['thought'] !== true) return '';
  return typeof part['text'] === 'string' ? part['text'] : '';
};
