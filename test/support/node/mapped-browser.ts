import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';

/** For which hosts another server stands in, and which page is opened. */
export interface Mapping {
  readonly page: string;
  /** The public hosts, and the port of this machine that each is found at. */
  readonly hosts: Readonly<Record<string, number>>;
  /** What the microphone plays over and over: a WAV file. Default: the recorded sentence. */
  readonly microphone?: string;
  /** The public key of the certificate that is taken without a question (`TestCertificate.spki`). */
  readonly spki: string;
}

/** What is read in Chromium's log of the network. */
interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: { readonly address?: string } }[];
}

/** A frame that the page received, as the browser's own instruments saw it. */
export interface SeenFrame {
  readonly binary: boolean;
  readonly text: string;
}

/** Whom an address asks; nobody for `data:`, `blob:` and the like. */
const hostIn = (url: string): readonly string[] =>
  /^(?:https?|wss?):/.test(url) ? [new URL(url).hostname] : [];

/**
 * A Chromium with the recorded voice as its microphone that takes this machine for some public hosts, and finds no host
 * beside them: nothing that it asks can leave.
 */
export class MappedBrowser {
  readonly page: Page;
  /** All frames that the page received on all its sockets, in order. */
  readonly frames: SeenFrame[] = [];
  /** Every host that the page asked. */
  readonly hosts = new Set<string>();
  /** What went wrong on the page. */
  readonly errors: string[] = [];
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, page: Page, folder: string) {
    this.#browser = browser;
    this.page = page;
    this.#folder = folder;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  static async open({ page: address, hosts, spki, microphone }: Mapping): Promise<MappedBrowser> {
    const folder = await mkdtemp(join(tmpdir(), 'gemini-live-clients-'));
    const rules = Object.entries(hosts).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
    const browser = await puppeteer.launch({
      ...(await findChromium()),
      args: [
        ...chromiumArgs,
        `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
        ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}`]),
        `--ignore-certificate-errors-spki-list=${spki}`,
        `--log-net-log=${join(folder, 'net.json')}`,
      ],
      env: quietEnv(),
    });
    const [page = await browser.newPage()] = await browser.pages();
    const mapped = new MappedBrowser(browser, page, folder);
    await mapped.#watch(await page.createCDPSession());
    await page.goto(address);
    return mapped;
  }

  /** Runs a script on the page and waits for what it promises; rejects with the page's own error. */
  run(script: string): Promise<unknown> {
    return this.page.evaluate(script);
  }

  /**
   * Every address that any part of the browser connected to or sent to, from its start to its end: `IP:PORT`. Closes it,
   * because its own log of the network is complete only then.
   */
  async addresses(): Promise<readonly string[]> {
    await this.#browser.close();
    const log = JSON.parse(await readFile(join(this.#folder, 'net.json'), 'utf8')) as NetLog;
    const { TCP_CONNECT_ATTEMPT: tcp, UDP_BYTES_SENT: udp } = log.constants.logEventTypes;
    if (tcp === undefined || udp === undefined) throw new Error('This Chromium logs in another way.');
    const addresses = log.events.flatMap(({ type, params }) => {
      if (type === udp) return [params?.address ?? 'by UDP'];
      return type === tcp && params?.address !== undefined ? [params.address] : [];
    });
    return [...new Set(addresses)];
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #watch(session: CDPSession): Promise<void> {
    session.on('Network.webSocketFrameReceived', ({ response: { opcode, payloadData } }) => {
      const binary = opcode === 2;
      const text = binary ? Buffer.from(payloadData, 'base64').toString('utf8') : payloadData;
      this.frames.push({ binary, text });
    });
    const ask = ({ url }: { readonly url: string }): void => {
      for (const host of hostIn(url)) this.hosts.add(host);
    };
    session.on('Network.requestWillBeSent', ({ request }) => ask(request));
    session.on('Network.webSocketCreated', ask);
    await session.send('Network.enable');
  }
}
