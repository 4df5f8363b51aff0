import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rollup';
import { chunkFile } from '../src/lazy-chunk-file.ts';
import { bundle, minify } from './bundle.ts';
import { licences } from './licences.ts';
import { litPolicy } from './lit-policy.ts';
import { minifyLiterals } from './minify-literals.ts';
import { localeTags, path, SPEECH_WORKLET_SOURCE, WORKLET_SOURCE } from './paths.ts';
import { asModule, functionModules, minifiedText, textModules } from './text-modules.ts';
import { swap, virtualModules } from './virtual.ts';

/** Files by name with their hashes (SHA-256, base64), as the loader knows them. */
type ChunkTable = Record<string, string>;

const ENTRY = 'virtual:entry';
const ENTRY_SOURCE = `import ${JSON.stringify(path('src/define.ts'))}; export { GeminiLiveElement, GeminiLiveError } from ${JSON.stringify(path('src/index.ts'))};`;
const LAZY = path('src/lazy.ts');
const LAZY_CDN = path('src/lazy-cdn.ts');
const LOCALES = path('src/locales/load-locale.ts');
const SPEECH_WORKLET = path('src/speech-worklet.ts');

const banner = (): string => {
  const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string };
  return `/*! gemini-live-element ${version} | Apache-2.0 | third parties: LICENSES.txt */\n`;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Writes files, and remembers what they were made of. */
class Output {
  readonly #dir: string;
  readonly #banner = banner();
  readonly #sources = new Set<string>();

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  /** A file under a name that stays. Returns its hash. */
  file(file: string, code: string, sources: readonly string[]): string {
    for (const source of sources) this.#sources.add(source);
    writeFileSync(join(this.#dir, file), code);
    return sha256(code);
  }

  /** A file that a page names, and that people may open to see what it is. */
  front(file: string, code: string, sources: readonly string[]): string {
    return this.file(file, this.#banner + code, sources);
  }

  /** A file named after its hash: a stale copy in some cache is then never taken for the new one. */
  chunk(name: string, code: string, sources: readonly string[]): string {
    return this.file(chunkFile(name, sha256(code)), code, sources);
  }

  licences(): void {
    writeFileSync(join(this.#dir, 'LICENSES.txt'), licences([...this.#sources]));
  }
}

/** The entry has Lit: what a chunk would bring along would be another one, and would draw nothing. */
const noSecondLit = (): Plugin => ({
  name: 'no-second-lit',
  resolveId(id) {
    if (/^lit(\/|-|$)/.test(id)) this.error(`A chunk imports ${id}; it must be given the entry's.`);
    return null;
  },
});

const small = (input: string, format: 'es' | 'iife', plugins: readonly Plugin[] = []) =>
  bundle(input, format, [...plugins, minifyLiterals(), litPolicy()], minify());

/** What only some conversations need. Their hashes lie in the session's chunk. */
const FEATURES = {
  ...Object.fromEntries(
    globSync(path('src/conversation/features/*.ts'))
      .filter((file) => basename(file) !== 'features.ts')
      .map((file) => [basename(file, '.ts'), file]),
  ),
  extras: path('src/ui/extras/extras.ts'),
  talk: path('src/ui/hold-to-talk.ts'),
  picture: path('src/ui/visualizers/animate.ts'),
  bars: path('src/ui/visualizers/bars.ts'),
};

const writeFeatures = async (output: Output): Promise<ChunkTable> => {
  const chunks: ChunkTable = {};
  for (const [name, source] of Object.entries(FEATURES)) {
    const { code, files } = await small(source, 'es', [
      noSecondLit(),
      textModules(),
      swap(SPEECH_WORKLET, path('src/speech-worklet-cdn.ts')),
    ]);
    chunks[name] = output.chunk(name, code, files);
  }
  return chunks;
};

/** The lazy parts. None imports another, nor the entry: each is one request. */
const writeChunks = async (output: Output): Promise<ChunkTable> => {
  const features = await writeFeatures(output);
  const modules = [
    ['session', path('src/session-cdn.ts')],
    ['explanations', path('src/core/explanations/explain.ts')],
    // English is in the entry.
    ...localeTags()
      .filter((tag) => tag !== 'en')
      .map((tag) => [`locale-${tag}`, path(`src/locales/${tag}.ts`)] as const),
  ] as const;
  const chunks: ChunkTable = {};
  for (const [name, source] of modules) {
    const { code, files } = await small(source, 'es', [
      functionModules(),
      virtualModules({ 'virtual:features': `export default ${JSON.stringify(features)};` }),
      swap(path('src/features.ts'), path('src/features-cdn.ts')),
    ]);
    chunks[name] = output.chunk(name, code, files);
  }
  const worklets = await minifiedText(WORKLET_SOURCE);
  chunks['worklets'] = output.chunk('worklets', asModule(worklets.code), worklets.files);
  const speech = await minifiedText(SPEECH_WORKLET_SOURCE);
  output.file('speech.worklet.js', speech.code, speech.files);
  chunks['audio.worklet'] = output.file('audio.worklet.js', worklets.code, worklets.files);
  return chunks;
};

const chunkTable = (chunks: Readonly<ChunkTable>): Plugin =>
  virtualModules({ [ENTRY]: ENTRY_SOURCE, 'virtual:chunks': `export default ${JSON.stringify(chunks)};` });

/** The files for a script tag, in `dir`: the small one and its chunks, the one with everything, and the plain script. */
export const buildCdn = async (dir: string): Promise<void> => {
  const output = new Output(dir);
  const chunks = await writeChunks(output);

  const entry = await small(ENTRY, 'es', [chunkTable(chunks), swap(LAZY, LAZY_CDN), swap(LOCALES, LAZY_CDN)]);
  const written = output.front('gemini-live.js', entry.code, entry.files);

  const classic = await small(path('src/lazy-classic.ts'), 'iife', [
    chunkTable({ 'gemini-live.js': written }),
  ]);
  output.front('gemini-live.classic.js', classic.code, classic.files);

  const full = await small(ENTRY, 'es', [
    chunkTable({}),
    swap(LAZY, path('src/lazy-full.ts')),
    swap(SPEECH_WORKLET, path('src/speech-worklet-full.ts')),
    textModules(),
    functionModules(),
  ]);
  output.front('gemini-live.full.js', full.code, full.files);

  output.licences();
};
