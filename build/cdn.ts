import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { bundle, minify } from './bundle.ts';
import { licences } from './licences.ts';
import { litPolicy } from './lit-policy.ts';
import { minifyLiterals } from './minify-literals.ts';
import { localeTags, path, WORKER_SOURCE, workletSource, WORKLETS } from './paths.ts';
import { minifiedText, textModules } from './text-modules.ts';
import { swap, virtualModules } from './virtual.ts';

/** A file of the build, as the loader knows it. */
export interface Chunk {
  readonly file: string;
  readonly integrity: string;
}

const ENTRY = 'virtual:entry';
const ENTRY_SOURCE = `import ${JSON.stringify(path('src/define.ts'))}; export * from ${JSON.stringify(path('src/index.ts'))};`;
const LAZY = path('src/lazy.ts');

const banner = (): string => {
  const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
  return `/*! gemini-live-element ${version} | Apache-2.0 | third parties: LICENSES.txt */\n`;
};

const hash = (code: string, algorithm: string, encoding: 'base64' | 'hex'): string =>
  createHash(algorithm).update(code).digest(encoding);

/** Writes files with the banner on top, and remembers what they were made of. */
class Output {
  readonly #dir: string;
  readonly #banner = banner();
  readonly #sources = new Set<string>();

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  /** A file under a name that stays. */
  file(file: string, code: string, sources: readonly string[]): Chunk {
    for (const source of sources) this.#sources.add(source);
    const text = this.#banner + code;
    writeFileSync(join(this.#dir, file), text);
    return { file, integrity: `sha384-${hash(text, 'sha384', 'base64')}` };
  }

  /** A file named after what is in it: a stale copy in some cache is then never taken for the new one. */
  chunk(name: string, code: string, sources: readonly string[]): Chunk {
    return this.file(`gemini-live.${name}.${hash(code, 'sha256', 'hex').slice(0, 8)}.js`, code, sources);
  }

  licences(): void {
    writeFileSync(join(this.#dir, 'LICENSES.txt'), licences([...this.#sources]));
  }
}

const small = (input: string, format: 'es' | 'iife', plugins: readonly Plugin[] = []) =>
  bundle(input, format, [...plugins, minifyLiterals(), litPolicy()], [minify()]);

/** The lazy parts. None imports another, nor the entry: each is one request, and one of Worker and inline is never made. */
const writeChunks = async (output: Output): Promise<Record<string, Chunk>> => {
  const modules = [
    ['session', path('src/conversation/index.ts')],
    ['inline', path('src/engine/engine.ts')],
    // English is in the entry.
    ...localeTags().filter((tag) => tag !== 'en').map((tag) => [`locale-${tag}`, path(`src/locales/${tag}.ts`)] as const),
  ] as const;
  const chunks: Record<string, Chunk> = {};
  for (const [name, source] of modules) {
    const { code, files } = await small(source, 'es');
    chunks[name] = output.chunk(name, code, files);
  }
  const worker = await minifiedText(WORKER_SOURCE);
  chunks['worker'] = output.chunk('worker', `export default ${JSON.stringify(worker.code)};\n`, worker.files);
  for (const name of WORKLETS) {
    const { code, files } = await minifiedText(workletSource(name));
    chunks[name] = output.chunk(name, `export default ${JSON.stringify(code)};\n`, files);
    chunks[`${name}.worklet`] = output.file(`${name}.worklet.js`, code, files);
  }
  return chunks;
};

const chunkTable = (chunks: Readonly<Record<string, Chunk>>): Plugin =>
  virtualModules({ [ENTRY]: ENTRY_SOURCE, 'virtual:chunks': `export default ${JSON.stringify(chunks)};` });

/** The files for a script tag, in `dir`: the small one and its chunks, the one with everything, and the plain script. */
export const buildCdn = async (dir: string): Promise<void> => {
  const output = new Output(dir);
  const chunks = await writeChunks(output);

  const entry = await small(ENTRY, 'es', [chunkTable(chunks), swap(LAZY, path('src/lazy-cdn.ts'))]);
  const written = output.file('gemini-live.js', entry.code, entry.files);

  const classic = await small(path('src/lazy-classic.ts'), 'iife', [chunkTable({ entry: written })]);
  output.file('gemini-live.classic.js', classic.code, classic.files);

  const full = await small(ENTRY, 'es', [chunkTable({}), swap(LAZY, path('src/lazy-full.ts')), textModules()]);
  output.file('gemini-live.full.js', full.code, full.files);

  output.licences();
};
