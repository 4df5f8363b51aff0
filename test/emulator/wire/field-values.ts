import { REASON_MAX_BYTES } from '../../../src/emulator/assumptions/index.ts';
import { typesAt } from '../../../src/emulator/access/endpoints.ts';
import { endpointFor } from './backends.ts';
import type { ClientField, Knower } from './wire-field.ts';

const RIGHT: Readonly<Record<string, unknown>> = {
  string: 'x',
  bool: true,
  int32: 1,
  int64: '1',
  float: 0.5,
  bytes: 'AAAA',
  duration: '1.5s',
  struct: { some_key: 1 },
  value: { some_key: [1, 'two'] },
  message: {},
};

const WRONG: Readonly<Record<string, unknown>> = {
  string: 3,
  bool: 'yes',
  int32: 1.5,
  int64: 'many',
  float: 'warm',
  bytes: 'AA?A',
  duration: '5',
  struct: 'x',
  message: 'x',
};

const kindOf = ({ type }: ClientField): string => type.split(' ', 1)[0] ?? '';

/** A value that the field takes. */
export const rightValue = (field: ClientField): unknown => field.right ?? RIGHT[kindOf(field)];

/** A value of a type that the field does not take; `undefined` where any JSON is taken. */
export const wrongValue = (field: ClientField): unknown =>
  kindOf(field) === 'enum' ? 'NO_SUCH_VALUE' : WRONG[kindOf(field)];

/** At whose address the field is tried out. */
export const knowerOf = ({ known }: ClientField): Knower => known?.[0] ?? 'gemini';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Where the service says that the first element of each list, and of each map, stands. */
const placeOf = (path: string): string => snake(path).replaceAll('[]', '[0]').replaceAll('{}', '[0].value');

/** The name of a type in the sentence that says that a value has it not. */
const typeName = (field: ClientField): string => {
  const [kind = '', name = ''] = field.type.split(/[ :]/);
  if (name !== '') return `type.googleapis.com/${typesAt(endpointFor(knowerOf(field)))}.${name}`;
  if (kind === 'struct') return 'type.googleapis.com/google.protobuf.Struct';
  return kind === 'duration' ? 'type.googleapis.com/google.protobuf.Duration' : `TYPE_${kind.toUpperCase()}`;
};

const complaint = (field: ClientField): string => {
  const value = JSON.stringify(wrongValue(field));
  switch (kindOf(field)) {
    case 'bytes':
      return `Base64 decoding failed for ${value}`;
    case 'duration':
      return `Field '${field.path.slice(field.path.lastIndexOf('.') + 1)}', Illegal duration format; duration must end with 's'`;
    default:
      return value;
  }
};

/** The sentence with which a wrong value is refused, as long as a close frame lets it be. */
export const wrongValueReason = (field: ClientField): string =>
  `Invalid value at '${placeOf(field.path)}' (${typeName(field)}), ${complaint(field)}`.slice(
    0,
    REASON_MAX_BYTES,
  );

/** The sentence with which a field is refused that no message has. */
export const unknownFieldReason = (name: string, message: string): string => {
  const place = message === '' ? '' : ` at '${placeOf(message)}'`;
  return `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`.slice(
    0,
    REASON_MAX_BYTES,
  );
};
