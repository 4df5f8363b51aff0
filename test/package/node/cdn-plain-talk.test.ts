import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { Talk } from './talk.ts';

let browser: Browser;

before(async () => {
  browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
});
after(() => browser.close());

const policy = (cdn: string, twin: string): string =>
  `default-src 'none'; script-src ${cdn}; worker-src blob:; connect-src ${twin} 'self' ${cdn}`;

it(
  'a conversation of words alone loads nothing that draws more than words',
  { timeout: 60_000 },
  async () => {
    const talk = await Talk.open(browser, { file: 'gemini-live.js', policy });
    try {
      await talk.run('element.start()');
      await talk.until(() =>
        talk.notes.some(({ transcript }) => transcript.includes('model: Good morning.')),
      );
      await talk.until(() => talk.states.at(-1) === 'listening');
      assert.match(await talk.shown(), /Good morning\./);
      assert.deepEqual(
        talk.cdn.requests.filter((path) => path.includes('.extras.')),
        [],
      );
    } finally {
      await talk.close();
    }
  },
);
