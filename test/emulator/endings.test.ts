import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer, type Delivery } from '../../src/emulator/index.ts';
import { connect, join, passTime, shape, silence, tone, withTwin, type Client } from './client.ts';

const SPEECH = join(silence(0.2), tone(0.5), silence(1));
const LA: Answer = { kind: 'tone', hz: 440, seconds: 0.2 };
const ask = (client: Client): void => client.send({ realtimeInput: { text: 'hi' } });
const shapesOf = (client: Client): string[] => client.messages.slice(2).map(shape);
const COMPLETE = 'serverContent.turnComplete.usageMetadata';
const AUDIO = 'serverContent.modelTurn';

/** What comes of one answer within so many ms, after the empty message. */
const within = async (ms: number, delivery: Delivery, setup: object = {}): Promise<string[]> => {
  const clock = new ManualClock();
  const shapes: string[] = [];
  await withTwin({ clock, script: { answers: [{ ...LA, ...delivery }] } }, async (twin) => {
    const client = await connect(twin, setup, undefined, clock);
    ask(client);
    await client.answered();
    for (let passed = 0; passed < ms; passed += 5) {
      clock.advance(5);
      await Promise.resolve();
    }
    await client.answered();
    shapes.push(...shapesOf(client));
  });
  return shapes;
};

describe('odd endings', () => {
  const cases: readonly [name: string, delivery: Delivery, ms: number, shapes: string[]][] = [
    ['no turnComplete at all', { turnComplete: 'never' }, 5_000, [AUDIO, 'serverContent.generationComplete']],
    [
      'a late turnComplete: not yet',
      { turnComplete: 3_000 },
      3_200,
      [AUDIO, 'serverContent.generationComplete'],
    ],
    [
      'a late turnComplete: now',
      { turnComplete: 3_000 },
      3_300,
      [AUDIO, 'serverContent.generationComplete', COMPLETE],
    ],
    ['no generationComplete', { generationComplete: false }, 1_000, [AUDIO, COMPLETE]],
    [
      'interrupted after turnComplete',
      { interruptedAfterTurn: true, turnComplete: 'at-once' },
      500,
      [AUDIO, 'serverContent.generationComplete', COMPLETE, 'serverContent.interrupted'],
    ],
    [
      'interrupted long after turnComplete: not yet',
      { interruptedAfterTurn: 2_000, turnComplete: 'at-once' },
      1_900,
      [AUDIO, 'serverContent.generationComplete', COMPLETE],
    ],
    [
      'interrupted long after turnComplete: now',
      { interruptedAfterTurn: 2_000, turnComplete: 'at-once' },
      2_100,
      [AUDIO, 'serverContent.generationComplete', COMPLETE, 'serverContent.interrupted'],
    ],
    [
      'everything in one message',
      { bundle: 'everything', partsPerMessage: 4 },
      500,
      [`${AUDIO}.generationComplete.turnComplete.usageMetadata`],
    ],
    [
      'one giant chunk',
      { chunkBytes: [10_000_000], turnComplete: 'at-once' },
      500,
      [AUDIO, 'serverContent.generationComplete', COMPLETE],
    ],
  ];
  for (const [name, delivery, ms, shapes] of cases) {
    it(name, async () => assert.deepEqual(await within(ms, delivery), shapes));
  }

  for (const [bargeIn, shapes] of [
    [undefined, ['serverContent.interrupted', COMPLETE]],
    ['together', ['serverContent.interrupted.turnComplete.usageMetadata']],
    ['complete-first', [COMPLETE, 'serverContent.interrupted']],
    ['interrupted-only', ['serverContent.interrupted']],
  ] as const) {
    it(`a barge-in: ${bargeIn ?? 'as the service does it'}`, () => {
      const answer: Answer = { kind: 'tone', hz: 440, seconds: 60, ...(bargeIn ? { bargeIn } : {}) };
      return withTwin(
        { pace: 3, script: { answers: [answer, { kind: 'none', end: 'waiting-for-input' }] } },
        async (twin) => {
          const client = await connect(twin);
          ask(client);
          await client.next(({ serverContent }) => serverContent?.modelTurn !== undefined);
          client.speak(SPEECH);
          await client.next(({ serverContent }) => serverContent?.waitingForInput === true);
          const all = shapesOf(client);
          const first = all.findIndex((name) => /interrupted|turnComplete/.test(name));
          assert.deepEqual(all.slice(first, -1), shapes);
          assert.ok(all.slice(0, first).every((name) => name === AUDIO));
        },
      );
    });
  }

  it('an interruption of nothing, which ends nothing', () =>
    withTwin(
      {
        script: {
          answers: [
            { kind: 'none', end: 'interrupted' },
            { ...LA, turnComplete: 'at-once' },
          ],
        },
      },
      async (twin) => {
        const client = await connect(twin);
        ask(client);
        await client.next(({ serverContent }) => serverContent?.interrupted === true);
        ask(client);
        await client.turnComplete();
        assert.deepEqual(client.messages.map(shape), [
          'setupComplete',
          'serverContent.interrupted',
          'serverContent',
          AUDIO,
          'serverContent.generationComplete',
          COMPLETE,
        ]);
      },
    ));

  it('an answer that never completed can still be followed by another', () => {
    const clock = new ManualClock();
    return withTwin({ clock, script: { answers: [{ ...LA, turnComplete: 'never' }, LA] } }, async (twin) => {
      const client = await connect(twin, {}, undefined, clock);
      ask(client);
      await passTime(
        clock,
        client.next(({ serverContent }) => serverContent?.generationComplete === true),
      );
      clock.advance(500); // it would have been played by now
      ask(client);
      await passTime(clock, client.turnComplete());
      assert.equal(client.audio().length, 2 * 4_800);
    });
  });
});
