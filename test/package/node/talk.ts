import type { Browser, Page } from 'puppeteer-core';
import type { LiveState } from '../../../src/core/state.ts';
import {
  type Answer,
  type EmulatorConnection,
  type LiveEmulator,
  startLiveEmulator,
  type Turn,
} from '../../../src/emulator/index.ts';
import { type Site, startCdn, startSite } from './site.ts';

/** What the page told of an event of the element's, or of the policy that was violated. */
export interface Note {
  readonly type: string;
  readonly state: LiveState;
  readonly transcript: readonly string[];
  /** The directive that was violated. */
  readonly directive?: string;
}

export interface TalkOptions {
  /** The file of dist/cdn/ that the page names. */
  readonly file: string;
  /** The page's policy, with the origins of the built files and of the twin's socket. */
  readonly policy: (cdn: string, twin: string) => string;
  /** What else is on the page, after the script tag. */
  readonly more?: string;
  /** Another text in the place of a built file's own. */
  readonly change?: Parameters<typeof startCdn>[0];
}

/** A page that has no word in a while is stuck, ms; a spoken turn takes about three seconds. */
const STUCK_MS = 20_000;

// Of the recording, the first two words are a turn, and the answer to them is heard to its end.
const MARKUP = `<gemini-live token-endpoint="/token" system-instruction="Be brief." silence-duration-ms="200"
  activity-handling="no-interruption"></gemini-live>`;

/** What the model answers: typed words make it call a function first, spoken ones it says again. */
const answers = ({ kind }: Turn): Answer =>
  kind === 'speech'
    ? { kind: 'parrot', spoken: 'Good morning.', delayMs: 10 }
    : {
        kind: 'call',
        calls: [{ name: 'clock', args: { zone: 'Lisbon' }, behavior: 'BLOCKING' }],
        next: { kind: 'say', text: 'It is noon.', delayMs: 10 },
        delayMs: 10,
      };

// Page code is text: there is no DOM in these files.
const LISTEN = `
  const element = globalThis.element = document.querySelector('gemini-live');
  element.config = { tools: [{ functionDeclarations: [
    { name: 'clock', description: 'Tells the time.', parametersJsonSchema: { type: 'object', properties: { zone: { type: 'string' } } } },
  ] }] };
  const tell = (event, more) => note({
    type: event.type, state: element.state, transcript: element.transcript.map(({ role, text }) => role + ': ' + text), ...more,
  });
  for (const name of ['statechange', 'transcript', 'toolcall', 'warning', 'error'])
    element.addEventListener('gemini-live-' + name, (event) => tell(event));
  element.addEventListener('gemini-live-toolcall', (event) => {
    event.preventDefault();
    const { id, name, args } = event.call;
    element.sendToolResponse({ id, name, response: { time: '12:00', zone: args.zone } });
  });
  document.addEventListener('securitypolicyviolation', (event) => tell(event, { directive: event.effectiveDirective }));`;

/** A page of one origin that talks by the built files of another with the twin. */
export class Talk {
  readonly page: Page;
  readonly cdn: Site;
  readonly host: Site;
  /** Errors in the page and its console. */
  readonly complaints: string[] = [];
  /** Origins that were asked for anything. */
  readonly origins = new Set<string>();
  readonly notes: Note[] = [];
  readonly #twin: LiveEmulator;
  readonly #waiting = new Set<() => void>();

  private constructor(page: Page, twin: LiveEmulator, cdn: Site, host: Site) {
    this.page = page;
    this.#twin = twin;
    this.cdn = cdn;
    this.host = host;
  }

  static async open(browser: Browser, { change, file, more = '', policy }: TalkOptions): Promise<Talk> {
    const twin = await startLiveEmulator({ script: answers, setupDelayMs: 10 });
    const cdn = await startCdn(change);
    const host = await startSite((asked) => {
      if (asked === '/token') {
        const body = JSON.stringify({ token: twin.mintToken(), baseUrl: twin.url });
        return { body, headers: { 'Content-Type': 'application/json' } };
      }
      const body = `<!doctype html><html lang="en"><title>x</title><body>
        <script type="module" src="${cdn.origin}/${file}"></script>${more}${MARKUP}`;
      const headers = {
        'Content-Type': 'text/html',
        'Content-Security-Policy': policy(cdn.origin, twin.url.replace('http', 'ws')),
      };
      return asked === '/' ? { body, headers } : undefined;
    });
    const talk = new Talk(await browser.newPage(), twin, cdn, host);
    await talk.#load();
    return talk;
  }

  /** The connection to the twin: there is one. */
  get line(): EmulatorConnection {
    const [line, ...others] = this.#twin.connections;
    if (!line || others.length > 0) throw new Error(`The twin has ${1 + others.length} connections.`);
    return line;
  }

  /** All connections to the twin so far. */
  get lines(): readonly EmulatorConnection[] {
    return this.#twin.connections;
  }

  get states(): LiveState[] {
    return this.notes.filter(({ type }) => type === 'gemini-live-statechange').map(({ state }) => state);
  }

  /** Tells the page's `element` to do something. */
  async run(script: string): Promise<unknown> {
    return this.page.evaluate(script);
  }

  /** Resolves when this holds: looked at now, at each event of the element's, and whenever anything happens at the twin. */
  async until(look: () => boolean): Promise<void> {
    const found = new AbortController();
    try {
      await Promise.race([
        this.#twin.until(() => look() || undefined, found.signal),
        new Promise<void>((resolve, reject) => {
          const attempt = (): void => (look() ? resolve() : undefined);
          this.#waiting.add(attempt);
          const timer = setTimeout(() => reject(new Error(`Stuck after ${this.#story}`)), STUCK_MS);
          found.signal.addEventListener('abort', () => {
            clearTimeout(timer);
            this.#waiting.delete(attempt);
          });
        }),
      ]);
    } finally {
      found.abort();
    }
  }

  /** Resolves when the element has gone through these states since the last `count` of them. */
  through(count: number, ...wanted: LiveState[]): Promise<void> {
    return this.until(() => this.states.slice(count).join().startsWith(wanted.join()));
  }

  /** The text that the visitor sees. */
  async shown(): Promise<string> {
    return String(await this.run('element.shadowRoot.textContent')).replace(/\s+/g, ' ');
  }

  /** What the twin was sent of this kind, as it came. */
  received(kind: string): unknown[] {
    return this.line.received.filter((one) => one.kind === kind).map(({ message }) => message);
  }

  async close(): Promise<void> {
    await this.page.close();
    this.cdn.close();
    this.host.close();
    await this.#twin.close();
  }

  get #story(): string {
    const heard = this.#twin.connections.map(({ received, closed }) => [received.at(-1), closed]);
    return JSON.stringify([this.notes.slice(-5), this.complaints, heard]);
  }

  async #load(): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      const favicon = message.location().url?.endsWith('/favicon.ico') ?? false;
      if (['error', 'warn'].includes(message.type()) && !favicon) this.complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (origin !== 'null') this.origins.add(origin);
    });
    await page.exposeFunction('note', (note: Note) => {
      this.notes.push(note);
      for (const attempt of [...this.#waiting]) attempt();
    });
    await page.goto(this.host.origin, { waitUntil: 'load' });
    await this.run(LISTEN);
  }
}
