/** What takes the place of `lazy.ts` in the single-file build: everything is inside, and nothing lies beside. */
export {
  loadExplanations,
  loadInlineEngine,
  loadLocale,
  loadSession,
  loadWorkerText,
  loadWorkletText,
  scriptUrl,
} from './lazy.ts';

/** Always `undefined`: the page's `integrity` attribute vouches for one file, and there is no other. */
export const workletFile = (): Promise<undefined> => Promise.resolve(undefined);
