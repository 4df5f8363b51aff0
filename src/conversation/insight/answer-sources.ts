import type { FeatureContext } from '../feature.ts';
import { joinSources, sourcesOf } from './sources.ts';

/** Answers whose sources are kept; the oldest go first. */
const MAX_ANSWERS = 100;

/** Shows where answers come from, each after the answer that it belongs to. */
export class AnswerSources {
  readonly #context: Pick<FeatureContext, 'extras' | 'lastEntry' | 'show'>;
  /** The last of those that are shown belongs to the turn that runs. */
  #open = false;

  constructor(context: Pick<FeatureContext, 'extras' | 'lastEntry' | 'show'>) {
    this.#context = context;
  }

  add(grounding: unknown, pages: unknown): void {
    const found = sourcesOf(grounding, pages);
    if (!found) return;
    const { extras, lastEntry } = this.#context;
    const last = this.#open ? extras().sources.at(-1) : undefined;
    const after = lastEntry();
    this.#put({ after, ...(last ? joinSources(last, found) : found) });
    this.#open = true;
  }

  /** What came ahead of the answer's words goes behind them. */
  turnEnded(): void {
    const last = this.#context.extras().sources.at(-1);
    const after = this.#context.lastEntry();
    if (this.#open && last && last.after !== after) this.#put({ ...last, after });
    this.#open = false;
  }

  #put(sources: Parameters<typeof joinSources>[0] & { readonly after: string | undefined }): void {
    const { extras, show } = this.#context;
    const others = this.#open ? extras().sources.slice(0, -1) : extras().sources;
    show({ sources: [...others, sources].slice(-MAX_ANSWERS) });
  }
}
