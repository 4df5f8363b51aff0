import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer } from '../../src/emulator/index.ts';
import { deliver, type DeliveryStyle } from '../../src/emulator/dialogue/delivery.ts';
import { Playout } from '../../src/emulator/dialogue/playout.ts';
import { shape, type ServerMessage } from './client.ts';

describe('the delivery of an answer', () => {
  const style: DeliveryStyle = {
    delivery: {},
    bundle: 'with-audio',
    pace: 3,
    transcribe: {},
    modality: 'AUDIO',
  };
  const audio = new Int16Array(48_000);

  it('sends 200 ms, then 240 ms each, three times as fast as they play, and ends when they have played', () => {
    const clock = new ManualClock(0);
    const times: [number, string][] = [];
    const steps = deliver([{ kind: 'sound', audio, deltas: ['One', ' two', ' three'] }], style);
    const playout = new Playout(
      clock,
      steps,
      ({ message, endsTurn }) =>
        times.push([Math.round(clock.now()), endsTurn === true ? 'end' : shape(message as ServerMessage)]),
      () => times.push([Math.round(clock.now()), 'done']),
    );
    playout.run();
    clock.advance(5_000);
    const chunk = 'serverContent.modelTurn';
    assert.deepEqual(times, [
      [0, `${chunk}.outputTranscription`],
      [67, chunk],
      [147, `${chunk}.outputTranscription`],
      [227, chunk],
      [307, chunk],
      [387, `${chunk}.outputTranscription`],
      [467, chunk],
      [547, chunk],
      [627, chunk],
      [627, 'serverContent.generationComplete'],
      [2000, 'end'],
      [2000, 'done'],
    ]);
  });

  it('does nothing more once it is stopped', () => {
    const clock = new ManualClock(0);
    let count = 0;
    const playout = new Playout(
      clock,
      deliver([{ kind: 'sound', audio, deltas: [] }], style),
      () => (count += 1),
      () => (count = Number.NaN),
    );
    playout.run();
    clock.advance(100);
    playout.stop();
    clock.advance(5_000);
    assert.equal(count, 2);
    assert.equal(clock.pending, 0);
  });

  const ends: readonly [Answer['turnComplete'], number, boolean][] = [
    ['after-playback', 2000, true],
    ['at-once', 627, true],
    [500, 2500, true],
    ['never', 2000, false],
  ];
  for (const [turnComplete, at, complete] of ends) {
    it(`ends at ${at} ms with turnComplete ${String(turnComplete)}`, () => {
      const delivery = turnComplete === undefined ? {} : { turnComplete };
      const last = [...deliver([{ kind: 'sound', audio, deltas: [] }], { ...style, delivery })].at(-1);
      assert.deepEqual([Math.round(last?.at ?? 0), last?.endsTurn], [at, complete]);
    });
  }
});
