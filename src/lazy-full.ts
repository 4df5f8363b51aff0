import type { Engine } from './engine/engine.ts';

/** What takes the place of `lazy.ts` in the single-file build: everything is inside, and nothing lies beside. */
export { loadExplanations, loadLocale, loadWorkletText, scriptUrl } from './lazy.ts';

export const loadSession = (): Promise<typeof import('./session-cdn.ts')> => import('./session-cdn.ts');

export const loadWorkerText = async (): Promise<string> => (await loadSession()).workerText();

export const loadInlineEngine = async (): Promise<typeof Engine> => (await loadSession()).inlineEngine();

/** Always `undefined`: the page's `integrity` attribute vouches for one file, and there is no other. */
export const workletFile = (): Promise<undefined> => Promise.resolve(undefined);
