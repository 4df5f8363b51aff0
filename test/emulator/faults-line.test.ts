import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { REASONS, REFUSALS } from '../../src/emulator/assumptions/index.ts';
import { cutReason, worded } from '../../src/emulator/protocol/protocol-error.ts';
import {
  ManualClock,
  type Answer,
  type Fault,
  type FaultAction,
  type LiveEmulator,
  type RefusalName,
  type ScriptData,
} from '../../src/emulator/index.ts';
import { Client, connect, join, passTime, shape, silence, socketUrl, tone, withTwin } from './client.ts';

const ANSWER: Answer = { kind: 'tone', hz: 440, seconds: 1, turnComplete: 'at-once' };
const ready = (action: FaultAction): ScriptData => ({ faults: [{ at: 'setup-complete', do: action }] });

/** A client that is ready for messages which the service never sends. */
const connectToAnything = async (twin: LiveEmulator, setup: object = {}): Promise<Client> => {
  const client = new Client(socketUrl(twin)).expectAnything();
  await client.opened;
  client.send({ setup: { model: 'models/gemini-3.8-live', ...setup } });
  await client.next(({ setupComplete }) => setupComplete !== undefined);
  return client;
};

/** A socket whose pings can be watched. */
const bareSocket = async (url: string): Promise<{ socket: WebSocket; pongs: () => number }> => {
  const socket = new WebSocket(url);
  let pongs = 0;
  socket.on('pong', () => (pongs += 1));
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, pongs: () => pongs };
};

describe('closing as the service does', () => {
  const names = [...new Set([...Object.keys(REFUSALS), ...Object.keys(REASONS)])] as RefusalName[];
  it('has every situation and every reason by its name', () =>
    withTwin(
      { scripts: (client) => ready({ kind: 'refuse', as: names[client.connection - 1] ?? 'quota' }) },
      async (twin) => {
        for (const name of names) {
          const client = new Client(socketUrl(twin));
          await client.opened;
          client.send({ setup: { model: 'models/gemini-3.8-live' } });
          const { code, reason } = await client.closed;
          const key =
            name in REFUSALS ? REFUSALS[name as keyof typeof REFUSALS][0] : (name as keyof typeof REASONS);
          const [expected, words] = REASONS[key];
          assert.equal(code, expected, name);
          assert.equal(reason, cutReason(worded(words)), name);
          assert.doesNotMatch(reason, /[{}]/);
          assert.ok(Buffer.byteLength(reason) <= 123);
        }
      },
    ));

  it('quota: setupComplete first, 1011 some 800 ms later', () => {
    const clock = new ManualClock();
    const faults: Fault[] = [{ at: 'setup-complete', afterMs: 800, do: { kind: 'refuse', as: 'quota' } }];
    return withTwin({ clock, script: { faults } }, async (twin) => {
      const client = await connect(twin, {}, undefined, clock);
      const began = clock.now();
      const { code, reason } = await passTime(clock, client.closed);
      assert.equal(code, 1011);
      assert.match(reason, /^You exceeded your current quota/);
      assert.equal(Buffer.byteLength(reason), 123);
      assert.ok(clock.now() - began >= 795 && clock.now() - began <= 900);
    });
  });

  it('goAway, with the time that is left, with another, and without', () =>
    withTwin(
      {
        script: {
          faults: [undefined, 1_500, null].map((timeLeftMs) => ({
            at: 'setup-complete' as const,
            do: { kind: 'go-away' as const, ...(timeLeftMs === undefined ? {} : { timeLeftMs }) },
          })),
        },
      },
      async (twin) => {
        const client = await connect(twin);
        const got = [];
        for (let count = 0; count < 3; count += 1)
          got.push((await client.next((one) => 'goAway' in one)).goAway);
        assert.deepEqual(got, [{ timeLeft: '50s' }, { timeLeft: '1.500s' }, {}]);
      },
    ));
});

describe('a line that is dead', () => {
  it('half open: no answer, no pong, no close, also when the client closes; the twin can still be closed', () =>
    withTwin(
      { script: { answers: [ANSWER], faults: [{ at: 'turn', do: { kind: 'vanish' } }] } },
      async (twin) => {
        const client = await connect(twin);
        const { socket, pongs } = await bareSocket(socketUrl(twin));
        socket.ping();
        await twin.until(() => twin.connections[1]);
        client.send({ realtimeInput: { text: 'x' } });
        await twin.until(() => twin.connections[0]?.received.find(({ kind }) => kind === 'text'));
        client.send({ realtimeInput: { text: 'y' } });
        const pinged = client.answered().then(
          () => 'pong',
          () => 'closed',
        );
        client.close();
        // The other connection's round trips take longer than any answer would.
        for (let trip = 2; trip < 20; trip += 1) {
          socket.ping();
          while (pongs() < trip) await setImmediate();
        }
        const settled = await Promise.race([pinged, client.closed, Promise.resolve('nothing')]);
        assert.equal(settled, 'nothing');
        assert.equal(client.messages.length, 1);
        assert.equal(twin.connections[0]?.received.filter(({ kind }) => kind === 'text').length, 1);
        assert.equal(twin.connections[0]?.closed, undefined);
      },
    ));

  it('stalled: pings and a close are answered', () =>
    withTwin(
      { script: { answers: [ANSWER], faults: [{ at: 'turn', do: { kind: 'stall' } }] } },
      async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        await client.answered();
        assert.equal(client.messages.length, 1);
        client.close();
        assert.equal((await client.closed).code, 1005);
      },
    ));

  it('offline: everybody is dropped, TCP is refused for a while, then the same port answers again', () => {
    const clock = new ManualClock();
    const faults: Fault[] = [{ at: 'turn', times: 1, do: { kind: 'offline', forMs: 5_000 } }];
    return withTwin({ clock, script: { answers: [ANSWER], faults } }, async (twin) => {
      const [one, two] = [
        await connect(twin, {}, undefined, clock),
        await connect(twin, {}, undefined, clock),
      ];
      one.send({ realtimeInput: { text: 'x' } });
      assert.deepEqual([(await one.closed).code, (await two.closed).code], [1006, 1006]);
      await assert.rejects(new Client(socketUrl(twin)).opened, /ECONNREFUSED/);
      clock.advance(4_999);
      await assert.rejects(new Client(socketUrl(twin)).opened, /ECONNREFUSED/);
      clock.advance(1);
      const back = await connect(twin, {}, undefined, clock);
      back.send({ realtimeInput: { text: 'x' } });
      await passTime(clock, back.turnComplete());
    });
  });

  it('offline at the word of a test, which learns of its end; closing ends it too', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin);
      await twin.offline(30);
      assert.equal((await client.closed).code, 1006);
      await connect(twin);
      void twin.offline(3_600_000);
    }));
});

describe('frames that are none', () => {
  const garbage: readonly [Extract<FaultAction, { kind: 'garbage' }>['as'], (text: string) => void][] = [
    ['bytes', (text) => assert.equal(Buffer.byteLength(text) > 256, true)],
    ['json', (text) => assert.throws(() => JSON.parse(text) as unknown)],
    ['empty', (text) => assert.equal(text, '')],
    ['half', (text) => assert.match(text, /^\{\n {2}"serverContent": \{[^]*[^}]$/)],
  ];
  for (const [as, check] of garbage) {
    it(`${as}: the line goes on`, () =>
      withTwin({ script: { answers: [ANSWER], ...ready({ kind: 'garbage', as }) } }, async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        await client.turnComplete();
        assert.equal(client.frames[1]?.binary, true);
        check(client.frames[1]?.text ?? '');
      }));
  }

  it('text that is not UTF-8 makes a WebSocket close with 1007; in a binary frame it does not', () =>
    withTwin(
      {
        scripts: ({ connection }) =>
          ready({ kind: 'garbage', as: 'utf-8', ...(connection === 2 ? { frame: 'binary' } : {}) }),
      },
      async (twin) => {
        const client = await connectToAnything(twin);
        assert.equal((await client.closed).code, 1006);
        assert.equal((await twin.connections[0]?.once('closed'))?.code, 1007);
        const other = await connectToAnything(twin);
        await other.answered();
        assert.match(other.frames[1]?.text ?? '', /\ufffd/);
      },
    ));

  for (const made of ['thought', 'audio'] as const) {
    it(`a giant of 3 MB: ${made}`, () =>
      withTwin({ script: ready({ kind: 'giant', megabytes: 3, of: made }) }, async (twin) => {
        const client = await connect(twin);
        const { serverContent } = await client.next((one) => one.serverContent?.modelTurn !== undefined);
        const [part] = serverContent?.modelTurn?.parts ?? [];
        const size = (part?.text ?? part?.inlineData?.data ?? '').length;
        assert.ok(Math.abs(size - 3 * 1024 * 1024) < 8, String(size));
      }));
  }

  it('text frames instead of binary ones, from a moment on or from the beginning', () =>
    withTwin(
      {
        scripts: ({ connection }) =>
          connection === 1 ? { frames: 'text' } : ready({ kind: 'frames', frames: 'text' }),
      },
      async (twin) => {
        const [one, two] = [await connect(twin), await connect(twin)];
        two.send({ realtimeInput: { text: 'x' } });
        await two.turnComplete();
        assert.deepEqual(
          one.frames.map(({ binary }) => binary),
          [false],
        );
        assert.equal(two.frames[0]?.binary, true);
        assert.ok(two.frames.slice(1).every(({ binary }) => !binary));
      },
    ));
});

describe('how messages share frames', () => {
  const SETUP = { outputAudioTranscription: {}, inputAudioTranscription: {}, sessionResumption: {} };
  const answer: Answer = {
    kind: 'say',
    text: 'One two three four five six seven eight.',
    turnComplete: 'at-once',
  };
  /** The frames of one spoken turn under this bundling. */
  const framesOf = async (
    bundling: ScriptData['bundling'],
  ): Promise<{ client: Client; shapes: string[] }> => {
    let client: Client | undefined;
    await withTwin({ script: { answers: [answer], ...(bundling ? { bundling } : {}) } }, async (twin) => {
      client = await connectToAnything(twin, SETUP);
      client.speak(join(silence(0.1), tone(0.3), silence(1)));
      await twin.until(() => twin.connections[0]?.received.length === 1 + 70 || undefined);
      const last = client.next((one) => one.sessionResumptionUpdate?.resumable === true);
      await last;
      await client.answered();
    });
    return { client: client!, shapes: client!.messages.map(shape) };
  };

  it('split: one field each, nothing is lost', async () => {
    const [whole, split] = [await framesOf(undefined), await framesOf({ fields: 'split' })];
    assert.ok(whole.shapes.some((one) => one.includes('modelTurn.outputTranscription')));
    assert.ok(
      split.shapes.every((one) => one.split('.').length <= 2),
      split.shapes.join(' '),
    );
    assert.deepEqual(split.client.audio(), whole.client.audio());
    assert.equal(split.client.text('outputTranscription'), whole.client.text('outputTranscription'));
  });

  it('merge: fewer messages, nothing is lost', async () => {
    const [whole, merged] = [await framesOf(undefined), await framesOf({ fields: 'merge', window: 6 })];
    assert.ok(merged.shapes.length < whole.shapes.length, `${merged.shapes.length}`);
    assert.deepEqual(merged.client.audio(), whole.client.audio());
    assert.equal(merged.client.text('outputTranscription'), whole.client.text('outputTranscription'));
  });

  it('shuffled by a seed: streams keep their order, the same seed gives the same', async () => {
    const bundling = { fields: 'split', order: 'streams', window: 8, holdMs: 400 } as const;
    const runs = [];
    for (const seed of [1, 1, 2]) runs.push(await framesOf({ ...bundling, seed }));
    const [one, again, other] = runs;
    const whole = await framesOf({ fields: 'split' });
    assert.deepEqual(one?.shapes, again?.shapes);
    assert.notDeepEqual(one?.shapes, whole.shapes);
    assert.notDeepEqual(one?.shapes, other?.shapes);
    assert.deepEqual(one?.client.audio(), whole.client.audio());
    assert.equal(one?.client.text('outputTranscription'), whole.client.text('outputTranscription'));
    assert.deepEqual(one?.shapes.toSorted(), whole.shapes.toSorted());
  });

  it('any order at all', async () => {
    const [whole, any] = [
      await framesOf(undefined),
      await framesOf({ order: 'any', window: 5, holdMs: 400 }),
    ];
    assert.notDeepEqual(any.shapes, whole.shapes);
    assert.deepEqual(any.shapes.toSorted(), whole.shapes.toSorted());
    assert.equal(any.shapes[0], 'setupComplete');
  });

  it('two messages in one frame', async () => {
    const { client } = await framesOf({ perFrame: 2 });
    const counts = client.frames.map(({ text }) => text.split('\n}\n').length - 1);
    assert.ok(counts.includes(2) && counts.every((count) => count <= 2), counts.join());
  });

  it('what is held goes before a close', () =>
    withTwin(
      {
        script: {
          bundling: { window: 100, holdMs: 60_000 },
          faults: [
            { at: 'setup-complete', do: { kind: 'go-away' } },
            { at: 'setup-complete', do: { kind: 'close', code: 4000 } },
          ],
        },
      },
      async (twin) => {
        const client = await connect(twin);
        assert.equal((await client.closed).code, 4000);
        assert.deepEqual(client.messages.map(shape), ['setupComplete', 'goAway']);
      },
    ));
});

describe('how often', () => {
  const drops = async (conditions: object, connections: number): Promise<number[]> => {
    const dropped: number[] = [];
    const faults = [{ at: 'setup' as const, do: { kind: 'drop' as const }, ...conditions }];
    await withTwin({ script: { faults } }, async (twin) => {
      for (let number = 1; number <= connections; number += 1) {
        await connect(twin).catch(() => dropped.push(number));
      }
    });
    return dropped;
  };

  it('at most so many times', async () => assert.deepEqual(await drops({ times: 2 }, 5), [1, 2]));
  it('every third time', async () => assert.deepEqual(await drops({ every: 3 }, 7), [3, 6]));
  it('every second time, twice', async () =>
    assert.deepEqual(await drops({ every: 2, times: 2 }, 8), [2, 4]));
  it('by chance, the same each run', async () => {
    const [one, again] = [await drops({ chance: 0.5 }, 20), await drops({ chance: 0.5 }, 20)];
    assert.deepEqual(one, again);
    assert.ok(one.length > 3 && one.length < 17, one.join());
  });
  it('never with a chance of 0', async () => assert.deepEqual(await drops({ chance: 0 }, 5), []));
});
