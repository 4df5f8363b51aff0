import { conclude, runSuite } from './run-tests.ts';

// `npm test`: everything, in Chromium and in Node. `npm test -- test/core/usage.test.ts` runs that file alone.
conclude(await runSuite('web-test-runner.config.js', process.argv.slice(2)));
