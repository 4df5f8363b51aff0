import chunks from 'virtual:chunks';
import type { Engine } from './engine/engine.ts';
import type { WorkletName } from './lazy.ts';
import { importChecked, isIntact } from './lazy-checked-import.ts';
import type { Terms } from './locales/terms.ts';

/**
 * What takes the place of `lazy.ts` in the CDN build: chunks that lie beside the script, wherever that is, each named
 * with the hash it must have.
 */
const load = async <Module>(name: string): Promise<Module> => {
  const chunk = chunks[name];
  if (!chunk) throw new Error(`There is no chunk "${name}".`);
  return importChecked<Module>(new URL(chunk.file, import.meta.url).href, chunk.integrity);
};

const loadText = async (name: string): Promise<string> =>
  (await load<{ readonly default: string }>(name)).default;

export const loadSession = (): Promise<typeof import('./conversation/index.ts')> => load('session');

export const loadWorkerText = (): Promise<string> => loadText('worker');

export const loadInlineEngine = async (): Promise<typeof Engine> =>
  (await load<{ readonly Engine: typeof Engine }>('inline')).Engine;

export const loadWorkletText = (name: WorkletName): Promise<string> => loadText(name);

/** The worklet's file beside the script, once its hash was found right: `addModule` itself checks none. */
export const workletFile = async (name: WorkletName): Promise<string | undefined> => {
  const chunk = chunks[`${name}.worklet`];
  if (!chunk) return undefined;
  const url = new URL(chunk.file, import.meta.url).href;
  return (await isIntact(url, chunk.integrity)) ? url : undefined;
};

export const loadLocale = async (tag: string): Promise<Terms | undefined> => {
  const name = `locale-${tag}`;
  if (!Object.hasOwn(chunks, name)) return undefined;
  const [terms] = Object.values(await load<Record<string, Terms>>(name));
  return terms;
};
