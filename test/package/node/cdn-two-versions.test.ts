import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { startCdn, type Site } from './site.ts';
import { Talk } from './talk.ts';

// A theme brings one version of the script, a plugin another: neither knows of the other, and the visitor of neither.

/** A later version, as far as a page can tell: the entry has another text, from another origin. */
const later = (file: string, text: string): string =>
  file === 'gemini-live.js'
    ? `${text.replace(/element \S+ \|/, 'element 9.9.9 |')};globalThis.later=1;`
    : text;

const WARNING = '<gemini-live>: another script defined it first.';

describe('two versions of the script on one page', { timeout: 60_000 }, () => {
  let browser: Browser;
  let other: Site;
  let talk: Talk;

  before(async () => {
    browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
    other = await startCdn(later);
    talk = await Talk.open(browser, {
      file: 'gemini-live.js',
      more: `<script type="module" src="${other.origin}/gemini-live.js"></script>`,
      policy: (cdn, twin) =>
        `default-src 'none'; script-src ${cdn} ${other.origin}; worker-src blob:; connect-src ${twin} 'self' ${cdn};
        require-trusted-types-for 'script'; trusted-types gemini-live gemini-live-lit`.replaceAll('\n', ' '),
    });
  });
  after(async () => {
    await talk.close();
    other.close();
    await browser.close();
  });

  /** Where Trusted Types have to be listed, the browser says of its own that the second may not list them again. */
  const told = (): string[] => talk.complaints.filter((text) => !/TrustedTypePolicy named/.test(text));

  it('both ran, nothing was thrown, and the page’s author is told once', async () => {
    assert.equal(await talk.run('later'), 1);
    assert.deepEqual(told(), [WARNING]);
  });

  it('the first has the tag, and talks', async () => {
    await talk.run('element.start()');
    await talk.until(() => talk.notes.some(({ transcript }) => transcript.includes('model: Good morning.')));
    await talk.until(() => talk.states.at(-1) === 'listening');
    await talk.run('element.stop()');
    await talk.until(() => talk.states.at(-1) === 'ended');
    assert.ok(talk.cdn.requests.some((path) => path.startsWith('/gemini-live.session.')));
    assert.deepEqual(other.requests, ['/gemini-live.js']);
    assert.deepEqual(told(), [WARNING]);
  });
});
