import { isObject } from '../../core/merge.ts';

/**
 * Checks a value that stands at `path` (`script.faults[2].do`). Throws `TypeError` for what is unknown, missing or of the
 * wrong type, `RangeError` for a value that cannot be.
 */
export type Rule = (value: unknown, path: string) => void;

const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
};

/** A `TypeError` about a place. */
const wrongType = (path: string, wanted: string, value: unknown): TypeError =>
  new TypeError(`${path} must be ${wanted}, and is ${typeName(value)}.`);

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const asObject = (value: unknown, path: string): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw wrongType(path, 'an object', value);
  return value;
};

/** An object with these fields and no others; a field that is `undefined` is as good as absent. */
export const fields = (rules: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule => {
  return (value, path) => {
    const object = asObject(value, path);
    for (const [name, inner] of Object.entries(object)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (!rule) {
        throw new TypeError(`${path}.${name} is unknown; known are ${quoted(Object.keys(rules))}.`);
      }
      if (inner !== undefined) rule(inner, `${path}.${name}`);
    }
    for (const name of required) {
      if (object[name] === undefined) throw new TypeError(`${path}.${name} is missing.`);
    }
  };
};

/** One of several kinds of object, told apart by the text in one field. */
export const kinds = (tag: string, rules: Readonly<Record<string, Rule>>): Rule => {
  return (value, path) => {
    const name = asObject(value, path)[tag];
    if (name === undefined) throw new TypeError(`${path}.${tag} is missing.`);
    choice(Object.keys(rules))(name, `${path}.${tag}`);
    rules[name as string]?.(value, path);
  };
};

/** Something of JavaScript's own types; `what` is how it is called. */
const plain = (type: 'string' | 'boolean' | 'function', what: string): Rule => {
  return (value, path) => {
    if (typeof value !== type) throw wrongType(path, what, value);
  };
};

export const text = plain('string', 'a text');
export const flag = plain('boolean', 'true or false');
export const func = plain('function', 'a function');
export const anyObject: Rule = (value, path) => void asObject(value, path);

/** A number from `least` to `most`; neither NaN nor infinite. */
export const number = (least = -Infinity, most = Infinity): Rule => {
  return (value, path) => {
    if (typeof value !== 'number') throw wrongType(path, 'a number', value);
    if (!Number.isFinite(value)) throw new RangeError(`${path} must be finite, and is ${value}.`);
    if (value < least) throw new RangeError(`${path} must be at least ${least}, and is ${value}.`);
    if (value > most) throw new RangeError(`${path} must be at most ${most}, and is ${value}.`);
  };
};

/** The same without a fraction. */
export const whole = (least = -Infinity, most = Infinity): Rule => {
  return (value, path) => {
    number(least, most)(value, path);
    if (!Number.isInteger(value))
      throw new RangeError(`${path} must be a whole number, and is ${String(value)}.`);
  };
};

export const choice = (names: readonly string[]): Rule => {
  return (value, path) => {
    text(value, path);
    if (!names.includes(value as string)) {
      throw new RangeError(`${path} must be one of ${quoted(names)}, and is '${value as string}'.`);
    }
  };
};

export const list = (of: Rule): Rule => {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrongType(path, 'a list', value);
    for (const [index, item] of value.entries()) of(item, `${path}[${index}]`);
  };
};

/** A value that either rule takes: which of them is decided by `first`. */
export const either = (isFirst: (value: unknown) => boolean, first: Rule, second: Rule): Rule => {
  return (value, path) => (isFirst(value) ? first : second)(value, path);
};

/** Texts by any name. */
export const texts: Rule = (value, path) => {
  for (const [name, inner] of Object.entries(asObject(value, path))) text(inner, `${path}.${name}`);
};
