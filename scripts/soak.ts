import { exec, isNodeTest, runBrowserTests } from './run-tests.ts';

// `npm run soak`: what takes too long for every change. CONTRIBUTING.md names the settings, all of them environment variables;
// `npm run soak -- test/soak/simulated.test.ts` runs one file.
const FILES = [
  'test/soak/simulated.test.ts',
  'test/soak/two-hours.test.ts',
  'test/soak/browser.test.ts',
  'test/element/leaks.test.ts',
  'test/element/fuzz.test.ts',
];
const LONG = { SOAK_HOURS: '200', SOAK_BROWSER_SECONDS: '1200', SOAK_ROUNDS: '300', FUZZ: '100000' };

const named = process.argv.slice(2);
const files = named.length > 0 ? named : FILES;
const env = { ...LONG, ...process.env };
let failed = 0;
for (const file of files) {
  if (isNodeTest(file)) {
    const flags = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--test-reporter=spec', '--test'];
    if ((await exec('node', [...flags, file], env)) !== 0) failed += 1;
  } else {
    const results = await runBrowserTests('web-test-runner.config.js', [file], env);
    if (results.some((result) => result.failed > 0)) failed += 1;
  }
}
process.exitCode = failed > 0 ? 1 : 0;
