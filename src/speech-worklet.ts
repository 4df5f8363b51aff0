/**
 * Where the worklet that hears speech comes from. This file serves bundlers and the tests; the script-tag build puts
 * `speech-worklet-cdn.ts` in its place, the single-file build `speech-worklet-full.ts`.
 */

/** The module as text, for `blob:` and `data:`. */
export const loadSpeechText = async (): Promise<string> =>
  (await import('../worklets/speech.worklet.ts?text')).default;

/** Its file in this package; the URL is spelt out, because bundlers copy only files that they find that way. */
export const speechFile = (): Promise<string | undefined> =>
  Promise.resolve(new URL('../worklets/speech.worklet.ts', import.meta.url).href);
