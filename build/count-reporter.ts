import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/** How a run went. A skipped test counts as failed: nothing here is skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

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
 * Writes the counts of a run as JSON to `file`, for the script that started web-test-runner. A file that did not load, or
 * hung, counts as one failed test.
 */
export const countReporter = (file: string): Reporter => ({
  onTestRunFinished({ sessions }) {
    const counts = sessions
      .map((session): Counts => {
        const tests = session.testResults ? countSuite(session.testResults) : { passed: 0, failed: 0 };
        const broken = !session.passed && tests.failed === 0 ? 1 : 0;
        return { passed: tests.passed, failed: tests.failed + broken };
      })
      .reduce(addCounts, { passed: 0, failed: 0 });
    writeFileSync(file, JSON.stringify(counts));
  },
});
