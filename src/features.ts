import type { LoadFeature } from './conversation/features/features.ts';
import type { Parts } from './conversation/parts.ts';

/**
 * Chunks that only some conversations need, and how to load them. This file serves bundlers, the tests and the single-file
 * build; the script-tag build puts `features-cdn.ts` in its place.
 */
const FEATURES = {
  config: () => import('./conversation/features/config.ts'),
  tools: () => import('./conversation/features/tools.ts'),
  sight: () => import('./conversation/features/sight.ts'),
  sound: () => import('./conversation/features/sound.ts'),
  closes: () => import('./conversation/features/closes.ts'),
  speech: () => import('./conversation/features/speech.ts'),
  devices: () => import('./conversation/features/devices.ts'),
  insight: () => import('./conversation/features/insight.ts'),
  page: () => import('./conversation/features/page.ts'),
  persist: () => import('./conversation/features/persist.ts'),
  extras: () => import('./ui/extras/extras.ts'),
  talk: () => import('./ui/hold-to-talk.ts'),
  picture: () => import('./ui/visualizers/animate.ts'),
  bars: () => import('./ui/visualizers/bars.ts'),
} as const;

export const loadFeature =
  (_parts: Parts): LoadFeature & LoadLooks =>
  // The table has the very modules that the type names.
  (name: keyof typeof FEATURES) =>
    FEATURES[name]() as Promise<never>;

/** Chunks of the interface: what is shown beside the utterances, and its moving pictures. */
interface Looks {
  readonly extras: typeof import('./ui/extras/extras.ts');
  readonly talk: typeof import('./ui/hold-to-talk.ts');
  readonly picture: typeof import('./ui/visualizers/animate.ts');
  readonly bars: typeof import('./ui/visualizers/bars.ts');
}

export type LoadLooks = <Name extends keyof Looks>(name: Name) => Promise<Looks[Name]>;
