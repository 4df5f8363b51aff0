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
    modules: [...MODELS, 'trusted-script-url.ts'],
    packages: [],
  },
  // Lit lives from here on.
  ...['controllers', 'ui', 'locales'].map(
    (name): Layer => ({
      folder: `src/${name}`,
      below: [...PURE, 'conversation', 'controllers', 'ui', 'locales'],
      modules: MODELS,
      packages: ['lit'],
    }),
  ),
  { folder: 'src/server', below: PURE, packages: ['@google/genai', 'rate-limiter-flexible', 'ws', 'node:'] },
  { folder: 'src/emulator', below: PURE, packages: ['ws', 'node:'] },
];

/** Every folder that a layer could reach for. */
const FOLDERS = [...new Set([...LAYERS.map(({ folder }) => folder.replace(/^src\//, '')), 'demo', 'test', 'build'])];

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The imports that a layer may not have, as patterns for the lint rule `no-restricted-imports`. */
export const restrictions = ({ folder, below, modules = [], packages }: Layer) => {
  const own = folder.replace(/^src\//, '');
  const up = '(?:\\.\\.\\/)+(?:src\\/)?';
  const allowedModules = modules.map((module) => `${escape(module)}$`);
  const forbidden = FOLDERS.filter((name) => name !== own && !below.includes(name)).map((name) => `${name}\\/`);
  const spared = allowedModules.length > 0 ? `(?!${allowedModules.join('|')})` : '';
  const bare = packages.map((name) => (name.endsWith(':') ? escape(name) : `${escape(name)}(?:$|\\/)`));
  return [
    {
      regex: `^${up}${spared}(?:${forbidden.join('|')})`,
      message: `${folder} may import only ${[own, ...below, ...modules].join(', ')}: imports point down.`,
    },
    {
      // A file of src/ itself: the element and what only it may use.
      regex: `^${up}${spared}[^/]+$`,
      message: `${folder} does not import the element's own files.`,
    },
    {
      regex: `^(?![./])${bare.length > 0 ? `(?!${bare.join('|')})` : ''}`,
      allowTypeImports: true,
      message: `${folder} may import at run time ${packages.length > 0 ? `only ${packages.join(', ')}` : 'no package'}.`,
    },
  ];
};
