import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileResult } from '../../../build/count-reporter.ts';
import { countsOf, withSecondRun } from '../../../scripts/conclude.ts';

const good = (file: string): FileResult => ({ file, passed: 3, failed: 0, failures: [] });
const bad = (file: string): FileResult => ({ file, passed: 2, failed: 1, failures: ['a test'] });

/** A suite of these files: those of `fails` fail in the run with that index. */
const suite = (all: readonly string[], fails: readonly (readonly string[])[]) => {
  const runs: (readonly string[])[] = [];
  const run = (files: readonly string[]): Promise<FileResult[]> => {
    const failing = fails[runs.length] ?? [];
    runs.push(files);
    return Promise.resolve(
      (files.length > 0 ? files : all).map((file) => (failing.includes(file) ? bad(file) : good(file))),
    );
  };
  return { runs, run };
};

test('a suite that passes is run once', async () => {
  const { runs, run } = suite(['a', 'b'], []);
  assert.deepEqual(countsOf(await withSecondRun(run, [])), { passed: 6, failed: 0 });
  assert.equal(runs.length, 1);
});

test('a file that was disturbed is run again by itself, and named', async () => {
  const { runs, run } = suite(['a', 'b', 'c'], [['b']]);
  const outcome = await withSecondRun(run, []);
  assert.deepEqual(runs, [[], ['b']]);
  assert.deepEqual(countsOf(outcome), { passed: 9, failed: 0 });
  assert.deepEqual(outcome.again, [bad('b')]);
});

test('a fault fails twice, and counts', async () => {
  const { run } = suite(['a', 'b'], [['b'], ['b']]);
  assert.deepEqual(countsOf(await withSecondRun(run, [])), { passed: 5, failed: 1 });
});

test('a file that the second run says nothing of has failed', async () => {
  let runs = 0;
  const run = (): Promise<FileResult[]> => Promise.resolve(runs++ === 0 ? [good('a'), bad('b')] : []);
  assert.deepEqual(countsOf(await withSecondRun(run, [])), { passed: 5, failed: 1 });
});

test('many failures are no disturbance', async () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { runs, run } = suite(all, [all]);
  assert.deepEqual(countsOf(await withSecondRun(run, [])), { passed: 14, failed: 7 });
  assert.equal(runs.length, 1);
});

test('files that a developer names are run once', async () => {
  const { runs, run } = suite(['a'], [['a']]);
  assert.deepEqual(countsOf(await withSecondRun(run, ['a'])), { passed: 2, failed: 1 });
  assert.equal(runs.length, 1);
});
