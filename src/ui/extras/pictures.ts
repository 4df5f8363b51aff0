import type { ShownPicture } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';

/** A picture that the visitor has sent, small, on the visitor's side. */
export const drawPicture = ({ html }: ExtrasContext, { url }: ShownPicture, terms: AllTerms): unknown =>
  html`<img class="picture" part="picture" src=${url} alt=${terms.picture} />`;
