import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';
import { rollup, type Plugin, type PreRenderedChunk } from 'rollup';
import { typescript } from './bundle.ts';
import { localeTags, path, SPEECH_WORKLET_SOURCE, WORKER_SOURCE, WORKLET_SOURCE } from './paths.ts';
import { minifiedText, textModules } from './text-modules.ts';

/** A module's file in dist/: where it lies in src/, and texts in a folder of their own. */
const fileName = ({ facadeModuleId, name }: PreRenderedChunk): string => {
  const [file = '', query] = (facadeModuleId ?? '').split('?');
  if (query === 'text') return `text/${basename(file, '.ts')}.js`;
  return file.startsWith(path('src')) ? relative(path('src'), file).replace(/\.ts$/, '.js') : `${name}.js`;
};

/** In the sources the worklets' URL leads to TypeScript, which the test server transforms; here, to the built file. */
const workletUrls = (): Plugin => ({
  name: 'worklet-urls',
  transform(code, id) {
    if (id !== path('src/lazy.ts') && id !== path('src/speech-worklet.ts')) return null;
    const url = /(['"])\.\.\/worklets\/(\w+)\.worklet\.ts\1(?=,\s*import\.meta\.url)/;
    if (!url.test(code)) this.error(`${id} does not name its worklet.`);
    return { code: code.replace(url, '$1./worklets/$2.worklet.js$1'), map: null };
  },
});

const isOurs = (id: string): boolean => id.startsWith('.') || isAbsolute(id);

const modules = async (dir: string): Promise<void> => {
  const build = await rollup({
    input: [
      ...['index', 'define', 'server/index', 'emulator/index', 'emulator/command/main'].map((name) =>
        path(`src/${name}.ts`),
      ),
      ...localeTags().map((tag) => path(`src/locales/${tag}.ts`)),
    ],
    external: (id) => !isOurs(id),
    plugins: [textModules(), typescript(), workletUrls()],
    onLog: (level, log, print) => print(level === 'warn' ? 'error' : level, log),
  });
  try {
    await build.write({
      dir,
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: path('src'),
      entryFileNames: fileName,
      sourcemap: true,
    });
  } finally {
    await build.close();
  }
};

/** Files that stand alone, for pages that load worklets and Worker by URL. */
const scripts = async (dir: string): Promise<void> => {
  const sources = [
    ['worklets', WORKLET_SOURCE],
    ['worklets', SPEECH_WORKLET_SOURCE],
    ['worker', WORKER_SOURCE],
    // All that `worklet-base` names lies in one folder.
    ['worklets', WORKER_SOURCE],
  ] as const;
  for (const [folder, source] of sources) {
    const file = join(dir, folder, basename(source, '.ts'));
    mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(`${file}.js`, (await minifiedText(source)).code);
    // It exports nothing; without a declaration its import would count as untyped.
    writeFileSync(`${file}.d.ts`, 'export {};\n');
  }
};

/** The twin's traffic page is served as it was written. */
const PAGE = 'emulator/page/browser';

/** Declarations, whose imports tsc leaves with `.ts` endings. */
const declarations = (dir: string): void => {
  execFileSync(path('node_modules/.bin/tsc'), ['-p', path('tsconfig.build.json'), '--outDir', dir], {
    stdio: 'inherit',
  });
  for (const file of globSync(join(dir, '**/*.d.ts'))) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g, '$1$2.js$1'));
  }
};

/**
 * The package for bundlers and Node, in `dir`: a file a module, unminified, with source maps and declarations; `lit` and the
 * SDK stay imports.
 */
export const buildNpm = async (dir: string): Promise<void> => {
  await modules(dir);
  await scripts(dir);
  cpSync(path(`src/${PAGE}`), join(dir, PAGE), { recursive: true });
  declarations(dir);
};
