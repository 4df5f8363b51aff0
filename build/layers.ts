import { posix } from 'node:path';

/**
 * Which folder of `src/` may import which: always only what lies below it (docs/architecture.md has the picture). A folder
 * may import itself.
 */
export interface Layer {
  /** Path below the repository. */
  readonly folder: string;
  /** Other folders of `src/` that it may import. */
  readonly below: readonly string[];
  /** Single modules of other folders that it may import: messages that both ends of a port know. */
  readonly modules?: readonly string[];
  /** Packages that it may import at run time. */
  readonly packages: readonly string[];
}

const PURE = ['core', 'dsp'];
const ADAPTERS = ['wire', 'audio', 'video', 'tokens', 'tools'];
const MODELS = ['errors.ts', 'events.ts'];

/** Adapters: each alone on top of the pure part. */
const adapter = (name: string, packages: readonly string[]): Layer => ({
  folder: `src/${name}`,
  below: PURE,
  modules: MODELS,
  packages,
});

export const LAYERS: readonly Layer[] = [
  { folder: 'src/core', below: [], packages: [] },
  { folder: 'src/dsp', below: [], packages: [] },
  { folder: 'worklets', below: ['dsp'], modules: ['audio/messages.ts'], packages: [] },
  ...ADAPTERS.map((name) => adapter(name, name === 'wire' ? ['@google/genai/web'] : [])),
  { folder: 'src/engine', below: [...PURE, 'wire'], modules: ['audio/messages.ts'], packages: [] },
  {
    folder: 'src/conversation',
    below: [...PURE, ...ADAPTERS, 'engine'],
    modules: [...MODELS, 'trusted-script-url.ts', 'speech-worklet.ts'],
    packages: [],
  },
  // Lit lives from here on.
  ...['controllers', 'ui', 'locales'].map((name): Layer => ({
    folder: `src/${name}`,
    below: [...PURE, 'conversation', 'controllers', 'ui', 'locales'],
    modules: MODELS,
    packages: ['lit'],
  })),
  { folder: 'src/server', below: PURE, packages: ['@google/genai', 'rate-limiter-flexible', 'ws', 'node:'] },
  { folder: 'src/emulator', below: PURE, packages: ['ws', 'node:'] },
];

/**
 * Why `file` may not import `specifier`; `undefined` when it may. Paths are relative to the repository, with `/`.
 * @param typeOnly whether nothing of it is left at run time: types of any package are free
 */
export const objection = (file: string, specifier: string, typeOnly: boolean): string | undefined => {
  const layer = LAYERS.find(({ folder }) => file.startsWith(`${folder}/`));
  if (!layer) return undefined;
  if (!specifier.startsWith('.')) return foreign(layer, specifier, typeOnly);
  const target = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
  const allowed = [
    `${layer.folder}/`,
    ...layer.below.map((folder) => `src/${folder}/`),
    ...(layer.modules ?? []).map((module) => `src/${module}`),
  ];
  if (allowed.some((start) => target.startsWith(start))) return undefined;
  return `${layer.folder} may import only ${allowed.join(', ')}: imports point down.`;
};

const foreign = ({ folder, packages }: Layer, specifier: string, typeOnly: boolean): string | undefined => {
  const known = packages.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
  if (typeOnly || known) return undefined;
  return `${folder} may import at run time ${packages.length > 0 ? `only ${packages.join(', ')}` : 'no package'}.`;
};
