import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';

/** How a run went. A skipped test counts as failed: nothing here is skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** How one test file went. */
export interface FileResult extends Counts {
  /** From the project's folder. */
  readonly file: string;
  /** The tests that failed, each with the first line of its error; of a file that could not run, what became of it. */
  readonly failures: readonly string[];
}

/** A failed test in a line of its own. */
export const failureOf = (name: string, message = ''): string => {
  const [line = ''] = message.split('\n', 1);
  return line === '' ? name : `${name} (${line.slice(0, 300)})`;
};

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

const suiteResult = (suite: TestSuiteResult, path: readonly string[]): Omit<FileResult, 'file'> => {
  const name = (test: string): string => [...path, test].join(' › ');
  const bad = suite.tests.filter((test) => !test.passed || test.skipped);
  const own = {
    passed: suite.tests.length - bad.length,
    failed: bad.length,
    failures: bad.map((test) => failureOf(name(test.name), test.error?.message)),
  };
  return suite.suites
    .map((inner) => suiteResult(inner, [...path, inner.name]))
    .reduce(
      (sum, inner) => ({ ...addCounts(sum, inner), failures: [...sum.failures, ...inner.failures] }),
      own,
    );
};

/** A file that did not load, hung, or lost its browser counts as one more failed test. */
const fileResult = (session: TestSession): FileResult => {
  const file = relative(process.cwd(), session.testFile);
  const tests = session.testResults
    ? suiteResult(session.testResults, [])
    : { passed: 0, failed: 0, failures: [] };
  const broken = session.errors.map(({ message }) => failureOf('the file', message));
  const silent = !session.passed && tests.failed === 0 && broken.length === 0;
  const failures = [...tests.failures, ...broken, ...(silent ? ['did not pass, and did not say why'] : [])];
  return { file, passed: tests.passed, failed: failures.length, failures };
};

/** Writes the results of a run as JSON (`FileResult[]`) to `file`, for the script that started web-test-runner. */
export const countReporter = (file: string): Reporter => ({
  onTestRunFinished({ sessions }) {
    writeFileSync(file, JSON.stringify([...sessions].map(fileResult)));
  },
});
