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
  'without the chunk of what is shown beside the words, there is one warning and the conversation takes place',
  { timeout: 60_000 },
  async () => {
    const talk = await Talk.open(browser, {
      file: 'gemini-live.js',
      policy,
      // Another file than the one that the session's chunk vouches for.
      change: (file, text) => (file.startsWith('gemini-live.extras.') ? `${text}//` : text),
    });
    try {
      await talk.run(`globalThis.codes = [];
        element.addEventListener('gemini-live-warning', ({ code }) => codes.push(code));
        element.options = { offers: ['voice', 'usage'] };`);
      await talk.until(() => talk.notes.some(({ type }) => type === 'gemini-live-warning'));
      await talk.run(
        "element.options = { offers: ['usage'] }; element.voice = 'Puck'; element.sendText('Now?')",
      );
      await talk.until(() => talk.notes.some(({ transcript }) => transcript.includes('model: It is noon.')));
      await talk.until(() => talk.states.at(-1) === 'listening');
      assert.deepEqual(await talk.run('codes'), ['not-loaded']);
      assert.equal(talk.cdn.requests.filter((path) => path.includes('.extras.')).length > 0, true);
      assert.match(await talk.shown(), /It is noon\./);
    } finally {
      await talk.close();
    }
  },
);
