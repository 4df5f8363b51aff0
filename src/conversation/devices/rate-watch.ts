import { say } from '../../core/say.ts';
import type { FeatureContext } from '../feature.ts';

/** What is compared at a time, ms, and how often in a row it has to be wrong: a busy machine is not a wrong rate. */
export const WINDOW_MS = 5000;
const WINDOWS = 3;
/** Clocks of sound cards differ by thousandths; the nearest wrong rate, 44.1 for 48 kHz, by 8 %. */
const MOST = 0.02;

/**
 * Notices a context whose rate is not the one that it states, as after a headset has switched its profile on older iOS: then
 * its clock does not go with the page's.
 */
export const watchRate = ({ audio, signal, warn }: FeatureContext, onWrong: () => void): void => {
  let wrong = 0;
  let from: { readonly page: number; readonly sound: number } | undefined;
  const timer = setInterval(() => {
    const now = { page: performance.now(), sound: audio.currentTime * 1000 };
    const before = from ?? now;
    const took = now.page - before.page;
    // A page that slept, or a context that stood still, tells nothing.
    const usable = took > 0 && took < 2 * WINDOW_MS && audio.state === 'running' && !document.hidden;
    const drift = usable ? (now.sound - before.sound) / took - 1 : 0;
    wrong = Math.abs(drift) > MOST ? wrong + 1 : 0;
    from = now;
    if (wrong < WINDOWS) return;
    clearInterval(timer);
    warn({ code: 'sound-rate', message: say('sound-rate', String(audio.sampleRate)) });
    onWrong();
  }, WINDOW_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
};
