import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { rollup, type InputOptions, type OutputChunk, type Plugin } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { trimLit } from './lit-trim.ts';
import { path } from './paths.ts';
import { trimSdk } from './sdk-trim.ts';

const tsconfig = path('tsconfig.base.json');

/** TypeScript to JavaScript, with the options that the type check runs with. */
export const typescript = (): Plugin => esbuild({ target: 'es2022', include: /\.ts$/, tsconfig });

/**
 * Gives the private members of every class the same few names, most used first. Terser gives each name one of its own in the
 * whole file, and what differs does not compress: this is worth 2 % after gzip.
 */
const shortNames = (): Plugin => ({
  name: 'short-names',
  renderChunk: async (code) => ({
    code: (await transform(code, { minifyIdentifiers: true, target: 'es2022', legalComments: 'none' })).code,
    map: null,
  }),
});

/** Minifies a whole output file. `licences` are collected apart, so comments go. */
export const minify = (): Plugin[] => [
  shortNames(),
  terser({
    ecma: 2020,
    module: true,
    compress: { passes: 6, inline: 1, keep_fargs: false, pure_getters: true, unsafe_arrows: true },
    format: { comments: false },
  }),
];

/** What a bundle of ours, with everything inside, is made of. */
export interface Bundle {
  readonly code: string;
  /** Absolute paths of the files that went in. */
  readonly files: readonly string[];
}

/**
 * The options of every bundle. The packages we bundle (the SDK, Lit) do not do anything on import, though the SDK does not
 * say so in its package file: with this, the one class of it that the engine uses keeps 15 kB (gzip) instead of 73, and after `trimSdk` 9.
 * `p-retry` hangs on a part of the SDK that is dropped; it stays outside, and a bundle that would need it is refused.
 */
export const bundleOptions = (input: string, plugins: readonly Plugin[] = []): InputOptions => ({
  input,
  external: ['p-retry'],
  treeshake: { moduleSideEffects: (id, external) => !external && !id.includes('/node_modules/') },
  plugins: [
    ...plugins,
    nodeResolve({
      browser: true,
      exportConditions: ['production'],
      // What package.json says of side effects is about dist/, not about the sources.
      ignoreSideEffectsForRoot: true,
      rootDir: path('.'),
    }),
    typescript(),
    trimSdk(),
    trimLit(),
  ],
  onLog: (level, log, print) => {
    // Types that point at each other inside a package are its own affair.
    if (log.code === 'CIRCULAR_DEPENDENCY' && log.ids?.every((id) => id.includes('/node_modules/'))) return;
    print(level === 'warn' ? 'error' : level, log);
  },
});

/**
 * A module and all that it imports as one file.
 * @throws when something is left to import, or more than one file came out
 */
export const bundle = async (
  input: string,
  format: 'es' | 'iife' | 'cjs',
  plugins: readonly Plugin[],
  outputPlugins: readonly Plugin[],
): Promise<Bundle> => {
  const build = await rollup(bundleOptions(input, plugins));
  try {
    const { output } = await build.generate({
      format,
      esModule: false,
      inlineDynamicImports: true,
      plugins: [...outputPlugins],
    });
    const [chunk, ...others] = output;
    if (others.length > 0) throw new Error(`${input} came out in ${output.length} files, not one.`);
    refuseImports(chunk);
    return { code: chunk.code, files: build.watchFiles };
  } finally {
    await build.close();
  }
};

const refuseImports = (chunk: OutputChunk): void => {
  const left = [...chunk.imports, ...chunk.dynamicImports];
  if (left.length > 0) throw new Error(`${chunk.fileName} still imports ${left.join(', ')}.`);
};
