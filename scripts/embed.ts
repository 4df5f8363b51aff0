import { readFileSync, writeFileSync } from 'node:fs';
import { embedTag, fillEmbed } from '../build/embed.ts';
import { path } from '../build/paths.ts';

// `npm run embed`, after a build: prints the script tag for a page, and puts it into the README.
const tag = embedTag();
const file = path('README.md');
writeFileSync(file, fillEmbed(readFileSync(file, 'utf8'), tag));
process.stdout.write(`${tag}\n`);
