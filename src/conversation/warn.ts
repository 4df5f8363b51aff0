import type { Warning } from '../core/state.ts';
import { explained } from './explained.ts';
import type { ConversationHost } from './host.ts';
import type { Parts } from './parts.ts';

/** Tells the page's author, as an event and in the console; the same sentence only once a run. */
export const warnOnce = (
  host: Pick<ConversationHost, 'emit'>,
  parts: Pick<Parts, 'loadExplanations'>,
): ((warning: Warning) => void) => {
  const seen = new Set<string>();
  return ({ code, message }) => {
    if (seen.has(message)) return;
    seen.add(message);
    explained(message, parts, (sentence) => {
      console.warn(`<gemini-live>: ${sentence}`);
      host.emit({ type: 'warning', warning: { code, message: sentence } });
    });
  };
};
