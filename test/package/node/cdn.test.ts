import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { startCdn, startSite, type Site } from './site.ts';

let browser: Browser;
const sites: Site[] = [];

before(async () => {
  browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
});
after(async () => {
  await browser.close();
  for (const site of sites) site.close();
});

interface Visit {
  readonly page: Page;
  readonly cdn: Site;
  readonly complaints: string[];
}

/** A page of one origin with this script tag of another, once everything that it asks for by itself is there. */
const visit = async (
  script: (cdn: string) => string,
  {
    policy,
    lang = 'en',
    cdn = startCdn(),
  }: { policy?: (cdn: string) => string; lang?: string; cdn?: Promise<Site> } = {},
): Promise<Visit> => {
  const files = await cdn;
  const headers: Record<string, string> = { 'Content-Type': 'text/html' };
  if (policy) headers['Content-Security-Policy'] = policy(files.origin);
  const body = `<!doctype html><html lang="${lang}"><title>x</title><body>${script(files.origin)}<gemini-live></gemini-live>`;
  const host = await startSite((asked) => (asked === '/' ? { body, headers } : undefined));
  sites.push(files, host);
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/favicon|404/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(host.origin, { waitUntil: 'networkidle0' });
  return { page, cdn: files, complaints };
};

const tag =
  (attributes = '') =>
  (cdn: string): string =>
    `<script type="module" ${attributes} src="${cdn}/gemini-live.js"></script>`;
// Page code is text: there is no DOM in this file.
const isDefined = async (page: Page): Promise<boolean> =>
  (await page.evaluate('customElements.get("gemini-live") !== undefined')) === true;
const shownText = async (page: Page): Promise<string> =>
  String(await page.evaluate('document.querySelector("gemini-live").shadowRoot?.textContent ?? ""'));
/** Words of the German interface. */
const GERMAN = /Gespräch|sprechen/i;

describe('the script tag, from another origin', () => {
  it('registers the element with one request', async () => {
    const { page, cdn, complaints } = await visit(tag());
    assert.equal(await isDefined(page), true);
    assert.deepEqual(cdn.requests, ['/gemini-live.js']);
    assert.deepEqual(complaints, []);
  });

  it("fetches the page's language, once, and nothing else", async () => {
    const { page, cdn, complaints } = await visit(tag(), { lang: 'de' });
    assert.equal(cdn.requests.length, 2);
    assert.match(cdn.requests[1] ?? '', /^\/gemini-live\.locale-de\.\w{8}\.js$/);
    assert.match(await shownText(page), GERMAN);
    assert.deepEqual(complaints, []);
  });

  it('refuses a chunk that was tampered with, before it runs', async () => {
    const cdn = startCdn((file, text) =>
      file.includes('locale') ? `globalThis.tampered = true;${text}` : text,
    );
    const { page } = await visit(tag(), { lang: 'de', cdn });
    assert.equal(await page.evaluate(() => 'tampered' in globalThis), false);
    assert.doesNotMatch(await shownText(page), GERMAN);
  });

  it('fetches what a conversation needs only on first intent', async () => {
    const { page, cdn } = await visit(tag());
    const session = page.waitForResponse((response) => response.url().includes('.session.'));
    await page.hover('gemini-live');
    await session;
    assert.ok(cdn.requests.some((file) => file.startsWith('/gemini-live.session.')));
  });

  for (const [name, policy, attributes] of [
    ["script-src with the CDN's origin", (cdn: string) => `script-src ${cdn}`, ''],
    ['nonces', () => "script-src 'nonce-abc'", 'nonce="abc"'],
    ["nonces and 'strict-dynamic'", () => "script-src 'nonce-abc' 'strict-dynamic'", 'nonce="abc"'],
    [
      'Trusted Types, our policies allowed',
      () => "require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit lit-html",
      '',
    ],
    [
      'Trusted Types, only Lit allowed',
      () => "require-trusted-types-for 'script'; trusted-types gemini-live-lit",
      '',
    ],
  ] as const) {
    it(`loads its chunks under a policy of ${name}`, async () => {
      const { page } = await visit(tag(attributes), { policy, lang: 'de' });
      assert.equal(await isDefined(page), true);
      assert.match(await shownText(page), GERMAN);
    });
  }
});

describe('the other files', () => {
  it('the plain script brings the module beside it', async () => {
    const { page, cdn } = await visit((origin) => `<script src="${origin}/gemini-live.classic.js"></script>`);
    assert.equal(await isDefined(page), true);
    assert.deepEqual(cdn.requests, ['/gemini-live.classic.js', '/gemini-live.js']);
  });

  it('the plain script refuses a module that was tampered with', async () => {
    const cdn = startCdn((file, text) => (file === 'gemini-live.js' ? `${text}\n` : text));
    const { page, complaints } = await visit(
      (origin) => `<script src="${origin}/gemini-live.classic.js"></script>`,
      { cdn },
    );
    assert.equal(await isDefined(page), false);
    assert.match(complaints.join('\n'), /of another version/);
  });

  it('the one file needs no other', async () => {
    const { page, cdn } = await visit(
      (origin) => `<script type="module" src="${origin}/gemini-live.full.js"></script>`,
      { lang: 'de' },
    );
    assert.equal(await isDefined(page), true);
    assert.deepEqual(cdn.requests, ['/gemini-live.full.js']);
    assert.match(await shownText(page), GERMAN);
  });

  it('two copies on one page do no harm', async () => {
    const { page, complaints } = await visit(
      (origin) => `${tag()(origin)}<script type="module" src="${origin}/gemini-live.full.js"></script>`,
    );
    assert.equal(await isDefined(page), true);
    assert.deepEqual(complaints, []);
  });
});
