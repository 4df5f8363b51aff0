import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner-core';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { bundledSdk } from './bundled-sdk.ts';
import { countReporter } from './count-reporter.ts';
import { serveTextModules } from './text-modules.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** A plugin that the tests bring along, by file and name. */
const testPlugin = async (file: string, name: string): Promise<TestRunnerPlugin[]> => {
  if (!existsSync(path(file))) return [];
  const module = (await import(pathToFileURL(path(file)).href)) as Record<string, () => TestRunnerPlugin>;
  const make = module[name];
  if (!make) throw new Error(`${file} does not export ${name}().`);
  return [make()];
};

/**
 * Web-test-runner's configuration for some browsers, one after another. Where `TEST_RESULTS` names a file, the results
 * of the run are written there as JSON.
 * @param without files that are left out, unless the command line names them
 */
export const testConfig = async (
  browsers: BrowserLauncher[],
  without: readonly string[] = [],
): Promise<TestRunnerConfig> => {
  const resultsFile = process.env['TEST_RESULTS'];
  return {
    rootDir: path('.'),
    files: [
      'test/**/*.test.ts',
      '!test/{emulator,server,bench,package/node}/**',
      '!test/soak/{simulated,two-hours,simulated/*}.test.ts',
      ...without.map((files) => `!${files}`),
    ],
    nodeResolve: { exportConditions: ['production', 'default'] },
    concurrency: 1,
    concurrentBrowsers: 1,
    browserStartTimeout: 60_000,
    // `npm run soak` may take hours.
    testsFinishTimeout: process.env['SOAK_HOURS'] ? 14_400_000 : 300_000,
    testFramework: { config: { timeout: 20_000 } },
    browsers,
    reporters: [
      defaultReporter({ reportTestProgress: process.stdout.isTTY }),
      ...(resultsFile ? [countReporter(resultsFile)] : []),
    ],
    plugins: [
      bundledSdk(),
      serveTextModules(),
      ...(await testPlugin('test/package/node/file-plugin.ts', 'filePlugin')),
      ...(await testPlugin('test/support/node/twin-plugin.ts', 'twinPlugin')),
      ...(await testPlugin('test/support/node/endpoint-plugin.ts', 'endpointPlugin')),
      ...(await testPlugin('test/support/node/relay-plugin.ts', 'relayPlugin')),
      ...(await testPlugin('test/support/node/touch-plugin.ts', 'touchPlugin')),
      ...(await testPlugin('test/support/node/demo-plugin.ts', 'demoPlugin')),
      ...(await testPlugin('test/support/node/soak-plugin.ts', 'soakPlugin')),
      ...(await testPlugin('test/support/node/csp-plugin.ts', 'cspPlugin')),
      ...(await testPlugin('test/support/node/page-plugin.ts', 'pagePlugin')),
      esbuildPlugin({ ts: true, target: 'es2022', tsconfig: path('tsconfig.base.json') }),
    ],
  };
};
