import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { assumptionPage } from '../build/assumption-tables.ts';
import { playgroundData } from '../build/capabilities/controls.ts';
import { capabilityPage } from '../build/capability-tables.ts';
import { fieldPage } from '../build/field-tables.ts';
import { analyze, elementIn } from '../build/manifest.ts';
import { contextPage } from '../build/model-table.ts';
import { path } from '../build/paths.ts';
import { fillTables } from '../build/readme-tables.ts';

// `npm run docs`: custom-elements.json from the sources, the README's tables from that, the table of capabilities, the playground's
// controls, the table of models, and the twin's tables.
const manifest = await analyze();
writeFileSync(path('custom-elements.json'), manifest);
const readme = fillTables(readFileSync(path('README.md'), 'utf8'), elementIn(manifest));
const options = (await prettier.resolveConfig(path('README.md'))) ?? {};
const write = async (file: string, text: string): Promise<void> =>
  writeFileSync(path(file), await prettier.format(text, { ...options, filepath: file }));
// The table of capabilities is held against the playground.
await write('demo/playground/controls.json', JSON.stringify(playgroundData(elementIn(manifest))));
await write('README.md', readme);
await write('docs/context.md', contextPage(readFileSync(path('docs/context.md'), 'utf8')));
await write('docs/capabilities.md', capabilityPage(elementIn(manifest)));
await write('docs/emulator/assumptions.md', assumptionPage());
await write('docs/emulator/fields.md', fieldPage());
