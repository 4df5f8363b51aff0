import type { View } from '../view.ts';
import { type ExtrasContext, isOffered } from './contract.ts';
import { allTerms } from '../../locales/more/all-terms.ts';

/** What the conversation has cost so far, in tokens, and of which kind they were. */
export const drawUsage = (context: ExtrasContext, { terms }: View): unknown => {
  const { element, html, nothing } = context;
  const { usage } = element;
  if (!usage || !isOffered(context, 'usage')) return nothing;
  const words = allTerms(terms);
  const numbers = new Intl.NumberFormat(terms.lang);
  const kinds = (Object.keys(words.modalities) as (keyof typeof words.modalities)[])
    .map((kind) => [kind, usage.byModality[kind]] as const)
    .map(([kind, of]) => [words.modalities[kind], (of?.prompt ?? 0) + (of?.response ?? 0)] as const)
    .filter(([, tokens]) => tokens > 0);
  return html`<dl class="usage" part="usage">
    ${[[words.tokens, usage.totalTokens] as const, ...kinds].map(
      ([name, tokens]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${numbers.format(tokens)}</dd>
        </div>`,
    )}
  </dl>`;
};
