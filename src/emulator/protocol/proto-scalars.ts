import { isObject } from '../../core/merge.ts';

/** Kinds of a single value in proto3's JSON mapping. `struct` and `value` are free JSON and are left as they are. */
export type ScalarKind =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'float'
  | 'bytes'
  | 'duration'
  | 'timestamp'
  | 'mask'
  | 'struct'
  | 'value';

const INTEGER = /^-?\d{1,19}$/;
const DURATION = /^(-?\d{1,12}(?:\.\d{1,9})?)s$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const integer = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
};

const INT64_RANGE = 2n ** 63n;

/** As text to the last digit; a JSON number was rounded before it came here, the largest of all to 2^63. */
const int64 = (value: unknown): number | undefined => {
  const number = integer(value);
  if (number === undefined) return undefined;
  const exact = BigInt(typeof value === 'string' ? value : number);
  const most = typeof value === 'string' ? INT64_RANGE - 1n : INT64_RANGE;
  return exact >= -INT64_RANGE && exact <= most ? number : undefined;
};

const float = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const special: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };
  if (Object.hasOwn(special, value)) return special[value];
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
};

const bytes = (value: unknown): Buffer | undefined => {
  if (typeof value !== 'string') return undefined;
  const padding = value.endsWith('==') ? 2 : Number(value.endsWith('='));
  const digits = value.length - padding;
  if (digits % 4 === 1) return undefined;
  // The decoder leaves out what is no digit: then there are fewer bytes than there should be.
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === Math.floor((digits * 3) / 4) ? decoded : undefined;
};

const duration = (value: unknown): number | undefined => {
  const match = typeof value === 'string' ? DURATION.exec(value) : null;
  return match ? Number(match[1]) : undefined;
};

const timestamp = (value: unknown): number | undefined => {
  if (typeof value !== 'string' || !RFC3339.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
};

/**
 * One value by the rules of proto3's JSON mapping; `undefined` when it is none. int64 comes as number or decimal string;
 * bytes as base64 of either alphabet, padded or not; a duration (`"1.5s"`) becomes seconds; a timestamp, milliseconds
 * since the epoch; a field mask (`"a,b.c"`), its paths.
 */
export const parseScalar = (kind: ScalarKind, value: unknown): unknown => {
  switch (kind) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int32': {
      const number = integer(value);
      return number !== undefined && number === (number | 0) ? number : undefined;
    }
    case 'int64':
      return int64(value);
    case 'float':
      return float(value);
    case 'bytes':
      return bytes(value);
    case 'duration':
      return duration(value);
    case 'timestamp':
      return timestamp(value);
    case 'mask':
      return typeof value === 'string' ? value.split(',').filter((path) => path !== '') : undefined;
    case 'struct':
      return isObject(value) ? value : undefined;
    case 'value':
      return value === undefined ? null : value;
  }
};

const WELL_KNOWN: Readonly<Partial<Record<ScalarKind, string>>> = {
  duration: 'Duration',
  timestamp: 'Timestamp',
  mask: 'FieldMask',
  struct: 'Struct',
};

/** The type as the service names it when it refuses a value. */
export const typeName = (kind: ScalarKind): string =>
  WELL_KNOWN[kind] === undefined
    ? `TYPE_${kind.toUpperCase()}`
    : `type.googleapis.com/google.protobuf.${WELL_KNOWN[kind]}`;

/** What the service says of a value that is not of this kind; `quoted` is the value as JSON, cut. */
export const complaint = (kind: ScalarKind, path: string, quoted: string): string => {
  const field = path
    .slice(path.lastIndexOf('.') + 1)
    .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  switch (kind) {
    case 'bytes':
      return `Base64 decoding failed for ${quoted}`;
    case 'duration':
      return `Field '${field}', Illegal duration format; duration must end with 's'`;
    case 'timestamp':
      return `Field '${field}', Invalid time format: ${quoted.replace(/^"|"$/g, '')}`;
    default:
      return quoted;
  }
};
