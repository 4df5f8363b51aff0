import { readFile } from 'node:fs/promises';

/** The page's files: no more than these are served, wherever the package lies. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/traffic/icon.svg': ['icon.svg', 'image/svg+xml'],
  '/traffic/style.css': ['style.css', 'text/css; charset=utf-8'],
  ...Object.fromEntries(
    [
      'main',
      'connections',
      'dom',
      'filters',
      'format',
      'frame-list',
      'frame-row',
      'stream',
      'tracks',
      'waveform',
    ].map((name) => [`/traffic/${name}.js`, [`${name}.js`, 'text/javascript; charset=utf-8'] as const]),
  ),
};

/** A file of the page by its address; `undefined` when there is none. */
export const pageFile = async (
  path: string,
): Promise<{ readonly type: string; readonly body: Buffer } | undefined> => {
  const [file, type] = (Object.hasOwn(FILES, path) ? FILES[path] : undefined) ?? [];
  if (file === undefined || type === undefined) return undefined;
  return { type, body: await readFile(new URL(`browser/${file}`, import.meta.url)) };
};
