import { isObject } from '../../core/merge.ts';
import { camelOf } from '../protocol/field-names.ts';
import type { MessageSchema } from '../protocol/proto-json.ts';
import type { Setup } from '../protocol/setup.ts';

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => isObject(value) && !Buffer.isBuffer(value);

/** Paths of the fields that are set, down to values and lists. */
const leavesOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    isTree(value) && Object.keys(value).length > 0
      ? leavesOf(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );

/** Set fields that no path of the mask covers: the service refuses such a token. */
export const unmaskedFields = (setup: Setup, mask: readonly string[]): string[] =>
  leavesOf(setup as Tree).filter(
    (leaf) =>
      !mask.some((path) => leaf === path || leaf.startsWith(`${path}.`) || path.startsWith(`${leaf}.`)),
  );

/** Mask paths in camelCase; `undefined` when one of them names no field. */
export const readMask = (mask: readonly string[], schema: MessageSchema): string[] | undefined => {
  const paths = mask.map(camelOf);
  const exists = (path: string): boolean => {
    let here: MessageSchema | undefined = schema;
    for (const name of path.split('.')) {
      const type: MessageSchema['fields'][string] | undefined =
        here && Object.hasOwn(here.fields, name) ? here.fields[name] : undefined;
      if (!type) return false;
      here = type.kind === 'message' ? type.schema() : undefined;
    }
    return true;
  };
  return paths.every(exists) ? paths : undefined;
};

const overwrite = (target: Tree, source: Tree | undefined, path: readonly string[]): Tree => {
  const [name, ...rest] = path;
  if (name === undefined) return target;
  const { [name]: mine, ...others } = target;
  const theirs = source?.[name];
  if (rest.length === 0) return theirs === undefined ? others : { ...others, [name]: theirs };
  const below = overwrite(isTree(mine) ? mine : {}, isTree(theirs) ? theirs : undefined, rest);
  return Object.keys(below).length === 0 && mine === undefined ? others : { ...others, [name]: below };
};

/** `setup` with every masked field taken from `constraint`, the unset ones included (which locks them to the default). */
export const overwriteMasked = (setup: Setup, constraint: Setup, mask: readonly string[]): Setup =>
  mask.reduce<Tree>((tree, path) => overwrite(tree, constraint as Tree, path.split('.')), setup as Tree);
