import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, type CDPSession, launch } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../../build/browsers/chromium.ts';
import { findChromium } from '../../../build/browsers/find-chromium.ts';
import { Talk } from './talk.ts';

// A page that is really hidden: its window is minimised, so that nothing is painted, its timers are throttled and its screen
// lock is taken away; and one that is frozen, as a browser does to save power. By Chromium's own protocol, and there
// alone; without a window it refuses the lock, so that asking for it is all that is looked at.

/** Puppeteer spares hidden pages what a visitor's browser does to them. */
const SPARED = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** Before the conversation: notes frames and locks of the screen that are asked for, contexts, and what the page is told of itself. */
const WATCH = `
  globalThis.frames = new Set();
  const ask = requestAnimationFrame, cancel = cancelAnimationFrame;
  globalThis.requestAnimationFrame = (act) => {
    const id = ask((now) => { frames.delete(id); act(now); });
    frames.add(id);
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => { frames.delete(id); cancel(id); };
  globalThis.locks = [];
  const lock = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = (kind) => { locks.push(kind); return lock(kind); };
  globalThis.contexts = [];
  globalThis.AudioContext = class extends AudioContext { constructor(...given) { super(...given); contexts.push(this); } };
  globalThis.happened = [];
  for (const name of ['freeze', 'resume', 'visibilitychange'])
    document.addEventListener(name, () => { happened.push(name); note({ type: name, transcript: [] }); });
  for (const name of ['reconnect', 'error', 'warning'])
    element.addEventListener('gemini-live-' + name, ({ code }) => happened.push(name + ' ' + code));
  void 0;`;

const ENGINES = { worker: "worker-src 'self' blob:", page: "worker-src 'none'" } as const;

let browser: Browser;

before(async () => {
  browser = await launch({
    ...(await findChromium()),
    args: chromiumArgs,
    ignoreDefaultArgs: SPARED,
    env: quietEnv(),
  });
});
after(() => browser.close());

for (const [where, workers] of Object.entries(ENGINES)) {
  describe(`a page that is hidden, the engine in the ${where}`, { timeout: 60_000 }, () => {
    let talk: Talk;
    let protocol: CDPSession;

    const show = async (windowState: 'minimized' | 'normal'): Promise<void> => {
      const { windowId } = await protocol.send('Browser.getWindowForTarget');
      await protocol.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
      await seen(`document.hidden === ${String(windowState === 'minimized')}`);
    };
    /** Looked at from outside: the page has no frames of its own now, and its policy lets nobody wait in it. */
    const seen = async (expression: string): Promise<void> => {
      for (const end = Date.now() + 10_000; !(await talk.run(expression));) {
        const now = await talk.run('JSON.stringify([document.hidden, locks, frames.size, happened])');
        if (Date.now() > end) throw new Error(`Not seen: ${expression}; ${String(now)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const heard = (samples: number): Promise<void> => talk.until(() => talk.line.audio.samples >= samples);
    /** The clock of the sound, s. */
    const clock = async (): Promise<number> => Number(await talk.run('contexts.at(-1).currentTime'));

    before(async () => {
      talk = await Talk.open(browser, {
        file: 'gemini-live.js',
        policy: (cdn, twin) =>
          `default-src 'none'; script-src ${cdn}; ${workers}; connect-src ${twin} 'self' ${cdn}`,
      });
      protocol = await talk.page.createCDPSession();
      await talk.run(WATCH);
    });
    after(() => talk.close());

    it('talks while it is seen: its picture moves, the screen is kept on', async () => {
      await talk.run('element.start()');
      await heard(8_000);
      await seen('locks.length === 1 && frames.size > 0');
    });

    it('hidden, it is heard without a gap and answers; nothing moves, and no screen is kept on', async () => {
      const [from, first] = [await clock(), talk.line.audio.samples];
      await show('minimized');
      await seen('frames.size === 0');
      await heard(first + 5 * 16_000);
      const [sent, took] = [(talk.line.audio.samples - first) / 16_000, (await clock()) - from];
      assert.ok(sent > 0.9 * took, `${sent} s were sent of ${took} s.`);
      await talk.run('element.sendText("What time is it?")');
      await talk.until(() => talk.notes.some(({ transcript }) => transcript.includes('model: It is noon.')));
      assert.deepEqual(await talk.run('[document.hidden, frames.size, locks.length]'), [true, 0, 1]);
      assert.deepEqual(await talk.run('happened'), ['visibilitychange']);
    });

    it('seen again, it goes on as before on the same line', async () => {
      await show('normal');
      await seen('locks.length === 2 && frames.size > 0');
      await heard(talk.line.audio.samples + 8_000);
      await talk.run('element.stop()');
      await talk.until(() => talk.states.at(-1) === 'ended');
      await seen('frames.size === 0');
      assert.deepEqual(await talk.run('happened'), ['visibilitychange', 'visibilitychange']);
    });
  });
}
