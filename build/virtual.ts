import type { Plugin } from 'rollup';

/** Modules without a file: their source by the name that they are imported by. */
export const virtualModules = (modules: Readonly<Record<string, string>>): Plugin => ({
  name: 'virtual-modules',
  resolveId: (id) => (Object.hasOwn(modules, id) ? `\0${id}` : null),
  load: (id) => (id.startsWith('\0') ? (modules[id.slice(1)] ?? null) : null),
});

/** Puts another file in the place of one of ours, except where that other file imports it. */
export const swap = (file: string, by: string): Plugin => ({
  name: 'swap',
  async resolveId(id, importer, options) {
    if (importer === by) return null;
    const resolved = await this.resolve(id, importer, {
      attributes: options.attributes,
      isEntry: options.isEntry,
    });
    return resolved?.id === file ? by : resolved;
  },
});
