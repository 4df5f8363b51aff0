import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';

/** How a run went. A skipped test counts as failed: nothing here is skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** What the reporter writes. */
export interface RunCounts extends Counts {
  /** Test files, from the project's folder, in which the browser itself ended; `failed` counts each as one. */
  readonly ended: readonly string[];
}

/** How the runner and WebKit's launcher say that the browser went away in mid-test. */
const ENDED = /browser (disconnected|ended)/;

const countSuite = (suite: TestSuiteResult): Counts => {
  const own = suite.tests.map((test) => ({ passed: Number(test.passed && !test.skipped) }));
  const passed = own.reduce((sum, test) => sum + test.passed, 0);
  return suite.suites.map(countSuite).reduce(addCounts, { passed, failed: own.length - passed });
};

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/**
 * Writes the counts of a run as JSON (`RunCounts`) to `file`, for the script that started web-test-runner. A file that did
 * not load, hung, or lost its browser counts as one failed test.
 */
export const countReporter = (file: string): Reporter => ({
  onTestRunFinished({ sessions }) {
    const hasEnded = (session: TestSession): boolean =>
      session.errors.some(({ message }) => ENDED.test(message));
    const counts = sessions
      .map((session): Counts => {
        if (hasEnded(session)) return { passed: 0, failed: 1 };
        const tests = session.testResults ? countSuite(session.testResults) : { passed: 0, failed: 0 };
        const broken = !session.passed && tests.failed === 0 ? 1 : 0;
        return { passed: tests.passed, failed: tests.failed + broken };
      })
      .reduce(addCounts, { passed: 0, failed: 0 });
    const ended = sessions.filter(hasEnded).map(({ testFile }) => relative(process.cwd(), testFile));
    writeFileSync(file, JSON.stringify({ ...counts, ended } satisfies RunCounts));
  },
});
