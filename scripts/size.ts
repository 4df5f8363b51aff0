import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { path } from '../build/paths.ts';

/** Bytes after gzip -9, as a visitor downloads them. */
const sizeOf = (pattern: string): number => {
  const files = globSync(path(`dist/cdn/${pattern}`));
  const [file] = files;
  if (!file || files.length > 1)
    throw new Error(`${pattern} is ${files.length} files in dist/cdn/: run npm run build.`);
  return gzipSync(readFileSync(file), { level: 9 }).length;
};

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2).padStart(6);

const lines: string[] = [];
let over = 0;
const row = (name: string, bytes: number, budget?: number): number => {
  const verdict =
    budget === undefined ? '' : bytes <= budget ? `of ${budget / 1000} kB` : `over ${budget / 1000} kB!`;
  if (budget !== undefined && bytes > budget) over++;
  lines.push(`${kilobytes(bytes)} kB  ${name}${verdict ? `  (${verdict})` : ''}`);
  return bytes;
};

// `npm run size`: what the files of dist/cdn/ weigh, against the budgets.
const entry = row('gemini-live.js: the script tag', sizeOf('gemini-live.js'), 20_000);
const session = row('session: conversation, engine, SDK', sizeOf('gemini-live.session.*.js'));
const worklets = row('worklets', sizeOf('audio.worklet.js'));
const locales = globSync(path('dist/cdn/gemini-live.locale-*.js')).map((file) => sizeOf(basename(file)));
const locale = row('the largest locale', Math.max(0, ...locales));
const whole = row('a conversation, with that locale', entry + session + worklets + locale, 50_000);
const chunk = (name: string, use: string): number =>
  row(`${name}: ${use}`, sizeOf(`gemini-live.${name}.*.js`));
const later = ['closes', 'devices', 'page', 'picture'].map((name) => chunk(name, 'once it runs'));
row(
  'all that comes once it runs, too',
  later.reduce((sum, bytes) => sum + bytes, whole),
);
for (const name of ['config', 'tools', 'sight', 'sound', 'speech', 'insight', 'persist', 'extras', 'bars'])
  chunk(name, 'only where it is used');
row('gemini-live.full.js: everything', sizeOf('gemini-live.full.js'));
row('gemini-live.classic.js', sizeOf('gemini-live.classic.js'));
process.stdout.write(`gzip, dist/cdn/\n${lines.join('\n')}\n`);
process.exitCode = over > 0 ? 1 : 0;
