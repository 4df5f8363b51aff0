import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createServer } from 'node:net';
import type { BrowserLauncher, TestRunnerCoreConfig } from '@web/test-runner-core';
import { webdriverLauncher } from '@web/test-runner-webdriver';

/** WebKitGTK's test browser: Debian keeps it beside the library, out of PATH. Undefined where it is not installed. */
export const findMiniBrowser = (): string | undefined =>
  process.env['WEBKIT_PATH'] ??
  ['/usr/lib/*/webkit2gtk-4.1/MiniBrowser', '/usr/libexec/webkit2gtk-4.1/MiniBrowser']
    .flatMap((pattern) => globSync(pattern))
    .find((path) => existsSync(path));

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });

/** Resolves once the driver answers; it says nothing when it is ready, so it is asked every 100 ms for 10 s. */
const untilReady = async (status: string): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(status)
        .then((r) => r.ok)
        .catch(() => false)
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`WebKitWebDriver did not answer at ${status}.`);
};

/**
 * No message bus: WebKitGTK asks for one when audio begins, and where there is none it tries to start one, which holds the
 * page up. Meanwhile its audio thread may render for a destination that is gone, and crash.
 */
const NO_BUS = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', DBUS_SYSTEM_BUS_ADDRESS: 'disabled:' };

/** A running WebKitWebDriver, and how to reach the browser through it. `stop` ends it. */
export const startWebKitDriver = async () => {
  const binary = findMiniBrowser();
  if (!binary) throw new Error('WebKitGTK is not installed (Debian: webkit2gtk-driver).');
  if (!process.env['DISPLAY']) throw new Error('WebKitGTK needs a display: run under xvfb-run -a.');
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...NO_BUS },
  });
  await untilReady(`http://127.0.0.1:${port}/status`);
  const capabilities = {
    browserName: 'MiniBrowser',
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': {
      binary,
      args: [
        '--automation',
        '--autoplay-policy=allow',
        '--enable-mock-capture-devices=true',
        '--enable-media-stream=true',
        '--features=-MockCaptureDevicesPrompt,-GetUserMediaRequiresFocus',
      ],
    },
  };
  return { port, capabilities, stop: () => void driver.kill() };
};

/** What is said of a test file in which the browser itself came to an end; build/count-reporter.ts looks for it. */
const BROWSER_ENDED = 'The browser ended in the middle of the tests.';

/**
 * Web-test-runner's launcher for WebKitGTK, over classic WebDriver. The driver ends with this process. Each test file gets
 * a browser of its own: a page's process keeps threads and memory of audio contexts that were closed, beyond the page too;
 * and a browser that has crashed must not take the files after it along.
 */
export const webkit = async (): Promise<BrowserLauncher> => {
  const { port, capabilities, stop } = await startWebKitDriver();
  process.once('exit', stop);
  const browsers = new Map<string, ReturnType<typeof webdriverLauncher>>();
  let config: TestRunnerCoreConfig | undefined;
  return {
    name: capabilities.browserName,
    type: 'webdriver',
    concurrency: 1,
    initialize: (given) => {
      config = given;
    },
    startSession: async (id, url) => {
      if (!config) throw new Error('A test was started before the launcher.');
      const options = { hostname: '127.0.0.1', port, path: '/', logLevel: 'error' as const, capabilities };
      const browser = webdriverLauncher(options);
      browsers.set(id, browser);
      await browser.initialize(config);
      await browser.startSession(id, url);
    },
    isActive: (id) => browsers.get(id)?.isActive(id) ?? false,
    getBrowserUrl: (id) => browsers.get(id)?.getBrowserUrl(id),
    stopSession: async (id) => {
      const browser = browsers.get(id);
      browsers.delete(id);
      try {
        await browser?.stopSession(id);
        return {};
      } catch {
        return { errors: [{ message: BROWSER_ENDED }] };
      } finally {
        await browser?.stop();
      }
    },
    startDebugSession: () => Promise.reject(new Error('WebKitGTK cannot debug here.')),
  };
};
