import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run, type EventData } from 'node:test';
import { spec } from 'node:test/reporters';
import { failureOf, type FileResult } from '../build/count-reporter.ts';

const NODE_TESTS = [
  'test/{emulator,server}/**/*.test.ts',
  'test/soak/{simulated,two-hours,simulated/*}.test.ts',
];
const NODE_TEST_FOLDERS = /^(\.\/)?test\/(emulator|server|package\/node|soak\/(simulated|two-hours))\b/;

/** Whether a test runs in Node. */
export const isNodeTest = (file: string): boolean => NODE_TEST_FOLDERS.test(file);

const broken = (file: string, what: string): FileResult => ({ file, passed: 0, failed: 1, failures: [what] });

/** Starts a program with our output as its own; its exit code, or 1 when it could not be started or was killed. */
export const exec = (command: string, args: readonly string[], env = process.env): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });

/** Tests that need no browser, on Node's own runner, a process each file. None found counts as a failure. */
const runNodeTests = async (patterns: readonly string[]): Promise<FileResult[]> => {
  const files = patterns.flatMap((pattern) => globSync(pattern)).sort();
  if (files.length === 0) return [broken(patterns.join(' '), 'no such test')];
  const results = new Map<string, FileResult>();
  /** A file and a describe() are containers, not tests; a file that crashed is reported by its name. */
  const note = (event: EventData.TestPass | EventData.TestFail, passed: boolean, message = ''): void => {
    if (event.details.type === 'suite') return;
    const file = relative(process.cwd(), event.file ?? event.name);
    const result = results.get(file) ?? { file, passed: 0, failed: 0, failures: [] };
    const next = passed
      ? { ...result, passed: result.passed + 1 }
      : {
          ...result,
          failed: result.failed + 1,
          failures: [...result.failures, failureOf(event.name, message)],
        };
    results.set(file, next);
  };
  // Children inherit this; without it every file would start with a warning about TypeScript.
  process.env['NODE_OPTIONS'] = '--disable-warning=ExperimentalWarning';
  const stream = run({ files, concurrency: Math.min(2, availableParallelism()), timeout: 300_000 });
  stream.on('test:pass', (event) => note(event, event.skip === undefined && event.todo === undefined));
  stream.on('test:fail', (event) =>
    note(event, false, (event.details.error.cause as Error | undefined)?.message),
  );
  const report = stream.pipe(new spec());
  report.pipe(process.stdout, { end: false });
  await once(report, 'end');
  return [...results.values()];
};

/**
 * The browser tests, by web-test-runner with this configuration. A run that crashed, or found nothing, is a failure even
 * if no test failed.
 */
export const runBrowserTests = async (
  config: string,
  files: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  prefix: readonly string[] = [],
): Promise<FileResult[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'gemini-live-test-'));
  const resultsFile = join(dir, 'results.json');
  const args = ['--config', config, ...files.flatMap((file) => ['--files', file])];
  const [command = 'wtr', ...rest] = [...prefix, 'wtr', ...args];
  const code = await exec(command, rest, { ...process.env, ...env, TEST_RESULTS: resultsFile });
  try {
    const results = JSON.parse(readFileSync(resultsFile, 'utf8')) as FileResult[];
    const silent = code !== 0 && results.every(({ failed }) => failed === 0);
    return silent || results.length === 0
      ? [...results, broken(files.join(' '), `web-test-runner ended with ${code}`)]
      : results;
  } catch {
    return [broken(files.join(' '), `web-test-runner ended with ${code} before it had counted anything`)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Tests of Node, as far as `files` names them (all when empty). */
export const nodeSuite = async (files: readonly string[]): Promise<FileResult[]> => {
  const own = files.filter(isNodeTest);
  return files.length === 0 || own.length > 0 ? runNodeTests(own.length > 0 ? own : NODE_TESTS) : [];
};

/** Tests of the browser, as far as `files` names them (all when empty). */
export const browserSuite = async (config: string, files: readonly string[]): Promise<FileResult[]> => {
  const own = files.filter((file) => !isNodeTest(file));
  return files.length === 0 || own.length > 0 ? runBrowserTests(config, own) : [];
};
