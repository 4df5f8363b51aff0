import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumArgs, quietEnv } from '../../build/browsers/chromium.ts';
import { findChromium } from '../../build/browsers/find-chromium.ts';
import { parseRecording, startLiveEmulator, type LiveEmulator } from '../../src/emulator/index.ts';
import { Client, connect, join, silence, socketUrl, tone, withTwin } from './client.ts';

/** `fetch` sets its own Host and Origin: this does not. */
const get = (
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: Buffer }> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: response.headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });

/** The first event of this name that the page is told. */
const firstEvent = async (url: string, name: string): Promise<unknown> => {
  const response = await fetch(url);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const data = new RegExp(`event: ${name}\\ndata: (.*)\\n\\n`).exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data) as unknown;
  }
  throw new Error(`There was no "${name}".`);
};

interface Frames {
  readonly rows: readonly { readonly index: number; readonly text: string; readonly onlyAudio: boolean }[];
  readonly tracks: Readonly<
    Record<'client' | 'server', { readonly seconds: number; readonly segments: readonly unknown[] }>
  >;
}

const converse = async (twin: LiveEmulator): Promise<Client> => {
  const client = await connect(twin, { outputAudioTranscription: {} });
  client.speak(join(silence(0.2), tone(0.5), silence(1)));
  await client.turnComplete();
  return client;
};

describe('the traffic page', () => {
  it('is not there unless it is asked for', () =>
    withTwin({}, async (twin) => {
      assert.equal((await get(`${twin.url}/`)).status, 404);
      assert.equal((await get(`${twin.url}/traffic/main.js`)).status, 404);
    }));

  it('comes as separate files under a strict policy, and takes GET alone', () =>
    withTwin({ page: true }, async (twin) => {
      const page = await get(`${twin.url}/`);
      assert.equal(page.status, 200);
      const policy = String(page.headers['content-security-policy']);
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
      assert.doesNotMatch(policy, /unsafe|\*|data:|blob:/);
      const html = page.body.toString();
      assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|style=|\son\w+=|https?:/);
      for (const [, file = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
        assert.equal((await get(`${twin.url}${file}`)).status, 200, file);
      }
      for (const path of ['/traffic/none.js', '/traffic/../main.ts', '/traffic/connections/9/recording']) {
        assert.equal((await get(`${twin.url}${path}`)).status, 404, path);
      }
      assert.equal((await get(`${twin.url}/`, {}, 'POST')).status, 405);
      for (const path of ['/', '/traffic/events'])
        assert.equal((await get(`${twin.url}${path}`, {}, 'HEAD')).body.length, 0, path);
    }));

  it('is for this machine alone: other hosts, other origins and other sites get nothing', () =>
    withTwin({ page: true }, async (twin) => {
      const { port } = twin;
      const refused = [
        { host: `evil.example:${port}` },
        { host: `127.0.0.1.evil.example:${port}` },
        { host: `localhost.evil.example` },
        { host: `10.0.0.1:${port}` },
        { host: `localhost:${port}`, origin: 'https://evil.example' },
        { host: `localhost:${port}`, origin: `http://localhost:${port + 1}` },
        { host: `localhost:${port}`, origin: 'null' },
        { host: `localhost:${port}`, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
        { host: `localhost:${port}`, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
      ];
      for (const headers of refused) {
        for (const path of ['/', '/traffic/events', '/traffic/connections/1/recording']) {
          const answer = await get(`${twin.url}${path}`, headers);
          assert.equal(answer.status, 403, JSON.stringify(headers));
          assert.equal(answer.headers['access-control-allow-origin'], undefined);
        }
      }
      const taken = [
        { host: `localhost:${port}` },
        { host: `127.0.0.1:${port}` },
        { host: `[::1]:${port}` },
        { host: `twin.localhost:${port}` },
        { host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' },
        {
          host: `localhost:${port}`,
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
        },
      ];
      for (const headers of taken) {
        assert.equal((await get(`${twin.url}/`, headers)).status, 200, JSON.stringify(headers));
      }
    }));

  it('is for named hosts as well when it is told so', () =>
    withTwin({ page: { hosts: ['twin.test'] } }, async (twin) => {
      assert.equal((await get(`${twin.url}/`, { host: 'twin.test:1' })).status, 200);
      assert.equal((await get(`${twin.url}/`, { host: 'other.test:1' })).status, 403);
    }));

  it('tells of connections and frames, gives each frame whole, audio as WAV with ranges, and the recording', () =>
    withTwin({ page: true }, async (twin) => {
      const client = await converse(twin);
      const { list } = (await firstEvent(`${twin.url}/traffic/events`, 'connections')) as {
        readonly list: readonly { readonly id: number; readonly model: string; readonly path: string }[];
      };
      assert.deepEqual(
        list.map(({ id, model }) => [id, model]),
        [[1, 'models/gemini-3.8-live']],
      );
      assert.match(list[0]?.path ?? '', /key=…$/);
      const { rows, tracks } = (await firstEvent(
        `${twin.url}/traffic/events?connection=1`,
        'frames',
      )) as Frames;
      assert.equal(rows.length, 1 + 85 + client.frames.length);
      assert.match(rows[0]?.text ?? '', /^models\/gemini-3\.8-live/);
      assert.equal(rows.filter(({ onlyAudio }) => onlyAudio).length >= 85, true);
      assert.equal(tracks.client.seconds.toFixed(2), '1.70');
      assert.equal(tracks.client.segments.length, 1);
      assert.equal(tracks.server.segments.length, 1);

      const base = `${twin.url}/traffic/connections/1`;
      const frame = JSON.parse((await get(`${base}/frames/0`)).body.toString()) as { readonly text: string };
      assert.match(frame.text, /"outputAudioTranscription"/);
      assert.equal((await get(`${base}/frames/99999`)).status, 410);

      const sound = await get(`${base}/audio.wav?from=client&start=0.2&end=0.7`);
      assert.equal(sound.headers['content-type'], 'audio/wav');
      assert.equal(sound.body.readUInt32LE(24), 16_000);
      assert.equal(sound.body.length, 44 + 2 * 8_000);
      const samples = new Int16Array(sound.body.buffer.slice(sound.body.byteOffset + 44).slice(0, 16_000));
      assert.deepEqual(samples, tone(0.5));
      const part = await get(`${base}/audio.wav?from=client&start=0.2&end=0.7`, { range: 'bytes=44-47' });
      assert.equal(part.status, 206);
      assert.deepEqual(part.body, sound.body.subarray(44, 48));
      const answer = await get(`${base}/audio.wav?from=server`);
      const heard = client.audio();
      assert.equal(answer.body.length, 44 + 2 * heard.length);
      assert.equal((await get(`${base}/audio.wav?start=5&end=1`)).status, 400);
      assert.equal((await get(`${base}/audio.wav?start=500`)).status, 404);

      const recording = parseRecording((await get(`${base}/recording`)).body.toString());
      assert.deepEqual(
        recording.frames.filter(({ from }) => from === 'server').map(({ data }) => data.toString()),
        client.frames.map(({ text }) => text),
      );
    }));

  it('says why the twin closed', () =>
    withTwin({ page: true }, async (twin) => {
      const client = await connect(twin);
      client.send({ setup: { model: 'models/gemini-3.8-live' } });
      await client.closed;
      await twin.connections[0]?.once('closed');
      const { list } = (await firstEvent(`${twin.url}/traffic/events`, 'connections')) as {
        readonly list: readonly { readonly close: { readonly code: number; readonly meaning: string } }[];
      };
      assert.equal(list[0]?.close.code, 1007);
      assert.match(list[0]?.close.meaning, /Here it was a second `setup`\.$/);
    }));
});

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
