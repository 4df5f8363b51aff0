import { ENGINES, isEngine, type Engine } from '../build/browsers/engines.ts';
import { addCounts, type Counts } from '../build/count-reporter.ts';
import { EXCLUSIONS } from '../test/engines.ts';
import { installEngines } from './install-engines.ts';
import { conclude, runBrowserTests } from './run-tests.ts';

// `npm run test:all`: the browser tests in Chromium, Firefox and WebKit, one after another.
// `npm run test:all -- firefox webkit` picks engines, and files may follow.
const args = process.argv.slice(2);
const files = args.filter((arg) => !isEngine(arg));
const picked = args.filter(isEngine);
const engines: readonly Engine[] = picked.length > 0 ? picked : ENGINES;

const runEngine = async (engine: Engine): Promise<Counts> => {
  process.stdout.write(`\n── ${engine} ──\n`);
  // WebKitGTK draws on a display; this is one that nobody sees.
  const prefix = engine === 'webkit' && !process.env['DISPLAY'] ? ['xvfb-run', '-a'] : [];
  return runBrowserTests('web-test-runner.all.config.js', files, { TEST_ENGINES: engine }, prefix);
};

installEngines(engines);
const results: [Engine, Counts][] = [];
for (const engine of engines) results.push([engine, await runEngine(engine)]);

process.stdout.write('\nNot tested, for what an engine cannot do:\n');
for (const { feature, engines: without, reason } of EXCLUSIONS) {
  process.stdout.write(`  ${feature} (${without.join(', ')}): ${reason}\n`);
}
for (const [engine, { passed, failed }] of results) {
  process.stdout.write(`${engine}: ${passed} passed, ${failed} failed\n`);
}
conclude(results.map(([, counts]) => counts).reduce(addCounts));
