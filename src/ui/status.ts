import { html, type TemplateResult } from 'lit';
import type { View } from './view.ts';

/** The one line that says what is going on, in words a child understands. */
export const statusText = (view: View): string =>
  view.state === 'listening' ? turnText(view) : view.terms[`status${capitalized(view.state)}`];

const capitalized = <Word extends string>(word: Word): Capitalize<Word> =>
  (word.charAt(0).toUpperCase() + word.slice(1)) as Capitalize<Word>;

/** It is the visitor's turn: by which means? */
const turnText = ({ terms, microphone, muted, manual, talking }: View): string => {
  if (!microphone) return terms.statusTyping;
  if (muted) return terms.statusMuted;
  if (!manual) return terms.statusListening;
  return talking ? terms.statusTalking : terms.statusPushToTalk;
};

/** Not a live region: what is worth saying aloud goes through the announcer. */
export const renderStatus = (view: View): TemplateResult =>
  html`<p class="status" part="status">${statusText(view)}</p>`;
