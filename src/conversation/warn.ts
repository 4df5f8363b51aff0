import type { Warning } from '../core/state.ts';
import { GeminiLiveWarningEvent } from '../events.ts';
import type { ConversationHost } from './host.ts';

/** Tells the page's author, as an event and in the console; the same sentence only once a run. */
export const warnOnce = (host: Pick<ConversationHost, 'emit'>): ((warning: Warning) => void) => {
  const seen = new Set<string>();
  return (warning) => {
    if (seen.has(warning.message)) return;
    seen.add(warning.message);
    console.warn(`<gemini-live>: ${warning.message}`);
    host.emit(new GeminiLiveWarningEvent(warning));
  };
};
