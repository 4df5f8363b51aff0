import { LiveFailure } from '../../core/live-failure.ts';
import { say } from '../../core/say.ts';
import type { FeatureContext } from '../feature.ts';

/** A context that was resumed runs within this time, and its clock has gone on by a fifth of it; else the sound is away. */
export const WITHIN_MS = 500;
const LEAST_S = 0.1;

/**
 * Looks after the context. Suspended, it is resumed; interrupted, by a call for instance, it is left alone: resuming then
 * leaves iOS with one that runs and stands still. As long as nothing can be heard, the visitor is told.
 */
export class SoundWatch {
  readonly #context: FeatureContext;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FeatureContext) {
    this.#context = context;
    const { audio, signal } = context;
    audio.addEventListener('statechange', () => this.#look(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    // It may be away already.
    if (audio.state !== 'running') this.#look();
  }

  #look(): void {
    const { audio, dispatch, run, signal } = this.#context;
    clearTimeout(this.#timer);
    if (signal.aborted) return;
    // Ours is closed only when the run is over.
    if (audio.state === 'closed') {
      const failure = new LiveFailure('service', say('sound-closed'));
      return dispatch({ type: 'failed', run, failure });
    }
    if (audio.state === 'suspended') audio.resume().catch(() => undefined);
    const before = audio.currentTime;
    this.#timer = setTimeout(() => {
      const runs = audio.state === 'running' && audio.currentTime - before >= LEAST_S;
      this.#tell(!runs);
      // Running and standing still: nothing tells when that ends.
      if (!runs && audio.state === 'running') this.#look();
    }, WITHIN_MS);
  }

  #tell(soundAway: boolean): void {
    const { extras, show, warn } = this.#context;
    if (extras().soundAway === soundAway) return;
    if (soundAway) warn({ code: 'sound-away', message: say('sound-away') });
    show({ soundAway });
  }
}
