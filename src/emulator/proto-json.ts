import { ProtocolError } from './protocol-error.ts';
import { parseScalar, type ScalarKind } from './proto-scalars.ts';

/** A field's type. What a message schema is made of is data; the functions below make it readable. */
export type FieldType =
  | { readonly kind: ScalarKind }
  | {
      readonly kind: 'enum';
      readonly name: string;
      readonly values: readonly string[];
      readonly fold?: boolean;
    }
  | { readonly kind: 'list'; readonly of: FieldType }
  | { readonly kind: 'map'; readonly of: FieldType }
  | { readonly kind: 'message'; readonly schema: () => MessageSchema };

export interface MessageSchema {
  /** By camelCase name; the snake_case form is understood as well. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Fields of which at most one may be set, by the name of their group. */
  readonly oneofs?: Readonly<Record<string, readonly string[]>>;
}

/** A parsed message: camelCase names, bytes decoded, int64 as numbers, absent and `null` fields left out. */
export type Parsed = { readonly [field: string]: unknown };

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const invalidValue = (path: string, type: string, value: unknown): ProtocolError =>
  new ProtocolError(1007, `Invalid value at '${path}' (${type}), ${quote(value)}`);

const unknownName = (name: string, path: string): ProtocolError => {
  const place = path === '' ? '' : ` at '${path}'`;
  return new ProtocolError(
    1007,
    `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`,
  );
};

const fieldOf = (schema: MessageSchema, name: string): string | undefined => {
  if (Object.hasOwn(schema.fields, name)) return name;
  const folded = camel(name);
  return Object.hasOwn(schema.fields, folded) && snake(folded) === name ? folded : undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseField = (type: FieldType, value: unknown, path: string): unknown => {
  switch (type.kind) {
    case 'message':
      return parseMessage(type.schema(), value, path);
    case 'list':
      if (!Array.isArray(value)) throw invalidValue(path, 'repeated', value);
      return value.map((item, index) => parseField(type.of, item, `${path}[${index}]`));
    case 'map':
      if (!isObject(value)) throw invalidValue(path, 'map', value);
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, parseField(type.of, item, `${path}.${key}`)]),
      );
    case 'enum': {
      const name = type.fold === true && typeof value === 'string' ? value.toUpperCase() : value;
      if (typeof name === 'string' && type.values.includes(name)) return name;
      const byNumber = typeof name === 'number' ? type.values[name] : undefined;
      if (byNumber !== undefined) return byNumber;
      throw invalidValue(path, `type.googleapis.com/google.ai.generativelanguage.v1beta.${type.name}`, value);
    }
    default: {
      const parsed = parseScalar(type.kind, value);
      if (parsed === undefined) throw invalidValue(path, `TYPE_${type.kind.toUpperCase()}`, value);
      return parsed;
    }
  }
};

/**
 * Reads JSON by the rules of proto3's mapping and of `schema`, and refuses in the service's words. `path` is where the
 * message stands, in snake_case (`setup.generation_config`); empty at the top.
 * Throws `ProtocolError` 1007.
 */
export const parseMessage = (schema: MessageSchema, json: unknown, path = ''): Parsed => {
  if (!isObject(json)) {
    if (path !== '') throw invalidValue(path, 'TYPE_MESSAGE', json);
    throw new ProtocolError(
      1007,
      'Invalid JSON payload received. Unknown name "": Root element must be a message.',
    );
  }
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json)) {
    const field = fieldOf(schema, name);
    const type = field === undefined ? undefined : schema.fields[field];
    if (field === undefined || type === undefined) throw unknownName(name, path);
    if (value === null && type.kind !== 'value') continue;
    parsed[field] = parseField(type, value, path === '' ? snake(field) : `${path}.${snake(field)}`);
  }
  for (const [group, members] of Object.entries(schema.oneofs ?? {})) {
    const set = members.filter((member) => Object.hasOwn(parsed, member));
    if (set.length < 2) continue;
    throw new ProtocolError(
      1007,
      `Invalid value at '${path}' (oneof), oneof field '${group}' is already set. Cannot set '${set[1]}'`,
    );
  }
  return parsed;
};
