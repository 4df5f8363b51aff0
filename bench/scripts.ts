import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { Scripts } from './servers.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const bundle = async (file: string, options: BuildOptions = {}): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [here(file)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
};

/** Whether the peer's recorder and player are installed; without them the peer's figures are left out. */
export const hasPeer = (): boolean => {
  try {
    createRequire(import.meta.url).resolve('wavtools');
    return true;
  } catch {
    return false;
  }
};

/** Bundles what the pages load beside the element. */
export const buildScripts = async (): Promise<Scripts> => ({
  '/instruments.js': await bundle('page/instruments.ts'),
  '/tap.worklet.js': await bundle('worklets/tap.worklet.ts'),
  '/element.js': await bundle('page/element.ts'),
  ...(hasPeer()
    ? { '/peer.js': await bundle('page/peer.ts', { minify: true, conditions: ['browser', 'import'] }) }
    : {}),
});
