import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import prettier from 'prettier';
import { listAttributes, type RawManifest } from './manifest-attributes.ts';
import { checkEvents, keepOwnEvents } from './manifest-events.ts';
import { path } from './paths.ts';

interface Named {
  readonly name: string;
  readonly description?: string;
}
export interface Typed extends Named {
  readonly type?: { readonly text: string };
  readonly default?: string;
}
export interface Attribute extends Typed {
  readonly fieldName?: string;
}
export interface Member extends Typed {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly parameters?: readonly (Typed & { readonly optional?: boolean })[];
  readonly return?: { readonly type?: { readonly text: string } };
}

/** What is said of the element in custom-elements.json, as far as it is used here. */
export interface ElementDeclaration extends Named {
  readonly tagName: string;
  readonly attributes?: readonly Attribute[];
  readonly members?: readonly Member[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Typed[];
  readonly cssStates?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Partial<ElementDeclaration>[] }[];
}

const listEvents = ({ modules }: RawManifest): void => {
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  declarations.forEach(keepOwnEvents);
  declarations.filter(({ tagName }) => tagName === 'gemini-live').forEach((element) => checkEvents(element));
};

/** The manifest made anew from the sources, as it should stand in custom-elements.json. */
export const analyze = async (): Promise<string> => {
  const dir = mkdtempSync(path('.cem-'));
  try {
    const args = [
      'analyze',
      '--config',
      'custom-elements-manifest.config.js',
      '--outdir',
      relative(path('.'), dir),
      '--quiet',
    ];
    execFileSync(path('node_modules/.bin/cem'), args, {
      cwd: path('.'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const manifest = JSON.parse(readFileSync(join(dir, 'custom-elements.json'), 'utf8')) as RawManifest;
    listAttributes(manifest);
    listEvents(manifest);
    const options = (await prettier.resolveConfig(path('custom-elements.json'))) ?? {};
    return await prettier.format(JSON.stringify(manifest), { ...options, parser: 'json' });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** The element's declaration in a manifest. */
export const elementIn = (manifest: string): ElementDeclaration => {
  const { modules } = JSON.parse(manifest) as Manifest;
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  const element = declarations.find((declaration) => declaration.tagName === 'gemini-live');
  if (!element) throw new Error('The manifest knows no <gemini-live>.');
  return element as ElementDeclaration;
};
