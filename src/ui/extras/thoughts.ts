import type { ShownThought } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';

/** What the model thought, folded up: it is beside what it says. Text, whatever marks it may hold. */
export const drawThought = ({ html }: ExtrasContext, { text }: ShownThought, terms: AllTerms): unknown =>
  html`<details class="thought" part="thought">
    <summary part="thought-title">${terms.thoughts}</summary>
    <div class="thought-text" part="thought-text" dir="auto">${text}</div>
  </details>`;
