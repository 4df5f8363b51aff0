import { isObject } from '../../core/merge.ts';
import { camelOf, snakeOf } from './field-names.ts';
import { alreadySet, invalidValue, notRepeated, quote, unknownName } from './proto-errors.ts';
import { complaint, parseScalar, typeName, type ScalarKind } from './proto-scalars.ts';

/** A field's type. What a message schema is made of is data; the functions below make it readable. */
export type FieldType =
  /** `keepsNull`: `null` is not the same as absent, and stays. */
  | { readonly kind: ScalarKind; readonly keepsNull?: boolean }
  | { readonly kind: 'enum'; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: FieldType }
  | { readonly kind: 'map'; readonly of: FieldType }
  | { readonly kind: 'message'; readonly name?: string; readonly schema: () => MessageSchema };

export interface MessageSchema {
  /** By camelCase name; the snake_case form is understood as well. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Fields of which at most one may be set, by the name of their group. */
  readonly oneofs?: Readonly<Record<string, readonly string[]>>;
}

/** The package in which the service's types are said to be. */
const DEVELOPER_TYPES = 'google.ai.generativelanguage.v1beta';

/** A parsed message: camelCase names, bytes decoded, int64 as numbers, absent and `null` fields left out. */
export type Parsed = { readonly [field: string]: unknown };

const fieldOf = (schema: MessageSchema, name: string): string | undefined => {
  if (Object.hasOwn(schema.fields, name)) return name;
  const folded = camelOf(name);
  return Object.hasOwn(schema.fields, folded) && snakeOf(folded) === name ? folded : undefined;
};

const parseScalarField = (kind: ScalarKind, value: unknown, path: string): unknown => {
  const parsed = parseScalar(kind, value);
  if (parsed !== undefined) return parsed;
  if (Array.isArray(value)) throw notRepeated(path);
  const why = isObject(value) ? 'Starting an object on a scalar field' : complaint(kind, path, quote(value));
  throw invalidValue(path, typeName(kind), why);
};

const parseField = (type: FieldType, value: unknown, path: string, types: string): unknown => {
  switch (type.kind) {
    case 'message': {
      if (Array.isArray(value)) throw notRepeated(path);
      const name = type.name === undefined ? 'TYPE_MESSAGE' : `type.googleapis.com/${types}.${type.name}`;
      if (!isObject(value)) throw invalidValue(path, name, quote(value));
      return parseMessage(type.schema(), value, path, types);
    }
    case 'list': {
      if (!Array.isArray(value)) return [parseField(type.of, value, `${path}[0]`, types)]; // BEHAVIOURS.singleForList
      return value.map((item, index) => parseField(type.of, item, `${path}[${index}]`, types));
    }
    case 'map':
      if (!isObject(value)) throw invalidValue(path, 'map', quote(value));
      return Object.fromEntries(
        Object.entries(value).map(([key, item], index) => [
          key,
          parseField(type.of, item, `${path}[${index}].value`, types),
        ]),
      );
    case 'enum': {
      const name = typeof value === 'string' ? value.toUpperCase() : value; // BEHAVIOURS.enumCase
      if (typeof name === 'string' && type.values.includes(name)) return name;
      const byNumber = typeof name === 'number' ? type.values[name] : undefined;
      if (byNumber !== undefined) return byNumber;
      throw invalidValue(path, `type.googleapis.com/${types}.${type.name}`, quote(value));
    }
    default:
      return parseScalarField(type.kind, value, path);
  }
};

/**
 * Reads JSON by the rules of proto3's mapping and of `schema`, and refuses in the service's words. `path` is where the
 * message stands, in snake_case (`setup.generation_config`); empty at the top. `types` is the package that is named for
 * its types.
 * Throws `ProtocolError` 1007.
 */
export const parseMessage = (
  schema: MessageSchema,
  json: unknown,
  path = '',
  types = DEVELOPER_TYPES,
): Parsed => {
  if (!isObject(json)) throw unknownName('', path, 'Root element must be a message.');
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json)) {
    const field = fieldOf(schema, name);
    const type = field === undefined ? undefined : schema.fields[field];
    if (field === undefined || type === undefined) throw unknownName(name, path);
    if (value === null && 'keepsNull' in type) parsed[field] = null;
    if (value === null && type.kind !== 'value') continue;
    parsed[field] = parseField(
      type,
      value,
      path === '' ? snakeOf(field) : `${path}.${snakeOf(field)}`,
      types,
    );
  }
  for (const [group, members] of Object.entries(schema.oneofs ?? {})) {
    const set = members.filter((member) => Object.hasOwn(parsed, member));
    if (set[1] !== undefined) throw alreadySet(path, group, set[1]);
  }
  return parsed;
};
