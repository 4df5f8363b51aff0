import type { FieldType, MessageSchema } from '../../../src/emulator/protocol/proto-json.ts';

/** What a field holds: a scalar's kind, `message` and its name if the service tells it, or `enum Name: VALUES`. */
export type WireType = string;

const isMessage = (type: FieldType): type is Extract<FieldType, { kind: 'message' }> =>
  type.kind === 'message';

const wordFor = (type: FieldType): WireType => {
  if (type.kind === 'enum') return `enum ${type.name}: ${type.values.join(' ')}`;
  return isMessage(type) && type.name !== undefined ? `message ${type.name}` : type.kind;
};

/**
 * Every field of a schema by its full path, with what it holds: `setup.tools[]`, `setup.labels{}`. A message that holds
 * itself is entered once.
 */
export const schemaFields = (
  schema: MessageSchema,
  path = '',
  above: readonly MessageSchema[] = [],
): ReadonlyMap<string, WireType> => {
  const found = new Map<string, WireType>();
  for (const [name, declared] of Object.entries(schema.fields)) {
    let here = path === '' ? name : `${path}.${name}`;
    let type = declared;
    while (type.kind === 'list' || type.kind === 'map') {
      here += type.kind === 'list' ? '[]' : '{}';
      type = type.of;
    }
    found.set(here, wordFor(type));
    const within = [...above, schema];
    if (!isMessage(type) || within.includes(type.schema())) continue;
    for (const [below, word] of schemaFields(type.schema(), here, within)) found.set(below, word);
  }
  return found;
};
