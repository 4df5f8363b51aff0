import { launchers } from './build/browsers/engines.ts';
import { testConfig } from './build/test-config.ts';

/** The suite in the engines that `TEST_ENGINES` lists (comma-separated; all three when unset). See scripts/test-all.ts. */
export default await testConfig(await launchers(process.env.TEST_ENGINES));
