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

/** An enum: its values share a prefix, and the first is the unspecified one. `values` are separated by spaces. */
export const enumeration = (name: string, values: string): FieldType => ({
  kind: 'enum',
  name,
  values: values.split(' '),
});
/** The same for one whose documentation also writes its values in lower case. */
export const foldedEnumeration = (name: string, values: string): FieldType => ({
  kind: 'enum',
  name,
  values: values.split(' '),
  fold: true,
});
