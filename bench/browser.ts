import { readdirSync, readFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../build/browsers/chromium.ts';
import { findChromium } from '../build/browsers/find-chromium.ts';

/** CPU time of the process that runs a page, ns. */
export interface Cpu {
  readonly main: number;
  /** All threads, the main one included. */
  readonly total: number;
}

const FAKE_MICROPHONE = '--use-file-for-fake-audio-capture=';

/** CPU time of a thread so far, ns, as the scheduler counts it; it does not depend on what else the machine does. */
const threadTime = (pid: number, thread: number | string): number =>
  Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);

const cpuOf = (pid: number): Cpu => ({
  main: threadTime(pid, pid),
  total: readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadTime(pid, thread), 0),
});

/** A Chromium of its own with one page in it. */
export class BenchBrowser {
  #browser: Browser;
  #page: Page;
  readonly #errors: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    this.#listen();
  }

  /** Starts Chromium with a recording as its microphone: over and over, or once and then silence. */
  static async launch(recording: string, { once }: { once: boolean }): Promise<BenchBrowser> {
    const args = chromiumArgs.map((arg) =>
      arg.startsWith(FAKE_MICROPHONE) ? `${FAKE_MICROPHONE}${recording}${once ? '%noloop' : ''}` : arg,
    );
    const browser = await puppeteer.launch({
      ...(await findChromium()),
      args,
      env: quietEnv(),
      protocolTimeout: 60_000,
    });
    const [page = await browser.newPage()] = await browser.pages();
    return new BenchBrowser(browser, page);
  }

  async version(): Promise<string> {
    return this.#browser.version();
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  /** Runs a script on the page and waits for what it promises. Rejects with the page's own error. */
  async run(script: string): Promise<unknown> {
    return this.#page.evaluate(script);
  }

  /** Waits, as long as it takes within a minute, for the script to find something. */
  async until(script: string): Promise<void> {
    await this.#page.waitForFunction(script, { timeout: 60_000, polling: 50 });
  }

  /** What went wrong on the page so far. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /**
   * Process id of the page: that of the renderer whose main thread works when the page does.
   */
  async rendererId(): Promise<number> {
    const session = await this.#browser.target().createCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    const before = new Map(ids.map((id) => [id, threadTime(id, id)]));
    await this.run('{ const end = performance.now() + 200; while (performance.now() < end); }');
    const worked = (id: number): number => threadTime(id, id) - (before.get(id) ?? 0);
    const [id] = ids.sort((a, b) => worked(b) - worked(a));
    if (id === undefined) throw new Error('Chromium has no process for the page.');
    return id;
  }

  /**
   * Lets go of the page, so that nobody's instrumentation is counted, measures its process over some windows of time, and
   * comes back.
   */
  async cpuUnwatched(windowMs: number, windows: number): Promise<Cpu[]> {
    const id = await this.rendererId();
    const endpoint = this.#browser.wsEndpoint();
    await this.#browser.disconnect();
    const used: Cpu[] = [];
    for (let i = 0; i < windows; i += 1) {
      const before = cpuOf(id);
      await elapse(windowMs);
      const after = cpuOf(id);
      used.push({ main: after.main - before.main, total: after.total - before.total });
    }
    this.#browser = await puppeteer.connect({ browserWSEndpoint: endpoint, protocolTimeout: 60_000 });
    const [page] = await this.#browser.pages();
    if (!page) throw new Error('The page has gone.');
    this.#page = page;
    this.#listen();
    return used;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  #listen(): void {
    this.#page.on('pageerror', (error) => this.#errors.push(String(error)));
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
  }
}

/** A stretch of time that is measured. */
export const elapse = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
