import { GeminiLiveElement } from './gemini-live-element.ts';

declare global {
  interface HTMLElementTagNameMap {
    'gemini-live': GeminiLiveElement;
  }
}

/** Registers the tag. Harmless where there is no registry (a server), and when another copy of the script, perhaps older, was first. */
const registry = globalThis.customElements as CustomElementRegistry | undefined;
if (registry?.get('gemini-live')) console.warn('<gemini-live>: another script defined it first.');
else registry?.define('gemini-live', GeminiLiveElement);

export { GeminiLiveElement };
// With the types of the events, for a page that imports nothing else.
export type * from './events.ts';
