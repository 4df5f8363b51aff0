import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { LocalizeController } from '../../src/controllers/localize-controller.ts';
import { en } from '../../src/locales/en.ts';
import type { Terms, TermOverrides } from '../../src/locales/terms.ts';

interface Request {
  readonly tag: string;
  answer(terms: Terms | undefined): void;
  fail(): void;
}

/** A loader whose answers the test gives; `next` waits for the next request. */
class Loader {
  #waiting: ((request: Request) => void) | undefined;
  #requests: Request[] = [];

  readonly load = (tag: string): Promise<Terms | undefined> =>
    new Promise((resolve, reject) => {
      const request: Request = { tag, answer: resolve, fail: () => reject(new Error('not found')) };
      if (this.#waiting) this.#waiting(request);
      else this.#requests.push(request);
      this.#waiting = undefined;
    });

  next(): Promise<Request> {
    const request = this.#requests.shift();
    if (request) return Promise.resolve(request);
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  get pending(): number {
    return this.#requests.length;
  }
}

let loader: Loader;
let overrides: TermOverrides | undefined;

class LocalizedHost extends LitElement {
  readonly localize = new LocalizeController(this, {
    loadLocale: (tag) => loader.load(tag),
    overrides: () => overrides,
  });
  #rendered: (() => void) | undefined;

  protected override render(): TemplateResult {
    return html`${this.localize.terms.start}`;
  }

  protected override updated(): void {
    this.#rendered?.();
  }

  get text(): string {
    return this.renderRoot.textContent.trim();
  }

  /** Resolves with the text after the next update. */
  nextText(): Promise<string> {
    return new Promise((resolve) => (this.#rendered = () => resolve(this.text)));
  }
}

const termsOf = (lang: string): Terms => ({ ...en, lang, start: `start in ${lang}` });

const hostIn = async (template: TemplateResult): Promise<LocalizedHost> => {
  if (!customElements.get('test-localized')) customElements.define('test-localized', LocalizedHost);
  const around = await fixture(template);
  const host = around.matches('test-localized') ? around : around.querySelector('test-localized');
  if (!(host instanceof LocalizedHost)) throw new Error('The fixture has no host.');
  await host.updateComplete;
  return host;
};

describe('LocalizeController', () => {
  beforeEach(() => {
    loader = new Loader();
    overrides = undefined;
  });

  it('is English at once, and asks for nothing when the page is', async () => {
    const host = await hostIn(html`<div lang="en-GB"><test-localized></test-localized></div>`);
    expect(host.text).to.equal('Start talking');
    const request = await loader.next();
    expect(request.tag).to.equal('en-gb');
    request.answer(undefined);
    await host.updateComplete;
    expect(loader.pending).to.equal(0);
  });

  it('takes the nearest lang above it, from exact to general, and renders when it has come', async () => {
    const host = await hostIn(html`<div lang="xa-Latn-AA"><test-localized></test-localized></div>`);
    for (const expected of ['xa-latn-aa', 'xa-latn']) {
      const request = await loader.next();
      expect(request.tag).to.equal(expected);
      request.answer(undefined);
    }
    const rendered = host.nextText();
    (await loader.next()).answer(termsOf('xa'));
    expect(await rendered).to.equal('start in xa');
  });

  it('prefers its own lang', async () => {
    const host = await hostIn(html`<div lang="xb"><test-localized lang="xc"></test-localized></div>`);
    const rendered = host.nextText();
    const request = await loader.next();
    expect(request.tag).to.equal('xc');
    request.answer(termsOf('xc'));
    expect(await rendered).to.equal('start in xc');
  });

  it('looks through shadow roots, and follows a lang outside of them', async () => {
    const outer = await fixture(html`<div lang="xd"></div>`);
    const inner = outer.attachShadow({ mode: 'open' });
    const host = new LocalizedHost();
    inner.append(host);
    const first = host.nextText();
    await host.updateComplete;
    expect(await first).to.equal('Start talking');
    const rendered = host.nextText();
    (await loader.next()).answer(termsOf('xd'));
    expect(await rendered).to.equal('start in xd');

    const again = host.nextText();
    outer.setAttribute('lang', 'xe');
    const request = await loader.next();
    expect(request.tag).to.equal('xe');
    request.answer(termsOf('xe'));
    expect(await again).to.equal('start in xe');
  });

  it('drops a locale that comes after the language has changed again', async () => {
    const host = await hostIn(html`<test-localized lang="xf"></test-localized>`);
    const slow = await loader.next();
    host.lang = 'xg';
    const rendered = host.nextText();
    (await loader.next()).answer(termsOf('xg'));
    expect(await rendered).to.equal('start in xg');
    slow.answer(termsOf('xf'));
    host.requestUpdate();
    await host.updateComplete;
    expect(host.text).to.equal('start in xg');
  });

  it('falls back to English when loading fails', async () => {
    const host = await hostIn(html`<test-localized lang="xh"></test-localized>`);
    const rendered = host.nextText();
    (await loader.next()).answer(termsOf('xh'));
    await rendered;
    const back = host.nextText();
    host.lang = 'xi';
    (await loader.next()).fail();
    expect(await back).to.equal('Start talking');
  });

  it('lets the page put in its own words', async () => {
    overrides = { start: 'Ask the shop' };
    const host = await hostIn(html`<test-localized lang="en"></test-localized>`);
    expect(host.text).to.equal('Ask the shop');
    overrides = undefined;
    host.requestUpdate();
    await host.updateComplete;
    expect(host.text).to.equal('Start talking');
  });

  it('stops looking when it is removed', async () => {
    const host = await hostIn(html`<test-localized lang="en"></test-localized>`);
    host.remove();
    host.lang = 'xj';
    await host.updateComplete;
    expect(loader.pending).to.equal(0);
  });
});
