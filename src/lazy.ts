/**
 * Everything that loads later than the script tag, and the only place that knows how. This file serves bundlers and the
 * tests; the CDN build puts `lazy-cdn.ts` in its place, the single-file build `lazy-full.ts`, with the same exports.
 */

import type { Engine } from './engine/engine.ts';

/** The conversation and all that it decides, and the moving picture: loaded on the visitor's first intent. */
export const loadSession = (): Promise<typeof import('./session.ts')> => import('./session.ts');

/** The sentences for developers: fetched when something goes wrong, or is to be warned of. */
export const loadExplanations = (): Promise<typeof import('./core/explanations/explain.ts')> =>
  import('./core/explanations/explain.ts');

/** The engine as the text of a Worker, SDK included. */
export const loadWorkerText = async (): Promise<string> =>
  (await import('./engine/engine.worker.ts?text')).default;

/** The engine for the page's own thread: fetched only where the page allows no Worker. */
export const loadInlineEngine = async (): Promise<typeof Engine> =>
  (await import('./engine/engine.ts')).Engine;

/** The worklets' module as text, for `blob:` and `data:`. */
export const loadWorkletText = async (): Promise<string> =>
  (await import('../worklets/audio.worklet.ts?text')).default;

/**
 * The worklets' file in this package; the URL is spelt out, because bundlers copy only files that they find that way.
 * `undefined` where there is none, or none that can be vouched for.
 */
export const workletFile = (): Promise<string | undefined> =>
  Promise.resolve(new URL('../worklets/audio.worklet.ts', import.meta.url).href);

export { loadLocale } from './locales/load-locale.ts';

export { trustedScriptUrl as scriptUrl } from './trusted-script-url.ts';
