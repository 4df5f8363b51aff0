import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseRecording, readRecordings, recordingText, systemClock } from '../../src/emulator/index.ts';
import type { EmulatorOptions, LiveEmulator, Recording } from '../../src/emulator/index.ts';
import { Client, connect, socketUrl, withTwin } from './client.ts';

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'recorder-test-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** What a twin recorded in a folder of its own. */
const record = async (
  name: string,
  options: EmulatorOptions,
  talk: (twin: LiveEmulator) => Promise<void>,
): Promise<readonly Recording[]> => {
  const path = join(folder, name);
  await withTwin({ ...options, record: path }, talk);
  return readRecordings(path);
};

/** One connection, until it has ended. */
const ended = async (twin: LiveEmulator, use: (client: Client) => Promise<void> | void): Promise<void> => {
  const client = new Client(socketUrl(twin)).expectAnything();
  await client.opened;
  await use(client);
  client.close();
  await client.closed;
  await twin.connections.at(-1)?.once('closed');
};

/** What the page is told at first, of the connections. */
const firstEvent = async ({ url }: LiveEmulator): Promise<string> => {
  const response = await fetch(`${url}/traffic/events`);
  for await (const chunk of response.body ?? []) return Buffer.from(chunk as Uint8Array).toString();
  return '';
};

const KEY = `AIza${'Sy0123456789_abcdefghijk-lmnopqrstuvwxyz'.slice(0, 35)}`;
const ODD = { toString: 1, valueOf: 1 };
const ODD_FRAMES: readonly object[] = [
  { toolCall: { functionCalls: [{ name: ODD }] } },
  { toolResponse: { functionResponses: [{ name: ODD }] } },
  { toolCallCancellation: { ids: [ODD] } },
  { toolCallCancellation: { ids: ODD } },
  { setup: { generationConfig: { responseModalities: [ODD] } } },
  { setup: { tools: [{ functionDeclarations: [{ name: ODD }] }] } },
  { setup: { model: ODD } },
];

describe('a recorder', () => {
  it('has the end of a connection whatever a client sent, and so has the page', async () => {
    const told: unknown[] = [];
    const made = await record('odd', { page: true, onError: (error) => told.push(error) }, async (twin) => {
      for (const frame of ODD_FRAMES) await ended(twin, (client) => client.send(frame));
      const { list } = JSON.parse(/data: (.*)/.exec(await firstEvent(twin))?.[1] ?? '') as {
        list: { close?: object }[];
      };
      assert.equal(list.length, ODD_FRAMES.length);
      assert.deepEqual(
        list.filter(({ close }) => !close),
        [],
      );
    });
    assert.deepEqual(told, []);
    assert.equal(made.length, ODD_FRAMES.length);
    for (const { frames, close } of made) assert(frames.length > 0 && close);
  });

  it('shows what cannot be recorded on the page all the same, and tells of it once', async () => {
    const told: unknown[] = [];
    const path = join(folder, 'gone');
    await withTwin({ record: path, page: true, onError: (error) => told.push(error) }, async (twin) => {
      await rm(path, { recursive: true });
      await ended(twin, (client) => {
        client.send({ realtimeInput: {} });
        client.send({ realtimeInput: {} });
      });
      assert.match(await firstEvent(twin), /"client":\{"frames":[12],.*"close":\{/);
    });
    assert.equal(told.length, 1);
    assert.equal((told[0] as NodeJS.ErrnoException).code, 'ENOENT');
  });

  it('makes no file that cannot be read when there is no room for its header', async () => {
    const path = { folder: join(folder, 'full'), maxBytes: 500 };
    await withTwin({ record: path, script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const clients: Client[] = [];
      for (let count = 0; count < 4; count += 1) clients.push(await connect(twin));
      const recordings = await readRecordings(path.folder);
      assert.equal(recordings.length, 1);
      assert.equal(recordings[0]?.frames[0]?.from, 'client');
      for (const client of clients) client.close();
      await twin.until(() => twin.connections.every(({ closed }) => closed) || undefined);
    });
  });

  it('never goes back in time, whatever the clock does', async () => {
    let now = 1_000_000;
    const clock = { now: () => (now -= 500), schedule: systemClock.schedule };
    const [made] = await record('back', { clock }, (twin) =>
      ended(twin, (client) => client.send({ realtimeInput: {} })),
    );
    assert(made?.close);
    assert.equal(made.close.ms, 0);
  });

  it('keeps a text frame that is no UTF-8 as a text frame', async () => {
    const garbage = { kind: 'garbage', as: 'utf-8', frame: 'text' } as const;
    const [made] = await record('text', { script: { faults: [{ at: 'open', do: garbage }] } }, (twin) =>
      ended(twin, async ({ closed }) => {
        await closed;
      }),
    );
    assert.equal(made?.frames.length, 1);
    assert.equal(made.frames[0]?.binary, false);
    const text = recordingText(made);
    assert.match(text, /"base64":"[^"]+","text":true\}/);
    assert.equal(recordingText(parseRecording(text)), text);
  });

  it('blots keys and tokens out behind escapes, and what a close frame has left of them', async () => {
    const secret = 'SECRETSECRET0123';
    const said = [
      JSON.stringify({ realtimeInput: { text: `keys:\n${KEY}` } }),
      JSON.stringify({ realtimeInput: { text: JSON.stringify(`keys:\n${KEY}`) } }),
      `{"realtimeInput":{"text":"${KEY.replace('A', '\\u0041')}"}}`,
      `{"realtimeInput":{"text":"${KEY.slice(0, 20)}\\u00${KEY.charCodeAt(20).toString(16)}${KEY.slice(21)}"}}`,
      `{"realtimeInput":{"text":"auth_tokens\\/${secret}"}}`,
      `{"realtimeInput":{"text":"auth_tokens\\u002f${secret}"}}`,
      `{"realtimeInput":{"text":"?access_token=auth_tokens%2F${secret}"}}`,
      `{"${KEY}`,
      JSON.stringify({ realtimeInput: { audio: KEY } }),
      JSON.stringify({ setup: { model: KEY } }),
      JSON.stringify({ setup: { [KEY]: 1 } }),
      `!\\u0041${KEY.slice(1)}`,
    ];
    await record('secrets', {}, async (twin) => {
      for (const text of said) await ended(twin, (client) => client.raw(text));
    });
    for (const name of await readdir(join(folder, 'secrets'))) {
      const text = await readFile(join(folder, 'secrets', name), 'utf8');
      assert(!text.includes(KEY.slice(5, 19)), text);
      assert(!text.includes(KEY.slice(22, 36)), text);
      assert(!text.includes(secret.slice(0, 6)), text);
      assert.match(text, /…/);
    }
  });

  it('leaves base64 alone, and the bytes around what it blots out', async () => {
    const sound = `abc/${KEY}`;
    const text = `{"a":"\\u00fc\\n \\/ ü ${sound} auth_tokens\\/x0 \\"\\u00e9"}`;
    const [made] = await record('around', {}, (twin) => ended(twin, (client) => client.raw(text)));
    assert.equal(made?.frames[0]?.data.toString(), text.replace('x0', '…'));
  });
});
