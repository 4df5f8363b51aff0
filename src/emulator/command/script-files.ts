import { basename } from 'node:path';
import { isObject } from '../../core/merge.ts';
import { checkScript } from '../script/script-check.ts';
import type { Script, Scripts } from '../script/script.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError, wordsOf } from './usage-error.ts';
import { WatchedFile } from './watched-file.ts';

/** Scripts that follow their files. */
export interface ScriptFiles {
  /** For the twin: which script a client has now. `undefined` when there are no files. */
  readonly scripts: Scripts | undefined;
  close(): void;
}

const mayBeScript = (value: unknown): value is Script =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const asScript = (value: unknown, name: string): Script => {
  if (!mayBeScript(value)) throw new UsageError(`${name} must hold a script: an object, or a function.`);
  try {
    checkScript(value, name);
  } catch (error) {
    throw new UsageError(wordsOf(error));
  }
  return value;
};

const asScripts = (value: unknown, name: string): ReadonlyMap<string, Script> => {
  if (!isObject(value)) throw new UsageError(`${name} must hold scripts by API key.`);
  // Keys are not to be seen in messages: a script is named by its place.
  return new Map(Object.entries(value).map(([key, one], index) => [key, asScript(one, `${name}[${index}]`)]));
};

/** Opens the files of `--script` and `--scripts`. Rejects with `UsageError`. */
export const openScripts = async (
  { script, scripts }: Pick<CommandArguments, 'script' | 'scripts'>,
  tell: (sentence: string) => void,
): Promise<ScriptFiles> => {
  const own =
    script === undefined
      ? undefined
      : await WatchedFile.open(script, (value) => asScript(value, basename(script)), tell);
  const byKey =
    scripts === undefined
      ? undefined
      : await WatchedFile.open(scripts, (value) => asScripts(value, basename(scripts)), tell);
  return {
    scripts:
      own || byKey
        ? ({ key }) => (key === undefined ? undefined : byKey?.value.get(key)) ?? own?.value
        : undefined,
    close: () => {
      own?.close();
      byKey?.close();
    },
  };
};
