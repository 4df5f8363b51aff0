import { ProtocolError } from './protocol-error.ts';

/** Most of a value that is repeated in an error, characters. */
const QUOTED = 60;

/** A value as an error repeats it. */
export const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
};

/** A value that is not of the field's type; `why` is what is said of it. */
export const invalidValue = (path: string, type: string, why: string): ProtocolError =>
  new ProtocolError(1007, `Invalid value at '${path}' (${type}), ${why}`);

/** A name that the message at `path` does not have, or that is used in a way that it cannot be. */
export const unknownName = (name: string, path: string, why = 'Cannot find field.'): ProtocolError => {
  const place = path === '' ? '' : ` at '${path}'`;
  return new ProtocolError(1007, `Invalid JSON payload received. Unknown name "${name}"${place}: ${why}`);
};

/** A list for a field that holds one value. */
export const notRepeated = (path: string): ProtocolError => {
  const dot = path.lastIndexOf('.');
  const why = 'Proto field is not repeating, cannot start list.';
  return unknownName(path.slice(dot + 1), dot < 0 ? '' : path.slice(0, dot), why);
};

/** Two fields of which only one may be set. */
export const alreadySet = (path: string, group: string, second: string): ProtocolError =>
  invalidValue(path, 'oneof', `oneof field '${group}' is already set. Cannot set '${second}'`);
