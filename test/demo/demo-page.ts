import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';

interface Probed extends Window {
  /** What went wrong on the page. */
  readonly __seen: string[];
  /** Devices that were asked for. */
  readonly __asked?: string[];
  /** What the microphone's silence comes from. */
  readonly __microphone?: AudioContext;
}

/** A page of the demo in a frame of its own, with the twin behind it. */
export class DemoPage {
  readonly #frame: HTMLIFrameElement;
  /** What the test expects to go wrong. */
  readonly expected: RegExp[] = [];

  private constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
  }

  /** Opens a page below `demo/`; resolves when its scripts have run and the tag is known. */
  static async open(path: string, width = 1000): Promise<DemoPage> {
    const frame = document.createElement('iframe');
    frame.allow = 'microphone; camera; display-capture; clipboard-write';
    frame.width = String(width);
    frame.height = '900';
    frame.src = `/__demo/${path}`;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const page = new DemoPage(frame);
    await page.window.customElements.whenDefined('gemini-live');
    return page;
  }

  get window(): Probed & typeof globalThis {
    return this.#frame.contentWindow as unknown as Probed & typeof globalThis;
  }
  get document(): Document {
    return this.window.document;
  }
  get element(): GeminiLiveElement {
    return this.find('gemini-live') as GeminiLiveElement;
  }
  get asked(): readonly string[] {
    return this.window.__asked ?? [];
  }

  /** Resolves when the microphone has run for so long, by the clock of the sound. */
  async listens(seconds: number): Promise<void> {
    const clock = (): number => this.window.__microphone?.currentTime ?? 0;
    const end = clock() + seconds;
    await this.until(`${seconds} s of sound`, () => clock() >= end);
  }

  find(selector: string): HTMLElement {
    const found = this.document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The page has no ${selector}.`);
    return found;
  }

  /** Inside the element. */
  inside(selector: string): HTMLElement | null {
    return this.element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  /** Resolves when this holds, looked at from time to time: a page is seen from outside, without its events. */
  async until(what: string, look: () => unknown): Promise<void> {
    for (const end = Date.now() + 30_000; !look();) {
      if (Date.now() > end) {
        const { state, transcript } = this.element;
        const said = transcript.map(({ role, text }) => `${role}: ${text}`).join(' | ');
        throw new Error(`Not seen: ${what}. State ${state}; ${said}; ${this.seen.join('; ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** Chooses, ticks or fills in, as a visitor does, and says so to the page. */
  set(selector: string, value: string | boolean): void {
    const field = this.find(selector) as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
    if (typeof value === 'boolean') (field as HTMLInputElement).checked = value;
    else field.value = value;
    field.dispatchEvent(new this.window.Event('input', { bubbles: true }));
    field.dispatchEvent(new this.window.Event('change', { bubbles: true }));
  }

  /** Resolves when the frame has this width and the page was laid out in it. */
  async resize(width: number): Promise<void> {
    this.#frame.width = String(width);
    await new Promise((resolve) => this.window.requestAnimationFrame(resolve));
  }

  /** Runs a script of this origin on the page. */
  async load(path: string): Promise<void> {
    const script = this.document.createElement('script');
    script.src = path;
    const loaded = new Promise((resolve, reject) => {
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
    });
    this.document.head.append(script);
    await loaded;
  }

  click(selector: string): void {
    this.find(selector).click();
  }

  /** Types a turn, and waits for an answer that fits. */
  async exchange(text: string, answer: RegExp): Promise<void> {
    this.element.sendText(text);
    await this.answered(answer);
  }

  async answered(answer: RegExp): Promise<void> {
    await this.until(String(answer), () =>
      this.element.transcript.some((entry) => entry.role === 'model' && answer.test(entry.text)),
    );
  }

  /** Asks until the answer fits: a change of settings is on its way, and the next words may overtake it. */
  async askUntil(text: string, answer: RegExp): Promise<void> {
    const fits = (): boolean => this.element.transcript.some((entry) => answer.test(entry.text));
    for (let turn = 0; turn < 8 && !fits(); turn += 1) {
      await this.until('the end of the answer', () => this.element.state === 'listening');
      const before = this.element.transcript.length;
      this.element.sendText(text);
      await this.until('another answer', () => this.element.transcript.length >= before + 2);
    }
    await this.answered(answer);
  }

  /** What went wrong and was not expected. */
  get seen(): readonly string[] {
    return this.window.__seen.filter((line) => !this.expected.some((one) => one.test(line)));
  }

  /** Ends the conversation and the page; nothing may have gone wrong. */
  async close(): Promise<void> {
    try {
      await this.element.stop();
      expect(this.seen.join('\n')).to.equal('');
    } finally {
      this.#frame.remove();
    }
  }
}
