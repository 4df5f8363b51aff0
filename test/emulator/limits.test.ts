import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, startLiveEmulator } from '../../src/emulator/index.ts';
import { Client, connect, passTime, withTwin } from './client.ts';
import { handleOf, isGoAway, roundTrip, still } from './life.ts';

const NATIVE = 'models/gemini-2.5-flash-native-audio-latest';
const MINUTE = 60_000;
const COMPRESSED = { contextWindowCompression: { slidingWindow: {} } };
const ABORTED = { code: 1008, reason: 'The operation was aborted.' };
const DEADLINE = { code: 1011, reason: 'Deadline expired before operation could complete.' };
const FRAME = { realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } };
const QUIET = { answers: [{ kind: 'none' }] } as const;

describe('a connection', () => {
  it('is told to go at 9:00, fifty seconds ahead, and ends at 9:50', () =>
    still({}, COMPRESSED, async (client, clock) => {
      clock.advance(9 * MINUTE - 1_000);
      await roundTrip(client, clock);
      assert.ok(!client.messages.some(isGoAway));
      clock.advance(1_000);
      assert.deepEqual((await client.next(isGoAway)).goAway, { timeLeft: '50s' });
      clock.advance(48_000);
      await roundTrip(client, clock);
      clock.advance(2_000);
      assert.deepEqual(await client.closed, ABORTED);
    }));

  it('is told a minute ahead on Vertex AI', () => {
    const clock = new ManualClock();
    return withTwin({ clock }, async (twin) => {
      const address = `${twin.url.replace('http', 'ws')}/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent`;
      const client = new Client(address, { authorization: 'Bearer t' });
      await client.opened;
      const model = 'projects/p/locations/l/publishers/google/models/gemini-live-2.5-flash-native-audio';
      client.send({ setup: { model, ...COMPRESSED } });
      await passTime(
        clock,
        client.next(({ setupComplete }) => setupComplete !== undefined),
      );
      clock.advance(9 * MINUTE);
      assert.deepEqual((await client.next(isGoAway)).goAway, { timeLeft: '60s' });
    });
  });

  it('ends with 1011 when so chosen, and says nothing of the time left', () =>
    still({ limits: { closeAs: 'deadline', timeLeft: false } }, COMPRESSED, async (client, clock) => {
      clock.advance(9 * MINUTE);
      assert.deepEqual((await client.next(isGoAway)).goAway, {});
      clock.advance(MINUTE);
      assert.deepEqual(await client.closed, DEADLINE);
    }));

  it('has the limits that it is given, and none without', async () => {
    await still({ limits: { connectionMs: 30_000, goAwayMs: 1_500 } }, {}, async (client, clock) => {
      clock.advance(28_500);
      assert.deepEqual((await client.next(isGoAway)).goAway, { timeLeft: '1.500s' });
      clock.advance(1_500);
      assert.deepEqual(await client.closed, ABORTED);
    });
    await still({ limits: { off: true } }, {}, async (client, clock) => {
      assert.equal(clock.pending, 0);
      client.send(FRAME);
      await roundTrip(client, clock);
      clock.advance(48 * 60 * MINUTE);
      await roundTrip(client, clock);
      assert.ok(!client.messages.some(isGoAway));
    });
    await still({ limits: { goAwayMs: 0 } }, COMPRESSED, async (client, clock) => {
      clock.advance(10 * MINUTE);
      assert.deepEqual(await client.closed, ABORTED);
      assert.ok(!client.messages.some(isGoAway));
    });
  });

  it('costs one timer while it is idle, and none afterwards', () =>
    still({}, { sessionResumption: {} }, async (client, clock, twin) => {
      assert.equal(clock.pending, 1);
      await roundTrip(client, clock);
      assert.equal(clock.pending, 1);
      const [connection] = twin.connections;
      client.close();
      await connection?.once('closed');
      assert.equal(clock.pending, 0);
    }));

  it('keeps its limits to itself when they cannot be', async () => {
    for (const limits of [{ connectionMs: -1 }, { sessionMs: Number.NaN }]) {
      await assert.rejects(startLiveEmulator({ limits }), RangeError);
    }
    await assert.rejects(startLiveEmulator({ timeScale: 0 }), RangeError);
  });
});

describe('a session', () => {
  const SOON = { limits: { connectionMs: 0 } };

  it('without compression ends after fifteen minutes, announced', () =>
    still(SOON, { model: NATIVE }, async (client, clock) => {
      clock.advance(15 * MINUTE - 50_000);
      assert.deepEqual((await client.next(isGoAway)).goAway, { timeLeft: '50s' });
      clock.advance(50_000);
      assert.deepEqual(await client.closed, ABORTED);
    }));

  it('ends two minutes after its first frame of video, and never later than without', async () => {
    await still(SOON, { model: NATIVE }, async (client, clock) => {
      clock.advance(5 * MINUTE);
      client.send(FRAME);
      await roundTrip(client, clock);
      clock.advance(2 * MINUTE);
      assert.deepEqual(await client.closed, ABORTED);
    });
    await still(SOON, { model: NATIVE }, async (client, clock) => {
      clock.advance(14 * MINUTE);
      client.send(FRAME);
      await roundTrip(client, clock);
      clock.advance(MINUTE);
      assert.deepEqual(await client.closed, ABORTED);
    });
  });

  it('counts over the connections that it is resumed on, not the time between them', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: QUIET }, async (twin) => {
      const first = await connect(twin, { model: NATIVE, sessionResumption: {} }, undefined, clock);
      const handle = await passTime(clock, handleOf(first));
      clock.advance(9 * MINUTE);
      await first.next(isGoAway);
      clock.advance(MINUTE);
      await first.closed;
      clock.advance(30 * MINUTE);
      const second = await connect(twin, { model: NATIVE, sessionResumption: { handle } }, undefined, clock);
      await roundTrip(second, clock);
      clock.advance(5 * MINUTE);
      assert.equal(second.messages.filter(isGoAway).length, 0);
      clock.advance(10_000);
      assert.deepEqual(await second.closed, ABORTED);
      assert.equal(second.messages.filter(isGoAway).length, 1);
    });
  });

  it('of 3.8 ends at 58:00 with 1011 even with compression, and cannot be resumed', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: QUIET }, async (twin) => {
      const resume = (handle?: string): Promise<Client> =>
        connect(twin, { ...COMPRESSED, sessionResumption: handle ? { handle } : {} }, undefined, clock);
      let client = await resume();
      const born = clock.now();
      for (let count = 0; count < 6; count += 1) {
        const handle = await passTime(clock, handleOf(client));
        clock.advance(9 * MINUTE);
        await client.next(isGoAway);
        const next = await resume(handle);
        client.close();
        await twin.connections.at(-2)?.once('closed');
        client = next;
      }
      const handle = await passTime(clock, handleOf(client));
      clock.advance(born + 58 * MINUTE - 1_000 - clock.now());
      await roundTrip(client, clock);
      clock.advance(1_000);
      assert.deepEqual(await client.closed, DEADLINE);
      await assert.rejects(resume(handle), /1007 Request contains an invalid argument/);
    });
  });

  it('that lasted as long as it may begins anew when so chosen', () => {
    const clock = new ManualClock();
    const options = {
      clock,
      script: QUIET,
      limits: { hardSessionMs: MINUTE },
      resumption: { afterHardEnd: true },
    };
    return withTwin(options, async (twin) => {
      const client = await connect(twin, { sessionResumption: {} }, undefined, clock);
      const handle = await passTime(clock, handleOf(client));
      clock.advance(MINUTE);
      assert.deepEqual(await client.closed, DEADLINE);
      const next = await connect(twin, { sessionResumption: { handle } }, undefined, clock);
      clock.advance(MINUTE - 5_000);
      await roundTrip(next, clock);
      clock.advance(MINUTE);
      assert.deepEqual(await next.closed, DEADLINE);
    });
  });
});
