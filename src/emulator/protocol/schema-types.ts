import type { FieldType, MessageSchema } from './proto-json.ts';

/** The words in which the schemas are written. */
export const STRING: FieldType = { kind: 'string' };
export const BOOL: FieldType = { kind: 'bool' };
export const INT32: FieldType = { kind: 'int32' };
export const INT64: FieldType = { kind: 'int64' };
export const FLOAT: FieldType = { kind: 'float' };
export const BYTES: FieldType = { kind: 'bytes' };
export const DURATION: FieldType = { kind: 'duration' };
export const TIMESTAMP: FieldType = { kind: 'timestamp' };
export const MASK: FieldType = { kind: 'mask' };
export const STRUCT: FieldType = { kind: 'struct' };
export const VALUE: FieldType = { kind: 'value' };

export const list = (of: FieldType): FieldType => ({ kind: 'list', of });
export const map = (of: FieldType): FieldType => ({ kind: 'map', of });
/** A message without fields. */
export const EMPTY: FieldType = { kind: 'message', schema: () => ({ fields: {} }) };

export const message = (
  fields: MessageSchema['fields'],
  oneofs?: Readonly<Record<string, readonly string[]>>,
): FieldType => {
  const schema: MessageSchema = oneofs ? { fields, oneofs } : { fields };
  return { kind: 'message', schema: () => schema };
};
/** For messages that hold themselves. */
export const lazy = (schema: () => MessageSchema): FieldType => ({ kind: 'message', schema });

/** The same type, with the name that the service gives it in its errors. */
export const named = (name: string, type: FieldType): FieldType =>
  type.kind === 'message' ? { ...type, name } : type;

/** An enum: `values` in the order of their numbers from 0 on, separated by spaces, each with `prefix` before it. */
export const enumeration = (name: string, values: string, prefix = ''): FieldType => ({
  kind: 'enum',
  name,
  values: values.split(' ').map((value) => prefix + value),
});
