#!/usr/bin/env node
import { addressLines } from './addresses.ts';
import { readArguments } from './arguments.ts';
import { HELP, readVersion } from './help.ts';
import { runCommand, type RunningCommand } from './run.ts';
import { UsageError, wordsOf } from './usage-error.ts';

/** Exit codes, as shells know them: a wrong command line, and an end by Ctrl+C that did not wait. */
const WRONG_USE = 2;
const INTERRUPTED = 130;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Ends at the first signal; at the second one without waiting. */
const endOnSignal = (running: RunningCommand): void => {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(INTERRUPTED);
    ending = true;
    void running.close().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
};

const main = async (args: readonly string[]): Promise<void> => {
  const wish = readArguments(args);
  if (wish.kind === 'help') return print(HELP.trimEnd());
  if (wish.kind === 'version') return print(await readVersion());
  const tell = wish.quiet ? () => undefined : print;
  const running = await runCommand(wish, tell, (sentence) => process.stderr.write(`${sentence}\n`));
  endOnSignal(running);
  tell(addressLines(running.twin.url, wish.page));
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError;
  process.stderr.write(`${usage ? `${wordsOf(error)} --help tells more.` : wordsOf(error)}\n`);
  process.exitCode = usage ? WRONG_USE : 1;
}
