import { conclude, withSecondRun } from './conclude.ts';
import { browserSuite, nodeSuite } from './run-tests.ts';

// `npm test`: everything, in Chromium and in Node. `npm test -- test/core/usage.test.ts` runs that file alone.
const files = process.argv.slice(2);
const inNode = await withSecondRun(nodeSuite, files);
const inBrowser = await withSecondRun((some) => browserSuite('web-test-runner.config.js', some), files);
conclude([inNode, inBrowser]);
