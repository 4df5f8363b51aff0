import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseRecording, readRecordings, recordingText, RecordingError } from '../../src/emulator/index.ts';
import type { Recording } from '../../src/emulator/index.ts';
import { type Client, connect, join, silence, socketUrl, tone, tokenUrl, withTwin } from './client.ts';

let folder: string;
before(async () => (folder = await mkdtemp(joinPath(tmpdir(), 'recording-test-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** The recordings of a folder of its own. */
const recorded = async (
  name: string,
  talk: (record: string) => Promise<void>,
): Promise<readonly { text: string; recording: Recording }[]> => {
  const record = joinPath(folder, name);
  await talk(record);
  const files = (await readdir(record)).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(joinPath(record, file), 'utf8');
      return { text, recording: parseRecording(text, file) };
    }),
  );
};

const HEADER = '{"format":"gemini-live-recording","version":1}\n';

/** What a reader says of a text, as line and words. */
const problem = (text: string): string => {
  try {
    parseRecording(text, 'x.jsonl');
    return 'nothing';
  } catch (error) {
    assert(error instanceof RecordingError);
    return `${error.line}: ${error.message}`;
  }
};

describe('a recording', () => {
  it('holds every frame of both directions byte for byte, their times, and how it ended', async () => {
    const sent: string[] = [];
    let client: Client | undefined;
    const [made] = await recorded('whole', (record) =>
      withTwin({ record, script: { answers: [{ kind: 'parrot', heard: 'Grüße, 你好' }] } }, async (twin) => {
        client = await connect(twin, { inputAudioTranscription: {} });
        client.speak(join(tone(0.5), silence(1)));
        await client.turnComplete();
        const odd = { realtimeInput: { text: 'ein Gruß ✓' } };
        sent.push(JSON.stringify(odd));
        client.send(odd);
        await client.turnComplete();
        client.close();
        await client.closed;
        await twin.connections[0]?.once('closed');
      }),
    );
    assert(made && client);
    const { header, frames, close } = made.recording;
    assert.equal(header.model, 'models/gemini-3.8-live');
    assert.match(header.path ?? '', /BidiGenerateContent\?key=…$/);
    assert(!Number.isNaN(Date.parse(header.date ?? '')));
    const from = (side: string): string[] =>
      frames.filter((frame) => frame.from === side).map(({ data }) => data.toString('utf8'));
    assert.deepEqual(
      from('server'),
      client.frames.map(({ text }) => text),
    );
    assert(frames.filter((frame) => frame.from === 'server').every(({ binary }) => binary));
    const fromClient = from('client');
    assert.equal(fromClient.length, 1 + 75 + 1);
    assert.equal(fromClient.at(-1), sent[0]);
    assert(frames.filter((frame) => frame.from === 'client').every(({ binary }) => !binary));
    assert.deepEqual(close?.closing, { code: 1005, reason: '' });
    assert.equal(close.by, 'client');
  });

  it('keeps bytes that are no text, and which frames were binary', async () => {
    const bytes = Buffer.from([0, 255, 254, 10, 13]);
    const [made] = await recorded('bytes', (record) =>
      withTwin({ record }, async (twin) => {
        const client = (await connect(twin)).expectAnything();
        twin.connections[0]?.sendRaw(bytes);
        twin.connections[0]?.sendRaw('text frame');
        await client.next(() => client.frames.length === 3);
        client.raw(bytes);
        await client.closed;
        await twin.connections[0]?.once('closed');
      }),
    );
    const { frames, close } = made!.recording;
    assert.deepEqual(
      frames.slice(2).map(({ from, binary, data }) => [from, binary, data]),
      [
        ['server', true, bytes],
        ['server', false, Buffer.from('text frame')],
        ['client', true, bytes],
      ],
    );
    assert.equal(close?.by, 'server');
    assert.equal(close.closing.code, 1007);
    assert.match(close.closing.reason, /^Invalid JSON payload/);
  });

  it('holds no key and no token, wherever a client puts them', async () => {
    const key = `AIza${'Sy0123456789_abcdefghijk-lmnopqrstuvwxyz'.slice(0, 35)}`;
    let token = '';
    const made = await recorded('secrets', (record) =>
      withTwin({ record }, async (twin) => {
        token = twin.mintToken();
        const first = await connect(twin, {}, socketUrl(twin, { key }));
        first.send({ realtimeInput: { text: `my key is ${key}, my token ${token}` } });
        await first.turnComplete();
        const second = await connect(twin, {}, tokenUrl(twin, token));
        second.send({ clientContent: { key } });
        await second.closed;
      }),
    );
    assert.equal(made.length, 2);
    for (const { text } of made) {
      assert(!text.includes(key));
      assert(!text.includes(token.slice('auth_tokens/'.length)));
    }
    assert.match(made[0]!.text, /my key is …, my token auth_tokens\/…/);
  });

  it('is on the disk as it happens, and the closing line follows', async () => {
    const record = joinPath(folder, 'live');
    await withTwin({ record }, async (twin) => {
      const client = await connect(twin);
      const [file = ''] = await readdir(record);
      const { frames, close } = parseRecording(await readFile(joinPath(record, file), 'utf8'));
      assert.deepEqual(
        frames.map(({ from }) => from),
        ['client', 'server'],
      );
      assert.equal(close, undefined);
      client.close();
    });
  });

  it('ends when it cannot be written, and is told once; the conversation goes on', async () => {
    const record = joinPath(folder, 'gone');
    const told: unknown[] = [];
    await withTwin({ record, onError: (error) => told.push(error) }, async (twin) => {
      await rm(record, { recursive: true });
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      client.close();
      await twin.connections[0]?.once('closed');
    });
    assert.equal(told.length, 1);
    assert.equal((told[0] as NodeJS.ErrnoException).code, 'ENOENT');
  });

  it('takes no more room than it may: the oldest complete one goes first, then nothing more is written', async () => {
    const record = { folder: joinPath(folder, 'small'), maxBytes: 4_000 };
    const talk = async (length: number): Promise<void> => {
      await withTwin({ record, script: { answers: [{ kind: 'none', end: 'nothing' }] } }, async (twin) => {
        for (let round = 0; round < 3; round += 1) {
          const client = await connect(twin);
          client.send({ realtimeInput: { text: 'x'.repeat(length) } });
          await twin.until(() => twin.connections.at(-1)?.received.length === 2 || undefined);
          client.close();
          await twin.connections.at(-1)?.once('closed');
        }
      });
    };
    const size = async (): Promise<number[]> => {
      const names = await readdir(record.folder);
      return Promise.all(names.map(async (name) => (await readFile(joinPath(record.folder, name))).length));
    };
    await talk(1_000);
    const kept = await size();
    assert.equal(kept.length, 2);
    assert(kept.reduce((sum, one) => sum + one, 0) <= 4_000);
    await rm(record.folder, { recursive: true });
    await talk(5_000);
    assert((await size()).every((bytes) => bytes < 1_000));
    for (const name of await readdir(record.folder)) {
      // Nothing is missing in between: it breaks off at what was too large.
      const { frames, close } = parseRecording(await readFile(joinPath(record.folder, name), 'utf8'));
      assert.equal(frames.length, 2);
      assert.equal(close, undefined);
    }
  });
});

describe('a reader of recordings', () => {
  const frame = (ms: number, from: string): string => `{"ms":${ms},"from":"${from}","text":"{}"}\n`;

  it('reads what it writes', () => {
    const text = `${HEADER}${frame(0, 'client')}{"ms":1.5,"from":"server","binary":"{\\n}"}\n{"ms":2,"from":"server","base64":"/w=="}\n{"ms":3,"close":{"by":"server","code":1011,"reason":"x"}}\n`;
    assert.equal(recordingText(parseRecording(text)), text);
  });

  it('leaves out a last line that was torn', () => {
    const text = `${HEADER}${frame(0, 'client')}{"ms":1,"from":"ser`;
    assert.equal(parseRecording(text).frames.length, 1);
  });

  it('says which line is wrong, and what is wrong with it', () => {
    const cases: readonly [text: string, says: RegExp][] = [
      ['', /^1: x\.jsonl, line 1: there is no header/],
      ['{"format":"other"}\n', /^1: .*"format" must be "gemini-live-recording"/],
      ['{"format":"gemini-live-recording","version":2}\n', /^1: .*"version" must be 1/],
      [`${HEADER}oops\n${frame(0, 'client')}`, /^2: .*not JSON/],
      [`${HEADER}[]\n${frame(0, 'client')}`, /^2: .*an object/],
      [`${HEADER}${frame(0, 'client')}${frame(5, 'nobody')}\n`, /^3: .*"from" must be/],
      [`${HEADER}${frame(5, 'client')}${frame(4, 'client')}\n`, /^3: .*falls from 5 to 4/],
      [`${HEADER}${frame(-1, 'client')}\n`, /^2: .*"ms" must be/],
      [`${HEADER}{"ms":0,"from":"client"}\n\n`, /^2: .*exactly one of text, binary, base64/],
      [`${HEADER}{"ms":0,"from":"client","base64":"*"}\n\n`, /^2: .*not base64/],
      [`${HEADER}{"ms":0,"from":"client","text":"","hz":1}\n\n`, /^2: .*"hz" is no field here/],
      [`${HEADER}{"ms":0,"close":{"by":"server","code":99}}\n\n`, /^2: .*a close code/],
      [
        `${HEADER}{"ms":0,"close":{"by":"server","code":1000}}\n${frame(1, 'client')}\n`,
        /^3: .*may follow the close/,
      ],
    ];
    for (const [text, says] of cases) assert.match(problem(text), says, text);
  });

  it('reads a folder of recordings, and a folder with a file a frame', async () => {
    const many = joinPath(folder, 'many');
    await mkdir(many);
    await writeFile(joinPath(many, 'b.jsonl'), `${HEADER}${frame(1, 'server')}`);
    await writeFile(joinPath(many, 'a.jsonl'), HEADER);
    assert.deepEqual(
      (await readRecordings(many)).map(({ name, frames }) => [name, frames.length]),
      [
        ['a.jsonl', 0],
        ['b.jsonl', 1],
      ],
    );
    const frames = joinPath(folder, 'frames');
    await mkdir(frames);
    await writeFile(joinPath(frames, '1.client.json'), '{"setup":{}}');
    await writeFile(joinPath(frames, '2.server@80.json'), '{\n  "setupComplete": {}\n}\n');
    await writeFile(joinPath(frames, '10.server.txt'), 'odd');
    await writeFile(joinPath(frames, 'README.md'), 'not a frame');
    const [read] = await readRecordings(frames);
    assert.deepEqual(
      read?.frames.map(({ ms, from, binary, data }) => [ms, from, binary, data.toString()]),
      [
        [0, 'client', false, '{"setup":{}}'],
        [80, 'server', true, '{\n  "setupComplete": {}\n}\n'],
        [80, 'server', false, 'odd'],
      ],
    );
    await assert.rejects(readRecordings(joinPath(folder, 'none')), { code: 'ENOENT' });
    const empty = joinPath(folder, 'empty');
    await mkdir(empty);
    await assert.rejects(readRecordings(empty), /there is neither a \.jsonl nor a frame/);
  });
});
