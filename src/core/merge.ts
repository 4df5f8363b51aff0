/** Plain data: what JSON can hold. */
export type PlainObject = { [key: string]: unknown };

/** No legal config nests deeper; beyond it, foreign data is cut off. */
const MAX_DEPTH = 32;

/** Keys that reach into the prototype instead of the object. */
const isUnsafe = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype';

/** An object that is neither a list nor absent. */
export const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of foreign data that can cross to a Worker and become JSON. What cannot (functions, symbols, big integers,
 * buffers, numbers that are not finite, cycles, whatever throws when read) is left out and `dropped` is called for it.
 * Unsafe keys are left out silently. Never throws.
 */
export const plainCopy = (
  value: unknown,
  dropped: () => void = () => undefined,
  above: readonly unknown[] = [],
): unknown => {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return value;
  if (Number.isFinite(value)) return value;
  if (
    typeof value !== 'object' ||
    above.length >= MAX_DEPTH ||
    above.includes(value) ||
    ArrayBuffer.isView(value)
  ) {
    dropped();
    return undefined;
  }
  const path = [...above, value];
  try {
    if (Array.isArray(value)) {
      return value.map((item) => plainCopy(item, dropped, path)).filter((item) => item !== undefined);
    }
    const copy: PlainObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (isUnsafe(key)) continue;
      const plain = plainCopy(item, dropped, path);
      // An explicit `undefined` stays, since it takes a default away; what was dropped does not.
      if (plain !== undefined || item === undefined) copy[key] = plain;
    }
    return copy;
  } catch {
    dropped();
    return undefined;
  }
};

/**
 * `base` with `patch` over it: objects merge, all else replaces, lists too; `null` and `undefined` take a key away.
 * Neither is changed. Both are plain data.
 */
export const merge = (base: PlainObject, patch: PlainObject): PlainObject => {
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(patch)) {
    if (isUnsafe(key)) continue;
    if (value === null || value === undefined) result.delete(key);
    else if (isObject(value)) {
      const under = result.get(key);
      result.set(key, merge(isObject(under) ? under : {}, value));
    } else result.set(key, value);
  }
  return Object.fromEntries(result);
};

/** The value at `a.b.c`, or `undefined`. */
export const valueAt = (object: PlainObject, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), object);

/** The object that holds only `value`, at `a.b.c`: a patch for `merge`. */
export const patchAt = (path: string, value: unknown): PlainObject =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as PlainObject;

/** `object` without the value at `a.b.c`, and without the objects on the way to it that are empty then. */
export const without = (object: PlainObject, path: string): PlainObject => {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = object;
  if (rest.length === 0 || !isObject(inner)) return others;
  const left = without(inner, rest.join('.'));
  return Object.keys(left).length === 0 ? others : { ...object, [key]: left };
};
