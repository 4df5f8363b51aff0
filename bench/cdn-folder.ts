import { existsSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCdn } from '../build/cdn.ts';
import { path } from '../build/paths.ts';

/**
 * Where the built files are: `dist/cdn` when it is newer than all sources, else a build of our own that goes when this
 * process ends. What is measured is never stale.
 */
export const cdnFolder = async (): Promise<string> => {
  const built = path('dist/cdn');
  const entry = join(built, 'gemini-live.js');
  const changed = Math.max(
    ...globSync([path('src/**/*.ts'), path('worklets/*.ts')]).map((file) => statSync(file).mtimeMs),
  );
  if (existsSync(entry) && statSync(entry).mtimeMs > changed) return built;
  console.log('dist/cdn is not there or not up to date: building.');
  const folder = mkdtempSync(join(tmpdir(), 'gemini-live-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await buildCdn(folder);
  return folder;
};
