import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, startLiveEmulator, type Answer, type Moment } from '../../src/emulator/index.ts';
import { Client, connect, join, passTime, silence, socketUrl, tone, withTwin } from './client.ts';

const ANSWER: Answer = { kind: 'tone', hz: 440, seconds: 1, turnComplete: 'at-once' };
const SETUP = { setup: { model: 'models/gemini-3.8-live' } };

describe('faults', () => {
  // What the client has got by the time that the line is closed.
  const moments: readonly [Moment, number][] = [
    ['open', 0],
    ['setup', 0],
    ['setup-complete', 1],
    ['first-input', 1],
    ['speech-start', 1],
    ['turn', 1],
    ['first-audio', 3],
    ['generation-complete', 8],
    ['turn-complete', 9],
  ];
  for (const [at, messages] of moments) {
    for (const [name, action, expected] of [
      ['close', { kind: 'close', code: 4001, reason: 'as planned' }, { code: 4001, reason: 'as planned' }],
      ['drop', { kind: 'drop' }, { code: 1006, reason: '' }],
    ] as const) {
      it(`${name} at ${at}`, () =>
        withTwin({ script: { answers: [ANSWER], faults: [{ at, do: action }] } }, async (twin) => {
          const client = new Client(socketUrl(twin));
          await client.opened;
          client.send(SETUP);
          void client
            .next(({ setupComplete }) => setupComplete !== undefined)
            .then(() => client.speak(join(silence(0.1), tone(0.3), silence(1))))
            .catch(() => undefined);
          assert.deepEqual(await client.closed, expected);
          if (name === 'close') assert.equal(client.messages.length, messages);
        }));
    }
  }

  it('happen on the connection and in the turn that they name only', () => {
    const faults = [{ at: 'turn' as const, connection: 2, turn: 2, do: { kind: 'drop' as const } }];
    return withTwin({ script: { answers: [ANSWER], faults } }, async (twin) => {
      const [first, second] = [await connect(twin), await connect(twin)];
      for (const client of [first, first, second]) {
        client.send({ realtimeInput: { text: 'x' } });
        await client.turnComplete();
      }
      second.send({ realtimeInput: { text: 'x' } });
      assert.equal((await second.closed).code, 1006);
    });
  });

  it('come later when they are to: quota 800 ms after setupComplete, goAway after nine minutes', () => {
    const clock = new ManualClock();
    const reason = 'You exceeded your current quota';
    const faults = [
      {
        at: 'setup-complete' as const,
        afterMs: 540_000,
        do: { kind: 'send' as const, message: { goAway: { timeLeft: '50s' } } },
      },
      {
        at: 'setup-complete' as const,
        connection: 2,
        afterMs: 800,
        do: { kind: 'close' as const, code: 1011, reason },
      },
    ];
    return withTwin({ clock, script: { faults } }, async (twin) => {
      const first = await connect(twin, {}, undefined, clock);
      const second = await connect(twin, {}, undefined, clock);
      const began = clock.now();
      assert.deepEqual(await passTime(clock, second.closed), { code: 1011, reason });
      assert.ok(clock.now() - began >= 795);
      clock.advance(540_000);
      assert.deepEqual((await first.next(({ goAway }) => goAway !== undefined)).goAway, { timeLeft: '50s' });
    });
  });

  it('send garbage, in text and in bytes, and messages out of place', () => {
    const faults = [
      { at: 'setup-complete' as const, do: { kind: 'raw' as const, text: 'garbage' } },
      { at: 'setup-complete' as const, do: { kind: 'raw' as const, base64: '/////w==' } },
      { at: 'setup-complete' as const, do: { kind: 'send' as const, message: { surprise: {} } } },
    ];
    return withTwin({ script: { faults } }, async (twin) => {
      const client = await connect(twin);
      await client.next((message) => 'surprise' in message);
      assert.deepEqual(client.frames[1], { text: 'garbage', binary: false });
      assert.equal(client.frames[2]?.binary, true);
    });
  });

  it('stall: nothing more comes, the line stays open, input is still taken', () =>
    withTwin(
      { script: { answers: [ANSWER], faults: [{ at: 'turn', do: { kind: 'stall' } }] } },
      async (twin) => {
        const client = await connect(twin);
        client.send({ realtimeInput: { text: 'x' } });
        client.send({ realtimeInput: { text: 'y' } });
        await twin.until(() => twin.connections[0]?.received.filter(({ kind }) => kind === 'text')[1]);
        assert.equal(client.messages.length, 1);
        assert.equal(twin.connections[0]?.closed, undefined);
      },
    ));

  it('refuse the upgrade with a status', () =>
    withTwin({ script: { refuse: { status: 429, connection: 1 } } }, async (twin) => {
      const refused = new Client(socketUrl(twin));
      await assert.rejects(refused.opened, /429/);
      assert.equal((await refused.closed).code, 1006);
      await connect(twin);
    }));

  it('interrupt once more after the turn', () =>
    withTwin({ script: { answers: [{ ...ANSWER, interruptedAfterTurn: true }] } }, async (twin) => {
      const client = await connect(twin);
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      await client.next(({ serverContent }) => serverContent?.interrupted === true);
    }));

  it('leave out generationComplete and turnComplete; the next turn is answered all the same', () => {
    const answer: Answer = {
      kind: 'tone',
      hz: 440,
      seconds: 0.2,
      turnComplete: 'never',
      generationComplete: false,
    };
    const clock = new ManualClock();
    return withTwin({ clock, script: { answers: [answer, ANSWER] } }, async (twin) => {
      const client = await connect(twin, {}, undefined, clock);
      client.send({ realtimeInput: { text: 'x' } });
      await passTime(
        clock,
        client.next(({ serverContent }) => serverContent?.modelTurn !== undefined),
      );
      clock.advance(1_000);
      client.send({ realtimeInput: { text: 'y' } });
      await passTime(clock, client.turnComplete());
      const ends = client.messages.filter(({ serverContent }) => serverContent?.turnComplete);
      assert.equal(ends.length, 1);
      assert.ok(client.messages.every(({ serverContent }) => serverContent?.interrupted !== true));
    });
  });

  it('delay the setup', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { setupDelayMs: 5_000 } }, async (twin) => {
      const began = clock.now();
      await connect(twin, {}, undefined, clock);
      assert.ok(clock.now() - began >= 5_000);
    });
  });

  it('lose what is sent before setupComplete, and refuse a second setup then', () =>
    withTwin({ setupDelayMs: 50, script: { answers: [ANSWER] } }, async (twin) => {
      const client = new Client(socketUrl(twin));
      await client.opened;
      client.send(SETUP);
      client.send({ realtimeInput: { text: 'too early' } });
      await client.next(({ setupComplete }) => setupComplete !== undefined);
      client.send({ realtimeInput: { text: 'x' } });
      await client.turnComplete();
      assert.equal(client.messages.filter(({ serverContent }) => serverContent?.turnComplete).length, 1);
      const hasty = new Client(socketUrl(twin));
      await hasty.opened;
      hasty.send(SETUP);
      hasty.send(SETUP);
      assert.equal((await hasty.closed).code, 1007);
    }));

  it('are checked when the twin starts', async () => {
    for (const code of [0, 999, 1004, 1015, 2999, 5000, 1.5, Number.NaN]) {
      const script = { faults: [{ at: 'open' as const, do: { kind: 'close' as const, code } }] };
      await assert.rejects(startLiveEmulator({ script }), RangeError);
    }
  });
});
