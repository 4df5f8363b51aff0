import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReplayDeviation, type ReplayOptions } from '../../src/emulator/index.ts';
import { connect, withTwin } from './client.ts';
import { recordTyped } from './replay-player.ts';

describe('a replay to a client that does something else', () => {
  it('closes on a client that does something else, and says what was expected and what came', async () => {
    const recording = await recordTyped();
    const told: unknown[] = [];
    await withTwin(
      { replay: { recording, speed: 0 }, onError: (error) => told.push(error) },
      async (twin) => {
        const client = await connect(twin);
        client.send({ clientContent: { turnComplete: true } });
        const { code, reason } = await client.closed;
        assert.equal(code, 1008);
        assert.match(reason, /^Replay: message 2 of the client was to be text, but clientContent came/);
      },
    );
    const [deviation] = told;
    assert(deviation instanceof ReplayDeviation);
    assert.equal(deviation.expected, 'text');
    assert.equal(deviation.received, 'clientContent');
    assert.equal(deviation.position, 2);
  });

  it('goes on all the same when it is told to', async () => {
    const recording = await recordTyped();
    const replay: ReplayOptions = { recording, speed: 0, onDeviation: 'go-on' };
    await withTwin({ replay }, async (twin) => {
      const client = await connect(twin);
      client.send({ clientContent: { turnComplete: true } });
      client.raw('no JSON at all');
      client.send({ realtimeInput: { text: 'one' } });
      await client.turnComplete();
      client.send({ realtimeInput: { text: 'two' } });
      await client.turnComplete();
      // The recorded twin closed in the end, and so does this one.
      assert.equal((await client.closed).code, 1000);
    });
  });
});
