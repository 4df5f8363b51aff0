import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

const NAMES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license'];

const packageOf = (file: string): string => {
  const dir = dirname(file);
  return existsSync(join(dir, 'package.json')) && manifest(dir).name !== undefined ? dir : packageOf(dir);
};

const manifest = (dir: string): PackageFile =>
  JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as PackageFile;

/**
 * The licences of every package that one of these files comes from.
 * @throws when a package has no licence text: it could not be passed on
 */
export const licences = (files: readonly string[]): string => {
  const foreign = files
    .map((file) => file.replace(/^\0/, '').split('?')[0] ?? '')
    .filter((file) => file.includes('/node_modules/'));
  const dirs = [...new Set(foreign.map(packageOf))].sort();
  const texts = dirs.map((dir) => {
    const { name = dir, version = '', license = '' } = manifest(dir);
    const file = NAMES.map((candidate) => join(dir, candidate)).find((candidate) => existsSync(candidate));
    if (!file) throw new Error(`${name} comes without a licence text.`);
    return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return `The files in this folder contain code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
};
