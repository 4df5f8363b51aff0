import { parseArgs } from 'node:util';
import { UsageError, wordsOf } from './usage-error.ts';

/** Where the command listens when it is not told: a free port takes its place when somebody else has it. */
export const DEFAULT_PORT = 8790;

/** What the command was asked to do. */
export interface CommandArguments {
  /** `undefined`: the default one, or any when that is taken. */
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly script: string | undefined;
  readonly scripts: string | undefined;
  readonly record: string | undefined;
  readonly recordMb: number | undefined;
  readonly replay: string | undefined;
  readonly speed: number | undefined;
  readonly goOn: boolean;
  readonly pace: number | undefined;
  readonly timeScale: number | undefined;
  readonly voice: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly page: boolean;
  readonly pageHosts: readonly string[];
  readonly quiet: boolean;
}

export type CommandWish =
  { readonly kind: 'help' } | { readonly kind: 'version' } | ({ readonly kind: 'start' } & CommandArguments);

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  script: { type: 'string' },
  scripts: { type: 'string' },
  record: { type: 'string' },
  'record-mb': { type: 'string' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  'go-on': { type: 'boolean' },
  pace: { type: 'string' },
  'time-scale': { type: 'string' },
  voice: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'no-page': { type: 'boolean' },
  'page-host': { type: 'string', multiple: true },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type NumberName = 'port' | 'record-mb' | 'speed' | 'pace' | 'time-scale';

/** What a number may be, in words that follow "must be". */
const RANGES: Readonly<Record<NumberName, readonly [words: string, fits: (value: number) => boolean]>> = {
  port: ['a port number, 0…65535', (value) => Number.isInteger(value) && value >= 0 && value <= 65_535],
  'record-mb': ['a number of megabytes above 0', (value) => value > 0],
  speed: ['a number from 0 on; 0 is without any waiting', (value) => value >= 0],
  pace: ['a number from 0 on; 0 is all at once', (value) => value >= 0],
  'time-scale': ['a number above 0', (value) => value > 0],
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node's own words name the argument; what follows the first sentence is advice about positional arguments.
    throw new UsageError(
      wordsOf(error)
        .replace(/\.\s[\s\S]*$/, '.')
        .replace(/\.?$/, '.'),
    );
  }
};

/** Reads the arguments. Throws `UsageError` for what is unknown, no number, or does not go together. */
export const readArguments = (args: readonly string[]): CommandWish => {
  const values = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const number = (name: NumberName): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    const [words, fits] = RANGES[name];
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value) || !fits(value))
      throw new UsageError(`--${name} must be ${words}, not "${text}".`);
    return value;
  };
  const [cert, key] = [values['tls-cert'], values['tls-key']];
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError('--tls-cert and --tls-key belong together: a certificate and its key.');
  }
  if (values.replay !== undefined && (values.script ?? values.scripts) !== undefined) {
    throw new UsageError('--replay plays a recording: there is nothing to answer for --script or --scripts.');
  }
  for (const name of ['speed', 'go-on'] as const) {
    if (values[name] !== undefined && values.replay === undefined)
      throw new UsageError(`--${name} goes with --replay.`);
  }
  return {
    kind: 'start',
    port: number('port'),
    host: values.host,
    script: values.script,
    scripts: values.scripts,
    record: values.record,
    recordMb: number('record-mb'),
    replay: values.replay,
    speed: number('speed'),
    goOn: values['go-on'] ?? false,
    pace: number('pace'),
    timeScale: number('time-scale'),
    voice: values.voice,
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    page: !(values['no-page'] ?? false),
    pageHosts: values['page-host'] ?? [],
    quiet: values.quiet ?? false,
  };
};
