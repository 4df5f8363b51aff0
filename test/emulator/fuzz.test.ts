import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readRecordings } from '../../src/emulator/index.ts';
import { connect, withTwin } from './client.ts';
import { closeFrame, messageFrames, wrong } from './fuzz/frames.ts';
import { fuzzRequest } from './fuzz/http.ts';
import { goodMessage, goodSetup } from './fuzz/messages.ts';
import { Dice } from './fuzz/random.ts';
import { RawClient } from './fuzz/raw-client.ts';

/** `FUZZ_SEED=7 node --test test/emulator/fuzz.test.ts` fuzzes differently; `FUZZ_MESSAGES` says how much. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 100_000);
const REQUESTS = Math.floor(MESSAGES / 20);
const AT_ONCE = 8;
/** What the service closes with, and what RFC 6455 asks for when frames are wrong (1002), too large (1009) or no UTF-8. */
const DOCUMENTED = [1002, 1007, 1008, 1009, 1011];
/** What a client closed with comes back to it; 1005 is a close without a code. */
const ECHOED = [1000, 1001, 1005, 3000, 4999];
/** The client broke off by itself. */
const BROKEN_OFF = 1006;

/** Room for the recordings, bytes: less than they need, so that old ones go. */
const RECORDED = 20_000_000;

/** What the page lists. */
const connectionsOf = async (url: string): Promise<readonly { readonly close?: object }[]> => {
  const response = await fetch(`${url}/traffic/events`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const data = /^event: connections\ndata: (.*)\n\n/.exec(text)?.[1];
    if (data !== undefined)
      return (JSON.parse(data) as { readonly list: readonly { close?: object }[] }).list;
  }
  throw new Error('The page is told of no connections.');
};

/** What stays in memory, bytes. */
const heap = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};

/** The least of a few looks: sockets and buffers that are over go in a later turn of the loop. */
const restingHeap = async (): Promise<number> => {
  let least = heap();
  for (let look = 0; look < 10; look++) {
    await new Promise((resolve) => setImmediate(resolve));
    least = Math.min(least, heap());
  }
  return least;
};

/** One client's life: set up or not, then right and wrong things, then some end. Counts what it said. */
const live = async (
  port: number,
  dice: Dice,
): Promise<{ messages: number; code: number; broke: boolean }> => {
  const client = new RawClient(port);
  let messages = 0;
  if (dice.chance(0.85)) {
    client.write(messageFrames(dice, goodSetup(dice)));
    messages += 1;
    await client.first();
  }
  const frames: Buffer[] = [];
  for (let count = 1 + dice.below(40); count > 0; count -= 1) {
    frames.push(dice.chance(0.1) ? wrong(dice) : messageFrames(dice, goodMessage(dice)));
  }
  messages += frames.length;
  const broke = dice.chance(0.1);
  if (!broke) frames.push(closeFrame(dice), closeFrame(dice));
  client.write(Buffer.concat(frames));
  if (broke) client.destroy();
  return { messages, broke, code: await client.ended };
};

describe('any bytes at all', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(() => void process.on('unhandledRejection', note));
  after(() => void process.off('unhandledRejection', note));

  it('on a socket close that one connection with a documented code; the others notice nothing, memory returns', async () => {
    const errors: unknown[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-test-'));
    const options = {
      page: true,
      record: { folder, maxBytes: RECORDED },
      keepBytes: 2_000_000,
      script: { answers: [{ kind: 'none' as const }] },
      onError: (error: unknown) => void errors.push(error),
    };
    await withTwin(options, async (twin) => {
      const witness = await connect(twin);
      const codes = new Map<number, number>();
      let messages = 0;
      let clients = 0;
      let least = Infinity;
      const next = async (): Promise<void> => {
        while (messages < MESSAGES) {
          const number = clients++;
          const life = await live(twin.port, new Dice(SEED + number));
          messages += life.messages;
          if (!life.broke) codes.set(life.code, (codes.get(life.code) ?? 0) + 1);
          if (number % 25 === 0) await (checked = checked.then(check));
        }
      };
      const check = async (): Promise<void> => {
        witness.send({ realtimeInput: { text: 'still there?' } });
        await witness.turnComplete();
        if (messages > MESSAGES / 5 && least === Infinity) least = heap();
      };
      let checked = Promise.resolve();
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      await witness.answered();
      assert.deepEqual(errors, []);
      const known = [...DOCUMENTED, ...ECHOED];
      const unknown = [...codes.keys()].filter((code) => !known.includes(code) && code !== BROKEN_OFF);
      assert.deepEqual(unknown, [], JSON.stringify([...codes]));
      for (const code of [1002, 1007, 1008, 1009, 1000]) assert.ok(codes.has(code), `${code} never came`);
      assert.equal(codes.get(BROKEN_OFF) ?? 0, 0, 'a connection ended without a close frame');
      assert.equal(twin.connections.filter(({ closed }) => !closed).length, 1);
      const listed = await connectionsOf(twin.url);
      assert(listed.length > 200);
      assert.equal(
        listed.filter(({ close }) => !close).length,
        1,
        'the page shows ended connections as open',
      );
      const grown = (await restingHeap()) - least;
      assert.ok(
        grown < 30_000_000,
        `${(grown / 1e6).toFixed(1)} MB more after ${messages} messages of ${clients} clients`,
      );
    });
    const recordings = await readRecordings(folder);
    await rm(folder, { recursive: true });
    assert(recordings.length > 200);
    // The witness was there until the twin ended; its recording is the first.
    const open = recordings.filter(({ close }) => !close).map(({ name }) => name);
    assert.deepEqual(open, [recordings[0]?.name]);
    assert.deepEqual(unhandled, []);
  });

  it('over HTTP are answered with a documented status or not at all', async () => {
    const errors: unknown[] = [];
    await withTwin({ onError: (error) => void errors.push(error) }, async (twin) => {
      const witness = await connect(twin);
      const statuses = new Set<number>();
      let requests = 0;
      const next = async (): Promise<void> => {
        while (requests < REQUESTS) statuses.add(await fuzzRequest(twin.port, new Dice(SEED + requests++)));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      const known = [0, 100, 101, 200, 204, 400, 401, 403, 404, 405, 413, 417, 426, 431];
      assert.deepEqual(
        [...statuses].filter((status) => !known.includes(status)),
        [],
      );
      for (const status of [101, 200, 204, 400, 404, 405])
        assert.ok(statuses.has(status), `${status} never came`);
      witness.send({ realtimeInput: { text: 'still there?' } });
      await witness.turnComplete();
      assert.deepEqual(errors, []);
    });
    assert.deepEqual(unhandled, []);
  });
});
