import { isObject } from '../../core/merge.ts';
import { isCloseCode } from '../protocol/close-code.ts';
import {
  FORMAT,
  FORMAT_VERSION,
  type RecordedClose,
  type RecordedFrame,
  type Recording,
  type RecordingHeader,
  type Side,
} from './format.ts';

/** A recording that cannot be read: which line, and what is wrong with it. */
export class RecordingError extends Error {
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number, problem: string, name = 'The recording') {
    super(`${name}, line ${line}: ${problem}.`);
    this.name = 'RecordingError';
    this.line = line;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** A mistake in a line; whoever knows the line's number makes a `RecordingError` of it. */
class Mistake extends Error {}

const fieldsOf = (value: unknown): Fields => {
  if (isObject(value)) return value;
  throw new Mistake('an object was expected');
};

const parse = (line: string): Fields => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Mistake('this is not JSON');
  }
  return fieldsOf(json);
};

const allow = (fields: Fields, names: readonly string[]): void => {
  const odd = Object.keys(fields).find((name) => !names.includes(name));
  if (odd !== undefined) throw new Mistake(`"${odd}" is no field here; there are ${names.join(', ')}`);
};

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new Mistake(`"${name}" must be a string`);
};

const millisecondsOf = ({ ms }: Fields): number => {
  if (typeof ms === 'number' && Number.isFinite(ms) && ms >= 0) return ms;
  throw new Mistake('"ms" must be a number from 0 on');
};

const sideOf = (fields: Fields, name: string): Side => {
  const side = fields[name];
  if (side === 'client' || side === 'server') return side;
  throw new Mistake(`"${name}" must be "client" or "server"`);
};

const headerOf = (fields: Fields): RecordingHeader => {
  if (fields['format'] !== FORMAT) throw new Mistake(`"format" must be "${FORMAT}"`);
  if (fields['version'] !== FORMAT_VERSION)
    throw new Mistake(`"version" must be ${FORMAT_VERSION}, the only one this reader knows`);
  allow(fields, ['format', 'version', 'date', 'path', 'model']);
  const [date, path, model] = [text(fields, 'date'), text(fields, 'path'), text(fields, 'model')];
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    ...(date === undefined ? {} : { date }),
    ...(path === undefined ? {} : { path }),
    ...(model === undefined ? {} : { model }),
  };
};

const PAYLOADS = ['text', 'binary', 'base64'] as const;

const frameOf = (fields: Fields): RecordedFrame => {
  allow(fields, ['ms', 'from', ...PAYLOADS]);
  const marked = fields['text'] === true && fields['base64'] !== undefined;
  const [kind, another] = PAYLOADS.filter(
    (name) => fields[name] !== undefined && !(marked && name === 'text'),
  );
  if (kind === undefined || another !== undefined)
    throw new Mistake(`exactly one of ${PAYLOADS.join(', ')} was expected`);
  const value = text(fields, kind) ?? '';
  const data = Buffer.from(value, kind === 'base64' ? 'base64' : 'utf8');
  if (kind === 'base64' && data.toString('base64') !== value) throw new Mistake('"base64" is not base64');
  const binary = kind !== 'text' && !marked;
  return { ms: millisecondsOf(fields), from: sideOf(fields, 'from'), binary, data };
};

const closeOf = (fields: Fields): RecordedClose => {
  allow(fields, ['ms', 'close']);
  const close = fieldsOf(fields['close']);
  allow(close, ['by', 'code', 'reason', 'why']);
  // 1015 is never sent: to a browser, TLS that fails is a line that breaks.
  const code = close['code'] === 1015 ? 1006 : close['code'];
  if (!isCloseCode(code))
    throw new Mistake('"code" must be a close code: 1000…1014, without 1004, 1015, or 3000…4999');
  const closing = { code, reason: text(close, 'reason') ?? '' };
  const why = text(close, 'why');
  return {
    ms: millisecondsOf(fields),
    by: sideOf(close, 'by'),
    closing,
    ...(why === undefined ? {} : { why }),
  };
};

/** One line after the first. */
export const readLine = (line: string): RecordedFrame | RecordedClose => {
  const fields = parse(line);
  return fields['close'] === undefined ? frameOf(fields) : closeOf(fields);
};

/**
 * Reads a recording and checks all of it. A last line without its newline that cannot be read is what a crash leaves behind:
 * it is left out. Empty lines do not matter.
 *
 * @param name for the messages of errors, such as the file's
 * @throws RecordingError
 */
export const parseRecording = (content: string, name?: string): Recording => {
  const lines = content.split('\n');
  let header: RecordingHeader | undefined;
  let close: RecordedClose | undefined;
  let last = 0;
  const frames: RecordedFrame[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      if (!header) {
        header = headerOf(parse(line));
        return;
      }
      const entry = readLine(line);
      if (close) throw new Mistake('nothing may follow the close');
      if (entry.ms < last) throw new Mistake(`"ms" falls from ${last} to ${entry.ms}`);
      last = entry.ms;
      if ('closing' in entry) close = entry;
      else frames.push(entry);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      const torn = header !== undefined && index === lines.length - 1;
      if (!torn) throw new RecordingError(index + 1, error.message, name);
    }
  });
  if (!header) throw new RecordingError(1, 'there is no header', name);
  return { header, frames, ...(close ? { close } : {}), ...(name === undefined ? {} : { name }) };
};
