import { ENGINES, isEngine, type Engine } from '../build/browsers/engines.ts';
import { addCounts, type Counts, type RunCounts } from '../build/count-reporter.ts';
import { EXCLUSIONS } from '../test/engines.ts';
import { installEngines } from './install-engines.ts';
import { conclude, runBrowserTests } from './run-tests.ts';

// `npm run test:all`: the browser tests in Chromium, Firefox and WebKit, one after another.
// `npm run test:all -- firefox webkit` picks engines, and files may follow.
const args = process.argv.slice(2);
const files = args.filter((arg) => !isEngine(arg));
const picked = args.filter(isEngine);
const engines: readonly Engine[] = picked.length > 0 ? picked : ENGINES;
/** Files that were run again because the browser had ended in them. */
const endings: string[] = [];

const runEngine = async (engine: Engine): Promise<Counts> => {
  process.stdout.write(`\n── ${engine} ──\n`);
  // WebKitGTK draws on a display; this is one that nobody sees.
  const prefix = engine === 'webkit' && !process.env['DISPLAY'] ? ['xvfb-run', '-a'] : [];
  const run = (chosen: readonly string[]): Promise<RunCounts> =>
    runBrowserTests('web-test-runner.all.config.js', chosen, { TEST_ENGINES: engine }, prefix);
  const first = await run(files);
  if (first.ended.length === 0 || engine !== 'webkit') return first;
  // WebKitGTK's page process crashes now and then in its own audio threads. A file whose tests could not end is run once
  // more, and that counts; a test that failed is not run again.
  process.stdout.write(`\nThe browser ended in ${first.ended.join(', ')}; once more:\n`);
  endings.push(...first.ended.map((file) => `${file} (${engine})`));
  const second = await run(first.ended);
  return addCounts({ ...first, failed: first.failed - first.ended.length }, second);
};

installEngines(engines);
const results: [Engine, Counts][] = [];
for (const engine of engines) results.push([engine, await runEngine(engine)]);

process.stdout.write('\nNot tested, for what an engine cannot do:\n');
for (const { feature, engines: without, reason } of EXCLUSIONS) {
  process.stdout.write(`  ${feature} (${without.join(', ')}): ${reason}\n`);
}
for (const ending of endings) process.stdout.write(`Run again, because the browser ended: ${ending}\n`);
for (const [engine, { passed, failed }] of results) {
  process.stdout.write(`${engine}: ${passed} passed, ${failed} failed\n`);
}
conclude(results.map(([, counts]) => counts).reduce(addCounts));
