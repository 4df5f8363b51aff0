import type { BrowserLauncher } from '@web/test-runner-core';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { startNullSink } from './pulse.ts';
import { webkit } from './webkit.ts';

/** The engines that the suite runs in. */
export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

export const isEngine = (name: string): name is Engine => ENGINES.some((engine) => engine === name);

const launch = async (engine: Engine): Promise<BrowserLauncher> => {
  switch (engine) {
    case 'chromium':
      return chromium();
    case 'firefox':
      return firefox(await startNullSink());
    case 'webkit':
      return webkit();
  }
};

/** Web-test-runner's launchers for a comma-separated list of engines; all of them by default. */
export const launchers = (list: string = ENGINES.join(',')): Promise<BrowserLauncher[]> =>
  Promise.all(
    list.split(',').map((name) => {
      if (!isEngine(name)) throw new Error(`No engine is called "${name}"; there are ${ENGINES.join(', ')}.`);
      return launch(name);
    }),
  );
