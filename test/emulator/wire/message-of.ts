import { CLIENT_FIELDS } from './client-fields.ts';

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Both together; of two lists, the elements with the same place. */
export const merged = (a: unknown, b: unknown): unknown => {
  if (Array.isArray(a) && Array.isArray(b)) {
    const one: readonly unknown[] = a;
    const other: readonly unknown[] = b;
    return (one.length > other.length ? one : other).map((_, index) => merged(one[index], other[index]));
  }
  if (!isJson(a) || !isJson(b)) return b ?? a;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, merged(a[name], b[name])]));
};

/** A message in which `value` stands at `path`: lists have one element, maps one entry, `key`. */
export const messageOf = (path: string, value: unknown): Json => {
  const [, name = '', suffix = '', rest = ''] = /^([^.[{]+)((?:\[\]|\{\})*)\.?(.*)$/.exec(path) ?? [];
  const inner = rest === '' ? value : messageOf(rest, value);
  const wrapped = suffix === '[]' ? [inner] : suffix === '{}' ? { key: inner } : inner;
  return { [name]: wrapped };
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Fields whose content is the client's own JSON, or a map whose keys are. */
const FREE = new Set(
  CLIENT_FIELDS.filter(({ type }) => type === 'struct' || type === 'value').map(({ path }) => path),
);
const LISTS = new Set(CLIENT_FIELDS.map(({ path }) => path).filter((path) => path.endsWith('[]')));
const MAPS = new Set(CLIENT_FIELDS.map(({ path }) => path).filter((path) => path.endsWith('{}')));

const snakeBelow = (value: unknown, path: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => snakeBelow(item, path));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const here = path === '' ? name : `${path}.${name}`;
      if (FREE.has(here)) return [snake(name), item];
      if (MAPS.has(`${here}{}`) && isJson(item)) {
        const entries = Object.entries(item).map(([key, entry]) => [key, snakeBelow(entry, `${here}{}`)]);
        return [snake(name), Object.fromEntries(entries)];
      }
      return [snake(name), snakeBelow(item, LISTS.has(`${here}[]`) ? `${here}[]` : here)];
    }),
  );
};

/** A client's message in either form of its names; the client's own JSON in it stays as it is. */
export type Form = 'camelCase' | 'snake_case';
export const inForm = (message: object, form: Form): object =>
  form === 'camelCase' ? message : (snakeBelow(message, '') as object);
