import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { analyze, elementIn } from '../build/manifest.ts';
import { path } from '../build/paths.ts';
import { fillTables } from '../build/readme-tables.ts';

// `npm run docs`: custom-elements.json from the sources, and the README's tables from that.
const manifest = await analyze();
writeFileSync(path('custom-elements.json'), manifest);
const readme = fillTables(readFileSync(path('README.md'), 'utf8'), elementIn(manifest));
const options = (await prettier.resolveConfig(path('README.md'))) ?? {};
writeFileSync(path('README.md'), await prettier.format(readme, { ...options, parser: 'markdown' }));
