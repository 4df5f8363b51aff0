import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

test('the handler bundles for runtimes without any Node module', async () => {
  const { metafile, warnings } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/server/index.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['worker', 'browser'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const externals = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
  assert.deepEqual(externals, []);
  assert.deepEqual(warnings, []);
});
