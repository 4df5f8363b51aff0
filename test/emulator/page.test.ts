import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { parseRecording } from '../../src/emulator/index.ts';
import { connect, tone, withTwin } from './client.ts';
import { converse } from './spoken-turn.ts';

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
