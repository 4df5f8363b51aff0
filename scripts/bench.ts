import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BenchBrowser } from '../bench/browser.ts';
import { cdnFolder } from '../bench/cdn-folder.ts';
import { type Figure, passes, spreadOf, tableOf } from '../bench/figure.ts';
import { FIGURES, isGroup } from '../bench/figures/index.ts';
import { SPEECH } from '../bench/lab.ts';
import { buildScripts, hasPeer } from '../bench/scripts.ts';
import { BenchServers } from '../bench/servers.ts';

// `npm run bench [-- --only name] [--runs n] [--json file] [--cdn folder]`; docs/benchmarks.md says what it measures.
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
    cdn: { type: 'string' },
  },
});
const unknown = values.only.find((name) => !isGroup(name));
if (unknown !== undefined) {
  throw new Error(`No figure is called "${unknown}"; there are ${Object.keys(FIGURES).join(', ')}.`);
}
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');

const [load = 0] = loadavg();
const browser = await BenchBrowser.launch(SPEECH, { once: true });
console.log(`${await browser.version()}, ${availableParallelism()} cores, load ${load.toFixed(1)}.`);
await browser.close();
if (load > 1) console.log('The machine is busy with something else: what is measured in time will suffer.');
const peer = hasPeer();
if (!peer) console.log('The package wavtools is not installed: the peer is left out.');
const servers = await BenchServers.start(values.cdn ?? (await cdnFolder()), await buildScripts());
const figures: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(FIGURES)) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    const since = performance.now();
    const found = await measure({ servers, runs, peer });
    figures.push(...found);
    console.log(`\n${name}: ${((performance.now() - since) / 1000).toFixed(0)} s\n${tableOf(found)}`);
  }
} finally {
  servers.close();
}

if (values.json !== undefined) {
  const rows = figures.map((figure) => ({ ...figure, ...spreadOf(figure.values), pass: passes(figure) }));
  writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}
const missed = figures.filter((figure) => passes(figure) === false);
for (const { name } of missed) console.error(`Missed: ${name}`);
process.exitCode = missed.length > 0 ? 1 : 0;
