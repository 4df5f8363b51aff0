import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A Chromium to test with. `shell` is the headless-only build, which knows one headless mode. */
export interface Chromium {
  readonly executablePath: string;
  readonly headless: true | 'shell';
}

const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
  'chrome.exe',
];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Google Chrome Beta', 'Google Chrome Canary'];
const WINDOWS_DIRS = ['Google\\Chrome', 'Chromium'];

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where each system usually keeps Chrome and Chromium, in the order they are tried. */
const usualPlaces = (env: NodeJS.ProcessEnv): string[] => {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => (dir ? NAMES.map((n) => join(dir, n)) : []));
  if (process.platform === 'darwin') {
    const roots = ['/Applications', join(env['HOME'] ?? '/', 'Applications')];
    const apps = roots.flatMap((root) =>
      MAC_APPS.map((app) => join(root, `${app}.app/Contents/MacOS/${app}`)),
    );
    // Canary's and Beta's binaries carry the full name too, so one rule serves all.
    return [...apps, ...onPath];
  }
  if (process.platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const found = roots.flatMap((root) =>
      root ? WINDOWS_DIRS.map((dir) => join(root, dir, 'Application', 'chrome.exe')) : [],
    );
    return [...found, ...onPath];
  }
  return [...onPath, ...NAMES.map((name) => join('/usr/bin', name)), '/opt/google/chrome/chrome'];
};

/**
 * `CHROME_PATH`, else an installed Chrome or Chromium, else the headless shell inside `@sparticuz/chromium`, which is
 * unpacked into the temporary folder once (about 2 s).
 * @throws when `CHROME_PATH` names a file that cannot be run
 */
export const findChromium = async (env: NodeJS.ProcessEnv = process.env): Promise<Chromium> => {
  const named = env['CHROME_PATH'];
  if (named) {
    if (!runnable(named)) throw new Error(`CHROME_PATH is ${named}, which cannot be run.`);
    return { executablePath: named, headless: 'shell' };
  }
  const installed = usualPlaces(env).find(runnable);
  if (installed) return { executablePath: installed, headless: true };
  const { default: packed } = await import('@sparticuz/chromium');
  return { executablePath: await packed.executablePath(), headless: 'shell' };
};
