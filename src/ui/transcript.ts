import { html, nothing, type TemplateResult } from 'lit';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { Terms } from '../locales/terms.ts';
import { isPanelShown, type View } from './view.ts';

/**
 * What both sides said. While answers are heard, the log is not announced: a screen reader would read the captions over
 * the voice they belong to. Written answers are announced once they are whole. Nothing is rendered in a hidden panel.
 */
export const renderTranscript = (view: View): TemplateResult | typeof nothing => {
  const { draw, terms, transcript } = view;
  if (!view.captions || transcript.length === 0 || !isPanelShown(view)) return nothing;
  return html`<div
    class="transcript"
    part="transcript"
    role="log"
    tabindex="0"
    aria-label=${terms.transcript}
    aria-live=${view.audible === false ? 'polite' : 'off'}
    aria-busy=${transcript.at(-1)?.final ? 'false' : 'true'}
  >
    ${draw?.after(view, undefined)}
    ${transcript.map((entry) => [renderEntry(entry, terms), draw?.after(view, entry.id)])}
  </div>`;
};

/** Its lines begin where its own direction has it: captions of a translation run both ways. */
const renderEntry = (entry: TranscriptEntry, terms: Terms): TemplateResult =>
  html`<div
    class="entry ${entry.role} ${entry.final ? '' : 'interim'}"
    part="entry entry-${entry.role} ${entry.final ? '' : 'entry-interim'}"
  >
    <span class="visually-hidden">${terms.speaker(entry.role)}:</span>
    <p class="text" dir="auto">${entry.text}</p>
    ${entry.interrupted ? html`<span class="mark" part="interrupted">${terms.interrupted}</span>` : nothing}
  </div>`;
