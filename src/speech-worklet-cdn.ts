import { loadSpeechText } from './speech-worklet.ts';

/** The same in a chunk of the script-tag build, which has the text inside. */
export { loadSpeechText };

/** The file beside the chunk, if it is that very text: `addModule` itself checks no hash. */
export const speechFile = async (): Promise<string | undefined> => {
  const url = new URL('speech.worklet.js', import.meta.url).href;
  try {
    const response = await fetch(url, { mode: 'cors', credentials: 'same-origin' });
    return (await response.text()) === (await loadSpeechText()) ? url : undefined;
  } catch {
    return undefined;
  }
};
