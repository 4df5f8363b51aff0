import type { ExtrasContext } from './contract.ts';

/**
 * A live region for the little that this chunk has to say aloud. It stands in the page from its first drawing on, and gets its
 * text with the next: a region that comes with its text is not read.
 */
export class Announcement {
  readonly #context: ExtrasContext;
  #stands = false;

  constructor(context: ExtrasContext) {
    this.#context = context;
  }

  draw(text: string): unknown {
    const { element, html } = this.#context;
    const stood = this.#stands;
    if (!stood && text !== '') void element.updateComplete.then(() => element.requestUpdate());
    this.#stands = true;
    return html`<p class="visually-hidden" role="status">${stood ? text : ''}</p>`;
  }
}
