import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import prettier from 'prettier';
import { assumptionPage } from '../build/assumption-tables.ts';
import { playgroundData } from '../build/capabilities/controls.ts';
import { capabilityPage } from '../build/capability-tables.ts';
import { embedTag, fillEmbed } from '../build/embed.ts';
import { fieldPage } from '../build/field-tables.ts';
import { problemsInLock, type LockedPackage } from '../build/locked-packages.ts';
import { analyze, elementIn } from '../build/manifest.ts';
import { contextPage } from '../build/model-table.ts';
import { path } from '../build/paths.ts';
import { fillTables } from '../build/readme-tables.ts';

// `npm run check`: everything but the test suites. Each gate runs, whatever the one before it said.
// `npm run check -- lint size` runs those alone.

/** A gate throws, or gives the exit code of a program. */
type Gate = () => number | Promise<number>;

const run = (command: string, ...args: readonly string[]): number =>
  spawnSync(command, args, { cwd: path('.'), stdio: 'inherit' }).status ?? 1;

const node = (...args: readonly string[]): number =>
  run('node', '--disable-warning=ExperimentalWarning', ...args);

const LAYERS = ['core', 'engine', 'worklets', 'node', 'page', 'test', 'soak', ''] as const;

const types: Gate = () =>
  LAYERS.map((layer) => run('tsc', '-p', layer ? `tsconfig.${layer}.json` : 'tsconfig.json')).find(
    (code) => code !== 0,
  ) ?? 0;

const manifest: Gate = async () => {
  if ((await analyze()) === readFileSync(path('custom-elements.json'), 'utf8')) return 0;
  throw new Error('custom-elements.json is not what the sources say: run npm run docs.');
};

/** Whether a generated page is what `npm run docs` would make of it now. */
const isUpToDate = async (file: string, text: string): Promise<boolean> => {
  const options = (await prettier.resolveConfig(path(file))) ?? {};
  const formatted = await prettier.format(text, { ...options, filepath: file });
  return formatted === readFileSync(path(file), 'utf8');
};

const tables: Gate = async () => {
  const element = elementIn(readFileSync(path('custom-elements.json'), 'utf8'));
  const pages = {
    'README.md': fillTables(readFileSync(path('README.md'), 'utf8'), element),
    'docs/context.md': contextPage(readFileSync(path('docs/context.md'), 'utf8')),
    'docs/capabilities.md': capabilityPage(element),
    'demo/playground/controls.json': JSON.stringify(playgroundData(element)),
    'docs/emulator/assumptions.md': assumptionPage(),
    'docs/emulator/fields.md': fieldPage(),
  };
  for (const [file, text] of Object.entries(pages)) {
    if (!(await isUpToDate(file, text))) throw new Error(`${file} is not up to date: run npm run docs.`);
  }
  return 0;
};

/** Hosts that only one machine knows must not get into what others install from. */
const hosts: Gate = () => {
  const files = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    ...globSync('{src,worklets,demo,docs,build,scripts}/**/*.*'),
  ];
  const foreign =
    /\b(?:artifactory|nexus|verdaccio|jfrog|localhost:4873)\b|registry\.(?!npmjs\.org)[\w-]+\.\w+\/|\/tmp\/|\/root\//i;
  const found = files.flatMap((file) => {
    if (file === 'scripts/check.ts') return [];
    const line = readFileSync(path(file), 'utf8')
      .split('\n')
      .findIndex((text) => foreign.test(text));
    return line < 0 ? [] : [`${file}:${line + 1}`];
  });
  if (found.length > 0) throw new Error(`Paths or registries of one machine: ${found.join(', ')}`);
  return 0;
};

/** What is installed with a hash, from where it should be, and runs and binds nobody unasked. */
const packages: Gate = () => {
  const lock = JSON.parse(readFileSync(path('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const problems = problemsInLock(lock.packages);
  if (problems.length > 0) throw new Error(`package-lock.json:\n${problems.join('\n')}`);
  return 0;
};

/** The tag that people copy has the hash of the file that is published with it. */
const embed: Gate = () => {
  const page = readFileSync(path('README.md'), 'utf8');
  if (fillEmbed(page, embedTag()) === page) return 0;
  throw new Error("The README's script tag is not that of dist/cdn/: run npm run build and npm run embed.");
};

const GATES: Readonly<Record<string, Gate>> = {
  types,
  lint: () => run('eslint', '--max-warnings', '0', '.'),
  format: () => run('prettier', '--check', '--log-level', 'warn', '.'),
  manifest,
  tables,
  hosts,
  packages,
  build: () => node('scripts/build.ts'),
  embed,
  publint: () => run('publint', '--strict', '.'),
  attw: () => run('attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'),
  size: () => node('scripts/size.ts'),
  package: () => node('scripts/test.ts', ...globSync('test/package/node/*.test.ts')),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(GATES, name));
if (unknown.length > 0)
  throw new Error(`No gate is called ${unknown.join(', ')}; there are ${Object.keys(GATES).join(', ')}.`);

const failed: string[] = [];
for (const [name, gate] of Object.entries(GATES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`── ${name}\n`);
  const code = await Promise.resolve()
    .then(gate)
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    });
  if (code !== 0) failed.push(name);
}
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll gates passed.\n');
process.exitCode = failed.length > 0 ? 1 : 0;
