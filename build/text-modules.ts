import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin as DevServerPlugin } from '@web/dev-server-core';
import type { Plugin as RollupPlugin } from 'rollup';
import { bundle, minify, type Bundle } from './bundle.ts';

const SUFFIX = '?text';
const FUNCTION = '?function';

/** A module with this text as its default export. Minified code has many double quotes and few single ones. */
export const asModule = (text: string): string => {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `export default '${escaped}';\n`;
};

/**
 * A module and all that it imports as one script without imports or exports: text for an AudioWorklet or a Worker, good as
 * a module and as a classic script.
 */
const bundleText = (file: string, minified: boolean): Promise<Bundle> =>
  bundle(file, 'iife', [], minified ? minify() : []);

/** Texts of this process by file: a build asks for each several times. */
const minifiedTexts = new Map<string, Promise<Bundle>>();

/** A script's minified text, made once a process. */
export const minifiedText = (file: string): Promise<Bundle> => {
  const text = minifiedTexts.get(file) ?? bundleText(file, true);
  minifiedTexts.set(file, text);
  return text;
};

/** A Rollup plugin for imports with this ending: `make` gives the code that stands for the file. */
const modulesOf = (name: string, ending: string, make: (file: string) => Promise<Bundle>): RollupPlugin => ({
  name,
  resolveId: (id, importer) =>
    id.endsWith(ending) && importer ? resolve(dirname(importer.split('?')[0] ?? ''), id) : null,
  async load(id) {
    if (!id.endsWith(ending)) return null;
    const { code, files } = await make(id.slice(0, -ending.length));
    for (const file of files) this.addWatchFile(file);
    // Nobody steps through what is one line: an empty map keeps it out of the source maps.
    return { code, map: { mappings: '' } };
  },
});

/** For Rollup: `import text from './x.worklet.ts?text'` is that file, bundled into one minified script, as a string. */
export const textModules = (): RollupPlugin =>
  modulesOf('text-modules', SUFFIX, async (file) => {
    const { code, files } = await minifiedText(file);
    return { code: asModule(code), files };
  });

/**
 * For Rollup: `import parts from './x.ts?function'` is that file and all that it imports as one function without a reference
 * to anything outside, so that its own text (`toString()`) is a script too. `parts({})` gives what the file exports.
 */
export const functionModules = (): RollupPlugin =>
  modulesOf('function-modules', FUNCTION, async (file) => {
    const { code, files } = await bundle(file, 'cjs', [], minify());
    return { code: `export default function(exports){${code};return exports}`, files };
  });

const newest = (files: readonly string[]): number => Math.max(...files.map((file) => statSync(file).mtimeMs));

/** Bundles are kept until one of their files changes: every test page asks for them anew. */
const bundleOnce = () => {
  const kept = new Map<string, { readonly bundle: Promise<Bundle>; readonly since: number }>();
  return async (file: string): Promise<string> => {
    const known = kept.get(file);
    const fresh = known && newest((await known.bundle).files) <= known.since;
    const entry = fresh ? known : { bundle: bundleText(file, false), since: Date.now() };
    kept.set(file, entry);
    entry.bundle.catch(() => kept.delete(file));
    return (await entry.bundle).code;
  };
};

/**
 * The same for the development server, not minified. It is a plugin of its own because the server takes the query off
 * before a Rollup plugin sees it. It must come before the one that turns TypeScript into JavaScript.
 */
export const serveTextModules = (): DevServerPlugin => {
  const bundled = bundleOnce();
  let root = '';
  return {
    name: 'serve-text-modules',
    serverStart({ config }) {
      root = config.rootDir;
    },
    resolveMimeType: (context) => (context.query['text'] === undefined ? undefined : 'js'),
    serve: async (context) =>
      context.query['text'] === undefined
        ? undefined
        : { body: asModule(await bundled(join(root, context.path))), type: 'js' },
  };
};
