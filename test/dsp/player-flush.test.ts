import { expect } from '@open-wc/testing';
import { seeded } from '../../src/core/random.ts';
import { residual, soundIn } from '../support/signals.ts';
import { CLICK, Stage, TONE, tone } from './stage.ts';

describe('Player.flush', () => {
  it('is silent within 8 ms, without a click, at any moment', () => {
    const random = seeded(41);
    for (let round = 0; round < 60; round += 1) {
      const stage = new Stage(round % 2 === 0 ? 48000 : 44100, () => 128);
      stage.player.push(1, tone(400));
      if (round % 3 === 0) stage.player.end(1);
      stage.run(random() * 420);
      const flushedAt = stage.sound.length;
      stage.player.flush();
      stage.run(50);
      const { last } = soundIn(stage.sound, 0.0005);
      expect((last - flushedAt) / stage.rate).to.be.below(0.008);
      // The tone may have ended of itself just before, which is no fault of the flush.
      if (flushedAt < 0.38 * stage.rate) {
        expect(residual(stage.sound, TONE, stage.rate)).to.be.at.most(CLICK, `round ${round}`);
      }
      expect(stage.reports.at(-1)?.type).to.equal('flushed');
    }
  });

  it('says how much was heard', () => {
    const stage = new Stage();
    stage.player.push(5, tone(2000));
    stage.run(500);
    stage.player.flush();
    stage.run(20);
    const { first, last } = soundIn(stage.sound, 0.0001);
    const report = stage.reports.at(-1);
    expect(report?.turn).to.equal(5);
    expect(report?.ms).to.be.closeTo((last - first) / 48, 1);
  });

  it('is reported when nothing plays, and while a turn waits', () => {
    const stage = new Stage();
    stage.player.flush();
    expect(stage.reports).to.deep.equal([{ type: 'flushed', turn: -1, ms: 0, at: 0 }]);
    stage.player.push(1, tone(30));
    stage.run(10);
    stage.player.flush();
    stage.run(200);
    expect(stage.told).to.deep.equal(['flushed -1', 'flushed 1']);
    expect(soundIn(stage.sound, 1e-9).first).to.equal(-1);
  });

  it('drops what still comes of the turn, and plays the next', () => {
    const stage = new Stage();
    stage.player.push(1, tone(1000));
    stage.run(200);
    stage.player.flush();
    stage.player.push(1, tone(500));
    stage.run(100);
    stage.player.push(1, tone(500));
    stage.player.end(1);
    stage.run(100);
    const before = stage.sound.length;
    expect(stage.told).to.deep.equal(['started 1', 'flushed 1']);
    stage.player.push(2, tone(300));
    stage.player.end(2);
    stage.player.push(1, tone(300));
    stage.run(500);
    expect(soundIn(stage.sound.subarray(before - 2000, before), 1e-9).first).to.equal(-1);
    const { first, last } = soundIn(stage.sound.subarray(before), 0.001);
    expect((last - first) / 48).to.be.closeTo(300, 1.5);
    expect(stage.told).to.deep.equal(['started 1', 'flushed 1', 'started 2', 'drained 2']);
  });

  it('lets a turn that comes during the fade start after it', () => {
    const stage = new Stage();
    stage.player.push(1, tone(1000));
    stage.run(200);
    stage.player.flush();
    stage.quantum();
    stage.player.push(2, tone(300));
    stage.player.end(2);
    stage.run(500);
    const { last } = soundIn(stage.sound, 0.001);
    expect(residual(stage.sound.subarray(0, last - 150), TONE, 48000)).to.be.at.most(CLICK);
    expect(stage.told).to.deep.equal(['started 1', 'flushed 1', 'started 2', 'drained 2']);
    expect(stage.reports[3]?.ms).to.equal(300);
  });

  it('called again during the fade drops what came since and is reported once', () => {
    const stage = new Stage();
    stage.player.push(1, tone(1000));
    stage.run(200);
    stage.player.flush();
    stage.quantum();
    stage.player.push(2, tone(300));
    stage.player.flush();
    stage.player.push(2, tone(300));
    stage.run(300);
    expect(stage.told).to.deep.equal(['started 1', 'flushed 1']);
    expect(residual(stage.sound, TONE, 48000)).to.be.at.most(CLICK);
  });
});
