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

/** A running WebKitWebDriver, and how to reach the browser through it. `stop` ends both. */
const startDriver = async () => {
  const binary = findMiniBrowser();
  if (!binary) throw new Error('WebKitGTK is not installed (Debian: webkit2gtk-driver).');
  if (!process.env['DISPLAY']) throw new Error('WebKitGTK needs a display: run under xvfb-run -a.');
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...NO_BUS },
    detached: true,
  });
  // The driver leads a process group: a browser that hangs or has lost its page would outlive the driver otherwise.
  const stop = (): void => {
    process.off('exit', stop);
    try {
      if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGKILL');
    } catch {
      // The whole group has ended by itself.
    }
  };
  process.once('exit', stop);
  await untilReady(`http://127.0.0.1:${port}/status`).catch((error: unknown) => {
    stop();
    throw error;
  });
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
        '--javascript-can-open-windows-automatically=true',
        '--features=-MockCaptureDevicesPrompt,-GetUserMediaRequiresFocus',
      ],
    },
  };
  return { port, capabilities, stop };
};

/** What is said of a test file in which the browser itself came to an end; build/count-reporter.ts looks for it. */
const BROWSER_ENDED = 'The browser ended in the middle of the tests.';
/** A page is left within milliseconds; a browser that takes longer than this many has ended. */
const STOP_LIMIT_MS = 10_000;

const startBrowser = async (config: TestRunnerCoreConfig) => {
  const { port, capabilities, stop: stopDriver } = await startDriver();
  const options = { hostname: '127.0.0.1', port, path: '/', logLevel: 'error' as const, capabilities };
  const browser = webdriverLauncher(options);
  await browser.initialize(config);
  return {
    open: (id: string, url: string) => browser.startSession(id, url),
    /** Leaves the page and ends the browser. Rejects if the browser had ended before, or hangs. */
    close: async (id: string): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(BROWSER_ENDED)), STOP_LIMIT_MS);
      });
      const leave = async (): Promise<void> => {
        await browser.stopSession(id);
        await browser.stop();
      };
      try {
        await Promise.race([leave(), limit]);
      } finally {
        clearTimeout(timer);
        stopDriver();
        // Ends its heartbeat too, where the page could not be left.
        void browser.stop();
      }
    },
  };
};

/**
 * Web-test-runner's launcher for WebKitGTK, over classic WebDriver. Each test file gets a driver and a browser of its own: a
 * page's process keeps threads and memory of audio contexts that were closed, beyond the page too; and neither a browser
 * that has crashed nor one that never started may take the files after it along (a driver knows one browser at a time).
 */
export const webkit = (): BrowserLauncher => {
  const browsers = new Map<string, { url: string; browser: ReturnType<typeof startBrowser> }>();
  let config: TestRunnerCoreConfig | undefined;
  // A runner that is told to end would leave the browser's group behind: only an exit of its own ends that (128 + 15).
  process.once('SIGTERM', () => process.exit(143));
  return {
    name: 'MiniBrowser',
    type: 'webdriver',
    concurrency: 1,
    initialize: (given) => {
      config = given;
    },
    startSession: async (id, url) => {
      if (!config) throw new Error('A test was started before the launcher.');
      const browser = startBrowser(config);
      browsers.set(id, { url, browser });
      await (await browser).open(id, url);
    },
    isActive: (id) => browsers.has(id),
    getBrowserUrl: (id) => browsers.get(id)?.url ?? '',
    stopSession: async (id) => {
      const running = browsers.get(id);
      browsers.delete(id);
      try {
        await (await running?.browser)?.close(id);
        return {};
      } catch {
        return { errors: [{ message: BROWSER_ENDED }] };
      }
    },
    startDebugSession: () => Promise.reject(new Error('WebKitGTK cannot debug here.')),
  };
};
