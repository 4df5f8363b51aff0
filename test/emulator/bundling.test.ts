import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, ScriptData } from '../../src/emulator/index.ts';
import type { Client } from './client.ts';
import { connect, join, shape, silence, tone, withTwin } from './client.ts';
import { connectToAnything } from './fault-talk.ts';

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
