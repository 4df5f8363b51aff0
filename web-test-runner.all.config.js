import { launchers } from './build/browsers/engines.ts';
import { testConfig } from './build/test-config.ts';
import { LEFT_OUT } from './test/engines.ts';

const engines = process.env.TEST_ENGINES ?? 'chromium,firefox,webkit';

/** The suite in the engines that `TEST_ENGINES` lists (comma-separated; all three when unset). See scripts/test-all.ts. */
export default await testConfig(await launchers(engines), LEFT_OUT[engines]);
