import { launchers } from './build/browsers/engines.ts';
import { testConfig } from './build/test-config.ts';
import { IN_CHROMIUM_ALONE } from './test/engines.ts';

const engines = process.env.TEST_ENGINES ?? 'chromium,firefox,webkit';

/** The suite in the engines that `TEST_ENGINES` lists (comma-separated; all three when unset). See scripts/test-all.ts. */
export default await testConfig(
  await launchers(engines),
  engines.includes('chromium') ? [] : IN_CHROMIUM_ALONE,
);
