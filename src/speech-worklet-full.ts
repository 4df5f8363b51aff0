/** The same in the single-file build: nothing lies beside it. */
export { loadSpeechText } from './speech-worklet.ts';

export const speechFile = (): Promise<undefined> => Promise.resolve(undefined);
