import { html, type TemplateResult } from 'lit';
import type { View } from './view.ts';

/** The one line that says what is going on, in words a child understands. */
export const statusText = (view: View): string => {
  const { terms } = view;
  switch (view.state) {
    case 'idle':
      return terms.statusIdle;
    case 'connecting':
      return terms.statusConnecting;
    case 'listening':
      return turnText(view);
    case 'thinking':
      return terms.statusThinking;
    case 'speaking':
      return terms.statusSpeaking;
    case 'reconnecting':
      return terms.statusReconnecting;
    case 'ended':
      return terms.statusEnded;
    case 'failed':
      return terms.statusFailed;
  }
};

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
