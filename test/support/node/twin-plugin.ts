import type { TestRunnerPlugin } from '@web/test-runner';
import { liveEmulatorPlugin } from '../../../src/emulator/index.ts';

/** web-test-runner plugin: browser tests start twins on this machine and steer them through `test/support/twin.ts`. */
export const twinPlugin = (): TestRunnerPlugin => liveEmulatorPlugin();
