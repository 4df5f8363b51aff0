import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { buildCdn } from '../../../build/cdn.ts';
import { path } from '../../../build/paths.ts';

/** A name for what the sources are now: what was built of them once is good until they change. */
const nameOfSources = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(path('{src,worklets,build}/**/*.ts')).sort()) hash.update(readFileSync(file));
  return hash
    .update(readFileSync(path('package-lock.json')))
    .digest('hex')
    .slice(0, 16);
};

/** A folder like dist/cdn/, of the sources as they are. Built when there is none yet, which may take a minute. */
export const builtCdn = async (): Promise<string> => {
  const dir = path(`.cache/cdn/${nameOfSources()}`);
  if (existsSync(dir)) return dir;
  const fresh = `${dir}.${process.pid}`;
  await buildCdn(fresh);
  try {
    renameSync(fresh, dir);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(dir)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return dir;
};
