import type { FeatureContext, FeatureInstance } from '../feature.ts';

/**
 * Said on the document by a conversation that begins. An event, because two versions of this script on a page share nothing
 * else.
 */
const BEGINS = 'gemini-live-begins';

/** What a conversation owes the page and the visitor's device: it talks alone, and the screen stays on while it is spoken. */
export const create = ({ audioPath, dispatch, host, signal }: FeatureContext): FeatureInstance => {
  // Loading took its time: what is over must not silence others.
  if (signal.aborted) return {};

  const begins = (): void => {
    if (!host.settings().alongside) dispatch({ type: 'stop' });
  };
  if (!host.settings().alongside) document.dispatchEvent(new Event(BEGINS));
  document.addEventListener(BEGINS, begins, { signal });

  /** Asked for, and not lost again by the page being hidden. */
  let awake = false;
  const stayAwake = async (): Promise<void> => {
    if (awake || !audioPath.microphone || document.visibilityState !== 'visible') return;
    awake = true;
    try {
      const lock = await navigator.wakeLock.request('screen');
      const release = (): void => void lock.release().catch(() => undefined);
      if (signal.aborted) release();
      else signal.addEventListener('abort', release);
    } catch {
      // Missing, not allowed in this frame, or the battery is low: a convenience, no more.
    }
  };
  // The browser takes the lock away from a page that is hidden.
  const looked = (): void => {
    awake &&= document.visibilityState === 'visible';
    void stayAwake();
  };
  document.addEventListener('visibilitychange', looked, { signal });

  return { receive: () => void stayAwake() };
};
