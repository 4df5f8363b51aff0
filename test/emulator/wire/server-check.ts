import type { FieldType, MessageSchema } from '../../../src/emulator/protocol/proto-json.ts';
import { SERVER_MESSAGE } from './server-schema.ts';

/** Of these a message has one; usage and the state of an interaction may stand beside it, or alone. */
const UNION = [
  'setupComplete',
  'serverContent',
  'toolCall',
  'toolCallCancellation',
  'goAway',
  'sessionResumptionUpdate',
  'voiceActivity',
  'voiceActivityDetectionSignal',
];
/** Shown by Google's documentation with the value 0, which the service's own JSON would leave out. */
const ZERO_SHOWN = 'startIndex';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkScalar = (kind: string, value: unknown): boolean => {
  switch (kind) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int32':
      return Number.isInteger(value) && Number(value) === (Number(value) | 0);
    case 'int64':
      return typeof value === 'string' && /^-?\d{1,19}$/.test(value);
    case 'float':
      return typeof value === 'number';
    case 'bytes':
      return typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
    case 'duration':
      return typeof value === 'string' && /^\d+(\.\d{3}|\.\d{6}|\.\d{9})?s$/.test(value);
    default:
      return isObject(value);
  }
};

const isDefault = (value: unknown): boolean =>
  value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

const checkField = (type: FieldType, value: unknown, path: string): readonly string[] => {
  switch (type.kind) {
    case 'message':
      return isObject(value) ? checkFields(type.schema(), value, path) : [`${path} is no message`];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => checkField(type.of, item, `${path}[${index}]`))
        : [`${path} is no list`];
    case 'map':
      return [`${path} is a map: the service sends none`];
    case 'enum':
      return typeof value === 'string' && type.values.includes(value)
        ? []
        : [`${path} is no ${type.name}: ${JSON.stringify(value)}`];
    default:
      return checkScalar(type.kind, value)
        ? []
        : [`${path} is no ${type.kind}: ${JSON.stringify(value)?.slice(0, 80) ?? 'undefined'}`];
  }
};

const checkFields = (
  schema: MessageSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] =>
  Object.entries(value).flatMap(([name, inner]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const type = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    if (!type) return [`${here} is unknown`];
    if (isDefault(inner) && name !== ZERO_SHOWN)
      return [`${here} has its default, which is left out on the wire`];
    return checkField(type, inner, here);
  });

/**
 * What is wrong with a message of the twin's by the service's own rules: names in camelCase, every type as proto3's JSON
 * writes it (int64 as a string, bytes in padded base64), defaults left out, one message in each frame.
 */
export const checkServerMessage = (message: unknown): readonly string[] => {
  if (!isObject(message)) return ['no message at all'];
  const kinds = UNION.filter((name) => Object.hasOwn(message, name));
  const alone = ['usageMetadata', 'interactionStatus'].some((name) => Object.hasOwn(message, name));
  const count =
    kinds.length > 1
      ? [`${kinds.join(' and ')} in one message`]
      : kinds.length === 1 || alone
        ? []
        : ['empty'];
  return [...count, ...checkFields(SERVER_MESSAGE, message, '')];
};
