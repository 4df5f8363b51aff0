import { readFile } from 'node:fs/promises';
import { babble, type Voice } from '../dialogue/babble.ts';
import { startLiveEmulator, type LiveEmulator } from '../emulator.ts';
import type { EmulatorOptions } from '../options.ts';
import { readRecordings } from '../recording/read-recording.ts';
import { ReplayDeviation } from '../replay/deviation.ts';
import type { ReplayOptions } from '../replay/replays.ts';
import { DEFAULT_PORT, type CommandArguments } from './arguments.ts';
import { loadFile } from './load-module.ts';
import { openScripts } from './script-files.ts';
import { UsageError, wordsOf } from './usage-error.ts';

/** A running command. */
export interface RunningCommand {
  readonly twin: LiveEmulator;
  close(): Promise<void>;
}

const MEGABYTE = 1_000_000;

const voiceOf = async (name: string | undefined): Promise<Voice> => {
  if (name === undefined || name === 'babble') return babble;
  if (!/\.[mc]?[jt]s$/.test(name))
    throw new UsageError(`--voice must be "babble" or a .js or .ts file, not "${name}".`);
  const voice = await loadFile(name);
  if (typeof voice !== 'function') throw new UsageError(`${name} must export a function that speaks.`);
  return voice as Voice;
};

const replayOf = async ({ replay, speed, goOn }: CommandArguments): Promise<ReplayOptions | undefined> => {
  if (replay === undefined) return undefined;
  const recording = await readRecordings(replay).catch((error: unknown) => {
    throw new UsageError(`--replay ${replay}: ${wordsOf(error)}`);
  });
  return {
    recording,
    ...(speed === undefined ? {} : { speed }),
    ...(goOn ? { onDeviation: 'go-on' as const } : {}),
  };
};

const tlsOf = async ({ tls }: CommandArguments): Promise<EmulatorOptions['tls']> => {
  if (!tls) return undefined;
  const read = (file: string): Promise<string> =>
    readFile(file, 'utf8').catch((error: unknown) => {
      throw new UsageError(`${file} cannot be read: ${wordsOf(error)}`);
    });
  return { cert: await read(tls.cert), key: await read(tls.key) };
};

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

/** What the system or OpenSSL says is about an argument: a host, a folder, a certificate. */
const explain = (error: unknown): unknown =>
  typeof (error as NodeJS.ErrnoException).code === 'string'
    ? new UsageError(`The twin cannot start: ${wordsOf(error)}.`)
    : error;

/** Listens where it was told to; without being told, on any port when the usual one is taken. */
const listen = async (
  { port }: CommandArguments,
  options: EmulatorOptions,
  tell: (sentence: string) => void,
): Promise<LiveEmulator> => {
  try {
    return await startLiveEmulator({ ...options, port: port ?? DEFAULT_PORT });
  } catch (error) {
    if (!isTaken(error)) throw explain(error);
    if (port !== undefined) throw new UsageError(`Port ${port} is taken. Choose another, or 0 for any.`);
    tell(`Port ${DEFAULT_PORT} is taken, so another was chosen.`);
    return startLiveEmulator({ ...options, port: 0 });
  }
};

const defined = <Value extends object>(options: Value): { [Name in keyof Value]: NonNullable<Value[Name]> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Value]: NonNullable<Value[Name]>;
  };

/**
 * Starts the twin as the command line asks for it. `tell` gets sentences about what happens, `warn` those about what went
 * wrong. Rejects with `UsageError` for what the command line can put right.
 */
export const runCommand = async (
  command: CommandArguments,
  tell: (sentence: string) => void,
  warn: (sentence: string) => void,
): Promise<RunningCommand> => {
  const { host, record, recordMb, pace, timeScale, page, pageHosts } = command;
  const files = await openScripts(command, tell);
  try {
    const options: EmulatorOptions = defined({
      host,
      scripts: files.scripts,
      record:
        record === undefined
          ? undefined
          : defined({ folder: record, maxBytes: recordMb && recordMb * MEGABYTE }),
      replay: await replayOf(command),
      pace,
      timeScale,
      voice: await voiceOf(command.voice),
      tls: await tlsOf(command),
      page: page && { hosts: pageHosts },
      onError: (error: unknown) =>
        warn(error instanceof ReplayDeviation ? error.message : `An error: ${stackOf(error)}`),
    });
    const twin = await listen(command, options, tell);
    return {
      twin,
      close: async () => {
        files.close();
        await twin.close();
      },
    };
  } catch (error) {
    files.close();
    throw error;
  }
};

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
