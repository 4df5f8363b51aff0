import { ENGINES, isEngine, type Engine } from '../build/browsers/engines.ts';
import { EXCLUSIONS, LEFT_OUT } from '../test/engines.ts';
import { conclude, countsOf, withSecondRun, type Outcome } from './conclude.ts';
import { installEngines } from './install-engines.ts';
import { runBrowserTests } from './run-tests.ts';

// `npm run test:all`: the browser tests in Chromium, Firefox and WebKit, one after another.
// `npm run test:all -- firefox webkit` picks engines, and files may follow.
const args = process.argv.slice(2);
const files = args.filter((arg) => !isEngine(arg));
const picked = args.filter(isEngine);
const engines: readonly Engine[] = picked.length > 0 ? picked : ENGINES;

const runEngine = (engine: Engine): Promise<Outcome> => {
  process.stdout.write(`\n── ${engine} ──\n`);
  // WebKitGTK draws on a display; this is one that nobody sees.
  const prefix = engine === 'webkit' && !process.env['DISPLAY'] ? ['xvfb-run', '-a'] : [];
  return withSecondRun(
    (some) => runBrowserTests('web-test-runner.all.config.js', some, { TEST_ENGINES: engine }, prefix),
    files,
  );
};

installEngines(engines);
const results: [Engine, Outcome][] = [];
for (const engine of engines) results.push([engine, await runEngine(engine)]);

process.stdout.write('\nNot tested, for what an engine cannot do:\n');
for (const { feature, engines: without, reason } of EXCLUSIONS) {
  process.stdout.write(`  ${feature} (${without.join(', ')}): ${reason}\n`);
}
for (const engine of engines) {
  if (LEFT_OUT[engine].length > 0)
    process.stdout.write(`\nLeft out in ${engine}:\n  ${LEFT_OUT[engine].join('\n  ')}\n`);
}
for (const [engine, outcome] of results) {
  const { passed, failed } = countsOf(outcome);
  process.stdout.write(`${engine}: ${passed} passed, ${failed} failed\n`);
}
conclude(results.map(([, outcome]) => outcome));
