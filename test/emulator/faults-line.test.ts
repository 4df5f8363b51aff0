import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { REASONS, REFUSALS } from '../../src/emulator/assumptions/index.ts';
import { ManualClock, type Fault, type RefusalName } from '../../src/emulator/index.ts';
import { cutReason, worded } from '../../src/emulator/protocol/protocol-error.ts';
import { Client, connect, passTime, socketUrl, withTwin } from './client.ts';
import { ANSWER, ready } from './fault-talk.ts';

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
