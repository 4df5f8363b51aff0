import { addCounts, type Counts, type FileResult } from '../build/count-reporter.ts';

/** Above this many files with failures, something is broken rather than disturbed. */
const MOST_AGAIN = 6;

/** What a suite came to, and which of its files had a second run. */
export interface Outcome {
  readonly files: readonly FileResult[];
  /** What failed in the first run of files that were run again. */
  readonly again: readonly FileResult[];
}

/**
 * Runs a suite, then once more the few files in which something failed, by themselves; the second run counts. Thousands of
 * tests listen to real audio on machines that others use too, and now and then one is held up; a fault fails twice. What
 * failed the first time is named in the result either way.
 * @param run the files (all when empty) to run
 */
export const withSecondRun = async (
  run: (files: readonly string[]) => Promise<FileResult[]>,
  files: readonly string[],
): Promise<Outcome> => {
  const first = await run(files);
  const again = first.filter(({ failed }) => failed > 0);
  // A developer who asks for a file wants to see what it does now.
  if (again.length === 0 || again.length > MOST_AGAIN || files.length > 0) return { files: first, again: [] };
  process.stdout.write(`\nOnce more, by themselves: ${again.map(({ file }) => file).join(', ')}\n`);
  const second = await run(again.map(({ file }) => file));
  // A file that the second run says nothing of has not passed it.
  const kept = first.filter(
    (result) => !again.includes(result) || !second.some(({ file }) => file === result.file),
  );
  return { files: [...kept, ...second], again };
};

export const countsOf = ({ files }: Outcome): Counts =>
  files.reduce<Counts>((sum, file) => addCounts(sum, file), { passed: 0, failed: 0 });

const list = (title: string, results: readonly FileResult[]): void => {
  for (const { file, failures } of results) {
    for (const failure of failures) process.stdout.write(`${title}: ${file}: ${failure}\n`);
  }
};

/** Names what failed, prints the closing line, alone on the last line, and sets the exit code. */
export const conclude = (outcomes: readonly Outcome[]): void => {
  process.stdout.write('\n');
  for (const { again, files } of outcomes) {
    list('Failed in the first run', again);
    list('Failed', files);
  }
  const { passed, failed } = outcomes.map(countsOf).reduce(addCounts);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
};
