import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Engine } from '../build/browsers/engines.ts';
import { findMiniBrowser } from '../build/browsers/webkit.ts';

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));

/** Debian packages, and how to tell that one is there. */
interface Need {
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const NEEDS: Readonly<Record<Engine, readonly Need[]>> = {
  // Without a Chromium of the system, the one inside @sparticuz/chromium is used.
  chromium: [],
  firefox: [
    {
      packages: ['firefox-esr'],
      present: () => existsSync(process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'),
    },
    {
      packages: ['pulseaudio', 'pulseaudio-utils'],
      present: () => onPath('pulseaudio') && onPath('pactl'),
    },
  ],
  webkit: [
    {
      packages: ['webkit2gtk-driver'],
      present: () => onPath('WebKitWebDriver') && findMiniBrowser() !== undefined,
    },
    { packages: ['xvfb', 'xauth'], present: () => onPath('xvfb-run') && onPath('xauth') },
  ],
};

const apt = (...args: readonly string[]): void => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another installation may be running: wait for it up to five minutes.
  const { status } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status ?? 'a signal'}.`);
};

/**
 * Installs what the engines need and is missing: Debian packages, as root.
 * @throws with the command to run where it may not, or cannot, install
 */
export const installEngines = (engines: readonly Engine[]): void => {
  const missing = engines.flatMap((engine) =>
    NEEDS[engine].filter((need) => !need.present()).flatMap((need) => need.packages),
  );
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(
      `Missing for ${engines.join(', ')}: run (as root, on Debian) apt-get ${install.join(' ')}`,
    );
  }
  apt('update');
  apt(...install);
};
