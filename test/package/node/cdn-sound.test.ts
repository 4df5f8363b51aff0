import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { Talk } from './talk.ts';

let browser: Browser;

before(async () => {
  browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
});
after(() => browser.close());

/** Page code is text: half a second of silence, 8 kHz, 8 bit. */
const RECORDING = `new Blob([Uint8Array.from([
  82, 73, 70, 70, 196, 15, 0, 0, 87, 65, 86, 69, 102, 109, 116, 32, 16, 0, 0, 0, 1, 0, 1, 0,
  64, 31, 0, 0, 64, 31, 0, 0, 1, 0, 8, 0, 100, 97, 116, 97, 160, 15, 0, 0, ...Array(4000).fill(128)])])`;

const CASES = [
  {
    file: 'gemini-live.js',
    script: '',
    files: ['/gemini-live.sound.*.js', '/gemini-live.speech.*.js', '/speech.worklet.js'],
  },
  { file: 'gemini-live.full.js', script: 'blob:', files: [] },
] as const;

for (const { file, files, script } of CASES) {
  describe(`sound over ${file}`, { timeout: 60_000 }, () => {
    let talk: Talk;

    before(async () => {
      const policy = (cdn: string, twin: string): string =>
        `default-src 'none'; script-src ${cdn} ${script}; worker-src blob:; connect-src ${twin} 'self' ${cdn}`;
      talk = await Talk.open(browser, { file, policy });
      await talk.run(`element.options = { hybridEndOfTurn: true, record: true };
        element.setAttribute('silence-duration-ms', '5000');`);
    });
    after(() => talk.close());

    it('hears the end of the visitor’s turn, and keeps the answer', async () => {
      await talk.run('void element.start()');
      await talk.through(0, 'connecting', 'listening');
      await talk.until(() => talk.received('audioStreamEnd').length > 0);
      await talk.until(() => talk.states.includes('speaking'));
      await talk.until(() => talk.states.at(-1) === 'listening');
      const size = Number(await talk.run('element.recording().size'));
      assert.ok(size > 48_000, `${size} bytes are kept.`);
    });

    it('sends a recording of the page’s', async () => {
      const before = talk.received('audioStreamEnd').length;
      await talk.run(
        `element.muted = true; element.updateComplete.then(() => element.sendAudio(${RECORDING}))`,
      );
      await talk.until(() => talk.received('audioStreamEnd').length > before);
    });

    it('has asked for these files alone', () => {
      const asked = new Set(talk.cdn.requests.map((path) => path.replace(/\.\w{8}\.js$/, '.*.js')));
      const ours = [...asked].filter((path) => /sound|speech/.test(path));
      assert.deepEqual(ours.sort(), files);
      assert.deepEqual(talk.complaints, []);
    });
  });
}
