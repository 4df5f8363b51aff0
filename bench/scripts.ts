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

/** Where the peer's recorder and player are installed; `undefined` where they are not. */
const findPeer = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('wavtools');
  } catch {
    return undefined;
  }
};

/** Whether the peer can be measured; its figures are left out otherwise. */
export const hasPeer = (): boolean => findPeer() !== undefined;

/** Bundles what the pages load beside the element. */
export const buildScripts = async (): Promise<Scripts> => {
  const wavtools = findPeer();
  const peer: BuildOptions = { minify: true, ...(wavtools === undefined ? {} : { alias: { wavtools } }) };
  return {
    '/instruments.js': await bundle('page/instruments.ts'),
    '/tap.worklet.js': await bundle('worklets/tap.worklet.ts'),
    '/element.js': await bundle('page/element.ts'),
    ...(wavtools === undefined ? {} : { '/peer.js': await bundle('page/peer.ts', peer) }),
  };
};
