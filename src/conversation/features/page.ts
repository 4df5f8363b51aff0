import { addUsage } from '../../core/usage.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';
import { IdleTimer } from '../idle-timer.ts';

/**
 * Said on the document by a conversation that begins. An event, because two versions of this script on a page share nothing
 * else.
 */
const BEGINS = 'gemini-live-begins';

interface PageFeature extends FeatureInstance {
  /** The visitor said or typed something. */
  readonly active: () => void;
  /** The line is down: nobody is idle who waits for it. */
  readonly waits: () => void;
}

/**
 * What a conversation owes the page and the visitor's device: it talks alone, the screen stays on while it is spoken, and it ends when
 * nobody says anything any more; and it is told what it costs.
 */
export const create = (context: FeatureContext): PageFeature => {
  const { audioPath, dispatch, host, inputLevel, running, signal, spent, usage } = context;
  const end = (): void => dispatch({ type: 'stop' });
  const begins = (): void => {
    if (!host.settings().alongside) end();
  };
  // Loading took its time: what is over must not silence others.
  if (!signal.aborted && !host.settings().alongside) document.dispatchEvent(new Event(BEGINS));
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

  const idleMs = (): number => host.settings().idleTimeout * 1000;
  const idle = new IdleTimer(idleMs(), inputLevel, end);
  /** Nobody is idle before there is somebody to talk to, nor while they listen. */
  let waiting = true;
  let listening = false;
  const weigh = (): void => (waiting || listening ? idle.pause() : idle.resume());
  weigh();
  signal.addEventListener('abort', () => idle.pause());

  /** Counts one `usageMetadata` in. */
  const count = (metadata: unknown): void => {
    const before = usage();
    const now = addUsage(before, metadata);
    if (!now || now === before) return;
    spent(now);
    host.emit({ type: 'usage', usage: now });
    running('insight')?.counted();
  };

  return {
    active: () => idle.restart(),
    waits: () => {
      waiting = true;
      weigh();
    },
    settingsChanged: (names) => {
      if (names.includes('idleTimeout')) idle.afterMs = idleMs();
    },
    receive: (told) => {
      if (signal.aborted) return;
      void stayAwake();
      if (told.type === 'message') count(told.message.usageMetadata);
      else if (told.type === 'opened') waiting = false;
      else if (told.type === 'playback') listening = told.report.type === 'started';
      else return;
      weigh();
    },
  };
};
