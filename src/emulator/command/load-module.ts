import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError, wordsOf } from './usage-error.ts';

/** A module's URL with this in its query is loaded anew: Node keeps what it has loaded once. */
const REVISION = 'revision';

const moduleDefault = async (file: string, revision: number): Promise<unknown> => {
  const url = pathToFileURL(resolve(file));
  url.searchParams.set(REVISION, String(revision));
  const module = (await import(url.href)) as { readonly default?: unknown };
  if (module.default === undefined) throw new UsageError(`${basename(file)} has no default export.`);
  return module.default;
};

/** What may go wrong with a file, in a sentence that names it. */
const explain = (file: string, error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ERR_MODULE_NOT_FOUND')
    return `${file} cannot be read: there is no such file.`;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `This Node cannot run ${basename(file)}: TypeScript needs Node 22.18 or newer.`;
  return `${file} cannot be read: ${wordsOf(error)}`;
};

/**
 * What a file holds: a `.json` its value, a `.js` or `.ts` (and `.mjs`, `.mts`) its default export. Throws `UsageError`.
 *
 * @param revision loads the file anew when it is another number than before
 */
export const loadFile = async (file: string, revision = 0): Promise<unknown> => {
  try {
    const ending = extname(file);
    if (ending === '.json') return JSON.parse(await readFile(file, 'utf8')) as unknown;
    if (/^\.[mc]?[jt]s$/.test(ending)) return await moduleDefault(file, revision);
    throw new UsageError(`${file} must be a .json, .js or .ts file.`);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(explain(file, error));
  }
};
