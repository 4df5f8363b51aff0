import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../build/browsers/chromium.ts';
import { findChromium } from '../../build/browsers/find-chromium.ts';
import { startLiveEmulator, type LiveEmulator } from '../../src/emulator/index.ts';
import { Client, socketUrl } from './client.ts';
import { converse } from './spoken-turn.ts';

describe('the traffic page in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  let twin: LiveEmulator;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    twin = await startLiveEmulator({ page: true, pace: 0, setupDelayMs: 0 });
    browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (asked) => {
      // The browser's own player draws its buttons with data: URLs.
      if (!asked.url().startsWith(twin.url) && !asked.url().startsWith('data:'))
        problems.push(`asked for ${asked.url()}`);
    });
    await page.goto(twin.url);
  });
  after(async () => {
    await browser.close();
    await twin.close();
  });

  const until = (expression: string): Promise<unknown> => page.waitForFunction(expression);
  const texts = async (selector: string): Promise<string[]> =>
    (await page.evaluate(
      `[...document.querySelectorAll('${selector}')].map(({ textContent }) => textContent)`,
    )) as string[];

  it('shows a conversation as it happens: audio in one row, text as text', async () => {
    await until(`document.querySelector('#status').textContent === 'live'`);
    const client = await converse(twin);
    client.send({ realtimeInput: { text: '<img src=x onerror="document.title=1">' } });
    await client.turnComplete();
    await until(`document.querySelectorAll('#frames .summary').length > 8`);
    await until(
      `[...document.querySelectorAll('#frames .summary')].some((one) => one.textContent.includes('<img'))`,
    );
    const rows = await texts('#frames .summary');
    assert(rows.includes('85 audio frames, 1.70 s'), rows.join('\n'));
    assert.equal(await page.$$eval('#frames img', (all) => all.length), 0);
    assert.deepEqual((await texts('.part')).slice(0, 1), ['Client: Play all']);
  });

  it('gives the whole JSON on demand, searches, filters, pauses and clears', async () => {
    await page.click('#frames .frame');
    await until(
      `document.querySelector('.detail pre').textContent.includes('"model": "models/gemini-3.8-live"')`,
    );
    await page.type('#search', 'TURNCOMPLETE');
    await until(`document.querySelectorAll('#frames li').length === 2`);
    await page.evaluate(`{
      const search = document.querySelector('#search');
      search.value = '';
      search.dispatchEvent(new Event('input'));
    }`);
    const all = (await texts('#frames li')).length;
    await page.click('.chip[data-kind="audio"] input');
    await page.click('.chip[data-kind="transcript"] input');
    const fewer = await texts('#frames .kind');
    assert(fewer.length < all && !fewer.includes('audio'));
    await page.click('.chip[data-kind="audio"] input');
    await page.click('.chip[data-kind="transcript"] input');
    await page.click('#clear');
    assert.equal((await texts('#frames li')).length, 0);
    await page.click('#pause');
    const before = await counted();
    twin.connections[0]?.send({ goAway: { timeLeft: '50s' } });
    await until(`document.querySelector('#message-count').textContent === '${before + 1}'`);
    assert.equal((await texts('#frames li')).length, 0);
    await page.click('#pause');
    assert.deepEqual(await texts('#frames .summary'), ['goAway, 50s']);
  });

  /** How many frames there are. */
  const counted = async (): Promise<number> => Number((await texts('#message-count'))[0]?.replace(',', ''));

  it('plays what was said', async () => {
    await page.click('.track[data-from="client"] .part:nth-child(2)');
    await until(`document.querySelector('#player').ended`);
    const length = await page.evaluate(`document.querySelector('#player').duration`);
    assert(Math.abs(Number(length) - 0.5) < 0.05, String(length));
  });

  it('is accessible, in the dark and on a telephone as well', async () => {
    const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
    const refused = new Client(socketUrl(twin, { key: 'bad' }));
    await refused.closed;
    await until(`document.querySelectorAll('#connections li').length === 2`);
    for (const [width, scheme] of [
      [1280, 'light'],
      [1280, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      for (const child of [1, 2]) {
        await page.focus(`#connections li:nth-child(${child}) button`);
        await page.keyboard.press('Enter');
        await until(`document.querySelector('#connections li:nth-child(${child}) [aria-current=true]')`);
        // Whoever chose by keyboard stays where they were.
        await until(`document.activeElement.matches('#connections li:nth-child(${child}) button')`);
        await page.evaluate(axe);
        const violations =
          await page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
          id + ': ' + nodes.map(({ target }) => target).join(', ')))`);
        assert.deepEqual(violations, [], `${width} ${scheme}`);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        assert(Number(overflow) <= 0, `${width}: ${String(overflow)} px too wide`);
      }
    }
  });

  it('keeps up with a thousand messages a second, and keeps no more rows than it can show', async () => {
    await page.click('#connections li:last-child button');
    for (let batch = 0; batch < 10; batch += 1) {
      for (let at = 0; at < 300; at += 1) {
        twin.connections[0]?.send({
          serverContent: { outputTranscription: { text: ` word ${batch}.${at}` } },
        });
      }
      await until('true');
    }
    await until(`[...document.querySelectorAll('#frames .summary')].at(-1)?.textContent.includes('9.299')`);
    assert((await texts('#frames li')).length <= 1_000);
  });

  it('asked nobody else for anything, and had nothing to complain of', () => {
    assert.deepEqual(problems, []);
  });
});
