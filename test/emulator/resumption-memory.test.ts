import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turn } from '../../src/emulator/index.ts';
import { join, passTime, silence, tone, type Client } from './client.ts';
import { history, isGoAway, isHandle, staged, turn, type Stage } from './life.ts';

const HOUR = 3_600_000;

describe('what came after the last handle', () => {
  const SPEECH = tone(1);
  const manual = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
  const lose = async (stage: Stage, setup: object, begin: (client: Client) => void): Promise<Client> => {
    const first = await stage.open(undefined, setup);
    const handle = await turn(stage, first, 'one');
    await turn(stage, first, 'two');
    begin(first);
    await first.answered();
    await stage.end(first);
    return stage.open(handle, setup);
  };
  const spoken = async (stage: Stage, client: Client): Promise<Turn | undefined> => {
    client.speak(silence(1));
    await passTime(stage.clock, client.turnComplete());
    return stage.turns.at(-1);
  };

  it('is forgotten', () =>
    staged(async (stage) => {
      const client = await lose(stage, {}, (first) => first.speak(SPEECH));
      client.speak(tone(0.5));
      const { seconds = 0, index } = (await spoken(stage, client)) ?? {};
      assert.ok(Math.abs(seconds - 0.5) < 0.05, String(seconds));
      assert.equal(index, 2);
      assert.deepEqual(history(stage), ['one', '']);
    }));

  it('is remembered, a turn in the middle of being spoken too', () =>
    staged(
      async (stage) => {
        const client = await lose(stage, {}, (first) => {
          first.speak(SPEECH);
          first.send({ realtimeInput: { text: 'typed' } });
        });
        client.speak(tone(0.5));
        const { seconds = 0, index } = (await spoken(stage, client)) ?? {};
        assert.ok(Math.abs(seconds - 1.5) < 0.05, String(seconds));
        assert.equal(index, 3);
        assert.deepEqual(history(stage), ['one', 'two', 'typed']);
      },
      { resumption: 'remembers' },
    ));

  it('is remembered with marks of the client’s own', () =>
    staged(
      async (stage) => {
        const client = await lose(stage, manual, (first) => {
          first.send({ realtimeInput: { activityStart: {} } });
          first.speak(SPEECH);
        });
        client.speak(tone(0.5));
        client.send({ realtimeInput: { activityEnd: {} } });
        await passTime(stage.clock, client.turnComplete());
        assert.equal(stage.turns.at(-1)?.audio.length, 24_000);
      },
      { resumption: { memory: 'remembers' } },
    ));

  it('is remembered of an answer as far as it was sent', () =>
    staged(
      async (stage) => {
        const first = await stage.open();
        const handle = await turn(stage, first, 'one');
        first.send({ realtimeInput: { text: 'two' } });
        await passTime(
          stage.clock,
          first.next(({ serverContent }) => serverContent?.modelTurn !== undefined),
        );
        await stage.end(first);
        await turn(stage, await stage.open(handle), 'three');
        const heard = stage.turns.at(-1)?.history ?? [];
        assert.deepEqual(
          heard.map(({ by }) => by),
          ['user', 'model', 'user', 'model', 'user'],
        );
        assert.equal(heard[1]?.text, 'a b c d e f g h');
        assert.ok('a b c d e f g'.startsWith(heard[3]?.text ?? '?') && heard[3]?.text !== '', heard[3]?.text);
      },
      { resumption: 'remembers', pace: 1, voice: () => new Int16Array(48_000) },
      { kind: 'say', text: 'a b c d e f g h' },
    ));
});

describe('a long conversation', () => {
  it('of two hours goes over a dozen connections and more', () =>
    staged(
      async (stage) => {
        const began = performance.now();
        const { clock, twin } = stage;
        const start = clock.now();
        let client = await stage.open();
        let connections = 1;
        while (clock.now() - start < 2 * HOUR) {
          client.speak(join(tone(0.3), silence(1)));
          await passTime(clock, client.turnComplete());
          client.send({ realtimeInput: { text: 'And then?' } });
          await passTime(clock, client.turnComplete());
          const { sessionResumptionUpdate } = await client.next(isHandle);
          clock.advance(9 * 60_000);
          await client.next(isGoAway);
          const next = await stage.open(sessionResumptionUpdate?.newHandle);
          await stage.end(client);
          client = next;
          connections += 1;
        }
        assert.ok(connections >= 13, String(connections));
        assert.equal(stage.turns.at(-1)?.index, 2 * (connections - 1));
        assert.equal(stage.turns.at(-1)?.history.length, 2 * (connections - 1));
        assert.equal(twin.connections.filter(({ closed }) => closed?.code !== 1005).length, 1);
        const took = performance.now() - began;
        assert.ok(took < 5_000, `${took} ms`); // well under a second on a machine that does nothing else
      },
      { limits: { sessionMs: 0, hardSessionMs: 0 } },
    ));
});
