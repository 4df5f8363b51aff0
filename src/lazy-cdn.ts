import chunks from 'virtual:chunks';
import type { Engine } from './engine/engine.ts';
import { chunkFile } from './lazy-chunk-file.ts';
import { importChecked, isIntact } from './lazy-checked-import.ts';
import type { Terms } from './locales/terms.ts';

/**
 * What takes the place of `lazy.ts` in the CDN build: chunks that lie beside the script, wherever that is, each named
 * with the hash it must have.
 */
export const loadChunk = async <Module>(name: string, hash = chunks[name]): Promise<Module> => {
  if (!hash) throw new Error(`There is no chunk "${name}".`);
  return importChecked<Module>(new URL(chunkFile(name, hash), import.meta.url).href, `sha256-${hash}`);
};

export const loadSession = (): Promise<typeof import('./session-cdn.ts')> => loadChunk('session');

export const loadExplanations = (): Promise<typeof import('./core/explanations/explain.ts')> =>
  loadChunk('explanations');

export const loadWorkerText = async (): Promise<string> => (await loadSession()).workerText();

export const loadInlineEngine = async (): Promise<typeof Engine> => (await loadSession()).inlineEngine();

export const loadWorkletText = async (): Promise<string> =>
  (await loadChunk<{ readonly default: string }>('worklets')).default;

/** The worklet's file beside the script, once its hash was found right: `addModule` itself checks none. */
export const workletFile = async (): Promise<string | undefined> => {
  const hash = chunks['audio.worklet'];
  if (hash === undefined) return undefined;
  const url = new URL('audio.worklet.js', import.meta.url).href;
  return (await isIntact(url, `sha256-${hash}`)) ? url : undefined;
};

export const loadLocale = async (tag: string): Promise<Terms | undefined> => {
  const name = `locale-${tag}`;
  if (!Object.hasOwn(chunks, name)) return undefined;
  const [terms] = Object.values(await loadChunk<Record<string, Terms>>(name));
  return terms;
};

export { trustedScriptUrl as scriptUrl } from './trusted-script-url.ts';
