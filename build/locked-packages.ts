/** What package-lock.json says of a package, as far as it is looked at. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Licences under which code may be passed on in an Apache-2.0 work, or used for making it. */
const LICENCES: ReadonlySet<string> = new Set([
  ...['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0'],
  ...['(MIT OR CC0-1.0)', '(MIT AND Zlib)', '(MIT OR GPL-3.0-or-later)'],
]);

/** Tools and data that are used here and not passed on, each with what its lock entry says. */
const TOOLS: Readonly<Record<string, string | undefined>> = {
  // A synthetic voice, for tests and the demo's recordings.
  '@echogarden/espeak-ng-emscripten': 'GPL-3.0',
  // Comes with the WebDriver client of the tests.
  '@promptbook/utils': 'CC-BY-4.0',
  // The engine of accessibility tests.
  'axe-core': 'MPL-2.0',
  // Old packages that name their licence (MIT) in their readme alone.
  'css-value': undefined,
  only: undefined,
};

/** Packages that run a program when they are installed, each looked at. A new one is a decision. */
const INSTALL_SCRIPTS: ReadonlySet<string> = new Set([
  // Prints a hint on version ranges; comes with @google/genai, of whose part that we bundle it is no part.
  'protobufjs',
  // Development alone: programs for this machine, and defaults from the environment.
  ...['@firebase/util', 'edgedriver', 'esbuild', 'geckodriver', 'node', 'rs-module-lexer'],
]);

const REGISTRY = 'https://registry.npmjs.org/';

/** Why a package must not be installed unseen; empty when all is well. */
const problemsOf = (name: string, locked: LockedPackage): string[] => {
  const problems: string[] = [];
  const { resolved, integrity = '', license, hasInstallScript, link } = locked;
  const isTool = locked.dev === true || locked.devOptional === true;
  if (link || (resolved !== undefined && !resolved.startsWith(REGISTRY))) {
    problems.push(`comes from ${resolved ?? 'a folder'}, and not from the registry`);
  }
  if (!/^sha512-[\w+/]{86}==$/.test(integrity)) problems.push('has no SHA-512 integrity');
  if (hasInstallScript && !INSTALL_SCRIPTS.has(name)) problems.push('runs a program when it is installed');
  const known = isTool && Object.hasOwn(TOOLS, name) && TOOLS[name] === license;
  if (!known && !LICENCES.has(license ?? '')) problems.push(`has the licence ${license ?? '(none)'}`);
  return problems;
};

/** What is wrong with the packages of a lock file, a line each. */
export const problemsInLock = (packages: Readonly<Record<string, LockedPackage>>): string[] =>
  Object.entries(packages)
    .filter(([place]) => place !== '')
    .flatMap(([place, locked]) => {
      const name = place.replace(/^.*node_modules\//, '');
      return problemsOf(name, locked).map((problem) => `${name} ${locked.version ?? ''} ${problem}`);
    });
