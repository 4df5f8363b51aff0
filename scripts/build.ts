import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { buildCdn } from '../build/cdn.ts';
import { jsxTypes, vsCodeData, webTypes } from '../build/editor-data.ts';
import { elementIn } from '../build/manifest.ts';
import { buildNpm } from '../build/npm.ts';
import { path } from '../build/paths.ts';

// `npm run build`: all of dist/. `npm run build -- cdn`: the script-tag files alone.
const only = process.argv[2];
const dist = path('dist');

/** Builds beside the old files and swaps them at the end: what serves dist/ never sees half a build. */
const replace = async (folder: string, build: (dir: string) => Promise<void>): Promise<void> => {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  await build(fresh);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
};

/** What editors and JSX know of the tag, from the manifest. */
const buildEditorData = (dir: string): void => {
  const element = elementIn(readFileSync(path('custom-elements.json'), 'utf8'));
  const { name, version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  writeFileSync(`${dir}/vscode.html-custom-data.json`, vsCodeData(element));
  writeFileSync(`${dir}/web-types.json`, webTypes(element, name, version));
  writeFileSync(`${dir}/jsx.d.ts`, jsxTypes(element));
};

if (only === 'cdn') {
  await replace(path('dist/cdn'), buildCdn);
} else if (only === undefined) {
  await replace(dist, async (dir) => {
    await buildNpm(dir);
    buildEditorData(dir);
    await buildCdn(`${dir}/cdn`);
  });
} else {
  throw new Error(`There is no build called "${only}"; there is cdn, or all of it without a name.`);
}
