import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, scaledClock } from '../../src/emulator/index.ts';
import { connect, passTime, socketUrl, tokenUrl, withTwin } from './client.ts';
import { isGoAway, roundTrip, still } from './life.ts';

const MINUTE = 60_000;
const COMPRESSED = { contextWindowCompression: { slidingWindow: {} } };
const ABORTED = { code: 1008, reason: 'The operation was aborted.' };

describe('time', () => {
  it('of the limits can run faster than that of the conversation', () =>
    still({ timeScale: 60 }, COMPRESSED, async (client, clock) => {
      clock.advance(9_000);
      assert.deepEqual((await client.next(isGoAway)).goAway, { timeLeft: '0.833s' });
      clock.advance(834);
      assert.deepEqual(await client.closed, ABORTED);
    }));

  it('leaves the sound of an answer its pace', () => {
    const clock = new ManualClock();
    const script = { answers: [{ kind: 'tone', hz: 440, seconds: 2 }] } as const;
    return withTwin({ clock, timeScale: 60, pace: 1, script }, async (twin) => {
      const client = await connect(twin, COMPRESSED, undefined, clock);
      client.send({ realtimeInput: { text: 'x' } });
      await passTime(
        clock,
        client.next(({ serverContent }) => serverContent?.modelTurn !== undefined),
      );
      const began = clock.now();
      await passTime(clock, client.turnComplete());
      assert.ok(clock.now() - began >= 1_900);
    });
  });

  it('runs at any speed on a scaled clock', () => {
    const base = new ManualClock(1_000_000);
    const clock = scaledClock(60, base);
    const seen: number[] = [];
    clock.schedule(3_600_000, () => seen.push(clock.now() - 1_000_000));
    const cancel = clock.schedule(3_600_000, () => seen.push(-1));
    cancel();
    base.advance(59_999);
    assert.deepEqual(seen, []);
    base.advance(1);
    assert.deepEqual(seen, [3_600_000]);
    assert.equal(scaledClock(1, base), base);
    assert.throws(() => scaledClock(0), RangeError);
    assert.throws(() => scaledClock(Number.NaN), RangeError);
  });

  it('of a token ends in mid-session: its next message is refused', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { answers: [{ kind: 'none' }] } }, async (twin) => {
      const body = { expireTime: new Date(clock.now() + 2 * MINUTE).toISOString() };
      const minted = await fetch(`${twin.url}/v1alpha/auth_tokens?key=k`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      const { name } = (await minted.json()) as { name: string };
      const client = await connect(twin, {}, tokenUrl(twin, name), clock);
      clock.advance(2 * MINUTE - 1_000);
      await roundTrip(client, clock);
      clock.advance(1_000);
      client.send({ realtimeInput: { text: 'x' } });
      assert.deepEqual(await client.closed, { code: 1008, reason: 'Token expired or invalid.' });
      const other = await connect(twin, {}, socketUrl(twin), clock);
      await roundTrip(other, clock);
    });
  });
});
