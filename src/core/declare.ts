import { isObject, plainCopy, type PlainObject } from './merge.ts';
import { say } from './say.ts';
import type { Warn } from './session-config.ts';
import { show } from './setting-values.ts';

/** What the service takes as the name of a function (its own description of `FunctionDeclaration.name`). */
const NAME = /^[a-z_][\w.:-]{0,127}$/i;

/**
 * `config` with the page's functions. Each name stands once, since the service refuses a setup with two of a name: the functions come
 * before those of `config`, the first before the later ones. What cannot be declared is left out, with a warning.
 * @param functions declarations, and an `Error` in the place of a set that could not be asked
 */
export const declare = (
  config: PlainObject,
  functions: readonly unknown[] | undefined,
  warn: Warn,
): PlainObject => {
  const names = new Set<string>();
  const isLegal = (declaration: unknown): boolean => {
    const name = isObject(declaration) ? declaration['name'] : undefined;
    if (declaration instanceof Error) warn('tool-failed', say('no-tool-set', declaration.message));
    else if (typeof name !== 'string' || !NAME.test(name)) warn('bad-value', say('bad-function', show(name)));
    else if (names.has(name)) warn('bad-value', say('function-twice', name));
    else return names.add(name).has(name);
    return false;
  };
  const declarations = (functions ?? [])
    .filter(isLegal)
    .map((declaration) => plainCopy(declaration, () => warn('bad-value', say('not-plain-function'))));
  const given = Array.isArray(config['tools']) ? (config['tools'] as unknown[]) : [];
  const tools = given.flatMap((tool) => {
    if (!isObject(tool) || !Array.isArray(tool['functionDeclarations'])) return [tool];
    const { functionDeclarations, ...others } = tool;
    const left = (functionDeclarations as unknown[]).filter(isLegal);
    if (left.length > 0) return [{ ...others, functionDeclarations: left }];
    return Object.keys(others).length > 0 ? [others] : [];
  });
  if (declarations.length > 0) tools.push({ functionDeclarations: declarations });
  const { tools: _, ...others } = config;
  return tools.length === 0 ? others : { ...others, tools };
};
