import { isObject, type PlainObject } from './merge.ts';

/** The types of the service's schema language, a part of OpenAPI 3.0 (the SDK's `Type`). */
const TYPES: readonly string[] = ['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT'];

const typeOf = (type: unknown): string => {
  const name = String(type).toUpperCase();
  return TYPES.includes(name) ? name : 'TYPE_UNSPECIFIED';
};

const isNull = (type: unknown): boolean => String(type).toLowerCase() === 'null';

/** `anyOf` without what only says that there may be nothing, which has a field of its own. */
const fromAlternatives = (alternatives: readonly unknown[]): PlainObject => {
  const others = alternatives.filter((one) => !(isObject(one) && isNull(one['type'])));
  const nullable = others.length < alternatives.length ? { nullable: true } : {};
  const [only] = others;
  return others.length === 1
    ? { ...schemaOf(only), ...nullable }
    : { anyOf: others.map(schemaOf), ...nullable };
};

const fromType = (type: unknown): PlainObject =>
  Array.isArray(type)
    ? fromAlternatives((type as unknown[]).map((one) => ({ type: one })))
    : { type: typeOf(type) };

/**
 * A JSON schema in the service's language, as the SDK writes it: types in capitals, "or null" as `nullable`,
 * `additionalProperties` left out. A schema that is in that language already stays as it is.
 */
export const schemaOf = (schema: unknown): PlainObject => {
  if (!isObject(schema)) return {};
  const { additionalProperties: _, anyOf, items, properties, type, ...others } = schema;
  return {
    ...others,
    ...(type === undefined ? {} : fromType(type)),
    ...(Array.isArray(anyOf) ? fromAlternatives(anyOf) : {}),
    ...(items === undefined ? {} : { items: schemaOf(items) }),
    ...(isObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, of]) => [name, schemaOf(of)]),
          ),
        }
      : {}),
  };
};

/** One side of a function: a schema that names its language (`$schema`) goes in the field for those. */
const side = (schema: unknown, name: 'parameters' | 'response'): PlainObject => {
  if (!isObject(schema)) return {};
  return '$schema' in schema ? { [`${name}JsonSchema`]: schema } : { [name]: schemaOf(schema) };
};

/** A function's declaration with its schemas in the service's language. */
export const declarationOf = ({ parameters, response, ...others }: PlainObject): PlainObject => ({
  ...side(parameters, 'parameters'),
  ...side(response, 'response'),
  ...others,
});
