import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { addCounts, type Counts, type RunCounts } from '../build/count-reporter.ts';

const NODE_TESTS = 'test/{emulator,server}/**/*.test.ts';
const NODE_TEST_FOLDERS = /^(\.\/)?test\/(emulator|server|package\/node)\//;
const BAD: Counts = { passed: 0, failed: 1 };

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
export const runNodeTests = async (patterns: readonly string[] = [NODE_TESTS]): Promise<Counts> => {
  const files = patterns.flatMap((pattern) => globSync(pattern)).sort();
  if (files.length === 0) {
    console.error(`No test matches ${patterns.join(' ')}.`);
    return BAD;
  }
  let counts: Counts = { passed: 0, failed: 0 };
  // Children inherit this; without it every file would start with a warning about TypeScript.
  process.env['NODE_OPTIONS'] = '--disable-warning=ExperimentalWarning';
  const stream = run({ files, concurrency: Math.min(2, availableParallelism()), timeout: 300_000 });
  stream.on('test:pass', (event) => {
    // A file and a describe() are containers, not tests.
    if (event.details.type === 'suite') return;
    counts = addCounts(
      counts,
      event.skip === undefined && event.todo === undefined ? { passed: 1, failed: 0 } : BAD,
    );
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') counts = addCounts(counts, BAD);
  });
  const report = stream.pipe(new spec());
  report.pipe(process.stdout, { end: false });
  await once(report, 'end');
  return counts;
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
): Promise<RunCounts> => {
  const dir = mkdtempSync(join(tmpdir(), 'gemini-live-test-'));
  const countsFile = join(dir, 'counts.json');
  const args = ['--config', config, ...files.flatMap((file) => ['--files', file])];
  const [command = 'wtr', ...rest] = [...prefix, 'wtr', ...args];
  const code = await exec(command, rest, { ...process.env, ...env, TEST_COUNTS: countsFile });
  try {
    const counts = JSON.parse(readFileSync(countsFile, 'utf8')) as RunCounts;
    const silent = code !== 0 && counts.failed === 0;
    const broken = counts.passed + counts.failed === 0 || silent;
    return broken ? { ...counts, ...addCounts(counts, BAD) } : counts;
  } catch {
    console.error(`web-test-runner ended with ${code} before it had counted anything.`);
    return { ...BAD, ended: [] };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Both kinds, as far as `files` names them (all when empty). */
export const runSuite = async (config: string, files: readonly string[]): Promise<Counts> => {
  const forNode = files.filter((file) => NODE_TEST_FOLDERS.test(file));
  const forBrowser = files.filter((file) => !NODE_TEST_FOLDERS.test(file));
  const none: Counts = { passed: 0, failed: 0 };
  const all = files.length === 0;
  const node = all ? await runNodeTests() : forNode.length ? await runNodeTests(forNode) : none;
  const browser = all || forBrowser.length ? await runBrowserTests(config, forBrowser) : none;
  return addCounts(node, browser);
};

/** Prints the closing line, alone on the last line, and sets the exit code. */
export const conclude = (counts: Counts): void => {
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
};
