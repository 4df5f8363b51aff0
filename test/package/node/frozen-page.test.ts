import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, type CDPSession, launch } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { Talk } from './talk.ts';

// A page that Chromium freezes, as it does to save power: its tasks stand still, and the line may be gone when they go on.

const WATCH = `
  globalThis.happened = [];
  for (const name of ['freeze', 'resume']) document.addEventListener(name, () => happened.push(name));
  for (const name of ['error', 'warning', 'reconnect'])
    element.addEventListener('gemini-live-' + name, ({ code }) => happened.push(name + ' ' + code));
  element.addEventListener('gemini-live-reconnect', () => note({ type: 'reconnect', transcript: [] }));
  void 0;`;

describe('a page that is frozen', { timeout: 60_000 }, () => {
  let browser: Browser;
  let talk: Talk;
  let protocol: CDPSession;

  const turn = (state: 'frozen' | 'active'): Promise<void> =>
    protocol.send('Page.setWebLifecycleState', { state });

  before(async () => {
    browser = await launch({ ...(await findChromium()), args: chromiumArgs, env: quietEnv() });
    talk = await Talk.open(browser, {
      file: 'gemini-live.js',
      policy: (cdn, twin) =>
        `default-src 'none'; script-src ${cdn}; worker-src blob:; connect-src ${twin} 'self' ${cdn}`,
    });
    protocol = await talk.page.createCDPSession();
    await talk.run(`element.persist = 'session'; ${WATCH}`);
    await talk.run('element.sendText("What time is it?")');
    await talk.until(() => talk.notes.some(({ transcript }) => transcript.includes('model: It is noon.')));
    await talk.until(() => talk.states.at(-1) === 'listening');
  });
  after(async () => {
    await talk.close();
    await browser.close();
  });

  it('keeps the conversation when it is frozen, finds its line closed when it goes on, and connects again', async () => {
    await talk.run('sessionStorage.clear()');
    const first = talk.line;
    await turn('frozen');
    first.terminate();
    await turn('active');
    await talk.until(() => talk.lines.length === 2 && talk.notes.some(({ type }) => type === 'reconnect'));
    await talk.until(() => talk.states.at(-1) === 'listening');
    assert.match(String(await talk.run('JSON.stringify(Object.entries(sessionStorage))')), /It is noon\./);
    assert.deepEqual(await talk.run('happened'), ['freeze', 'resume', 'reconnect undefined']);
    const [setup] = talk.lines[1]!.received;
    const handle = first.handles.at(-1)?.handle;
    assert.ok(handle);
    assert.ok(JSON.stringify(setup?.message).includes(handle));
  });

  it('then talks on, and nothing was thrown', async () => {
    const before = talk.notes.length;
    await talk.run('element.sendText("And now?")');
    await talk.until(() =>
      talk.notes.slice(before).some(({ transcript }) => transcript.at(-1) === 'model: It is noon.'),
    );
    assert.deepEqual(talk.complaints, []);
  });
});
