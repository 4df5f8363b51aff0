import { chromium } from './build/browsers/chromium.ts';
import { testConfig } from './build/test-config.ts';

/** The suite in Chromium: `npm test`, or `npx wtr --files test/core/transcript.test.ts` for one file. */
export default await testConfig([await chromium()]);
