import { expect } from '@open-wc/testing';
import { residual, soundIn } from '../support/signals.ts';
import { CLICK, Stage, TONE, tone } from './stage.ts';

describe('Player, turn by turn', () => {
  it('counts a turn as over when nothing comes for a second', () => {
    const stage = new Stage();
    stage.player.push(1, tone(300));
    stage.run(1250);
    expect(stage.told).to.deep.equal(['started 1', 'starved 1']);
    stage.run(100);
    expect(stage.told).to.deep.equal(['started 1', 'starved 1', 'drained 1']);
    expect(stage.reports[2]?.ms).to.equal(300);
    stage.player.push(1, tone(300));
    stage.player.end(1);
    stage.run(500);
    expect(stage.told.slice(3)).to.deep.equal(['started 1', 'drained 1']);
    expect(stage.reports[4]?.ms).to.equal(600);
  });

  it('plays a scrap of a turn that never goes on, after a second', () => {
    const stage = new Stage();
    stage.player.push(1, tone(3));
    stage.run(900);
    expect(stage.reports).to.deep.equal([]);
    stage.run(200);
    expect(stage.told).to.deep.equal(['started 1', 'drained 1']);
  });

  it('joins a turn that follows before the last has ended, and reports each', () => {
    const stage = new Stage();
    stage.player.push(1, tone(400));
    stage.run(200);
    stage.player.push(2, tone(400, 400));
    stage.player.end(2);
    stage.run(800);
    const { first, last, longestGap } = soundIn(stage.sound, 0.001);
    expect((last - first) / 48).to.be.closeTo(800, 1.5);
    expect(longestGap / 48).to.be.below(1);
    expect(residual(stage.sound.subarray(0, last - 150), TONE, 48000)).to.be.at.most(CLICK);
    expect(stage.told).to.deep.equal(['started 1', 'drained 1', 'started 2', 'drained 2']);
    expect(stage.reports.map((report) => report.ms > 0)).to.deep.equal([true, true, true, true]);
    expect(stage.reports[1]?.ms).to.equal(400);
    expect(stage.reports[3]?.ms).to.equal(400);
    expect(stage.reports[2]?.at).to.be.within(first + 48 * 400, first + 48 * 400 + 256);
  });

  it('starts a turn anew that comes after the last has drained or starved', () => {
    const stage = new Stage();
    stage.player.push(1, tone(300));
    stage.player.end(1);
    stage.run(500);
    stage.player.push(2, tone(300));
    stage.run(500);
    stage.player.push(3, tone(300));
    stage.player.end(3);
    stage.run(500);
    const expected = 'started 1,drained 1,started 2,starved 2,drained 2,started 3,drained 3';
    expect(stage.told.join()).to.equal(expected);
  });

  it('reports turns without audio as drained, in their place', () => {
    const stage = new Stage();
    stage.player.end(1);
    stage.run(10);
    expect(stage.reports.map(({ type, turn, ms }) => [type, turn, ms])).to.deep.equal([['drained', 1, 0]]);
    stage.player.push(2, tone(100));
    stage.player.end(2);
    stage.player.end(3);
    stage.player.end(3);
    stage.run(300);
    expect(stage.told).to.deep.equal(['drained 1', 'started 2', 'drained 2', 'drained 3']);
  });

  it('keeps the odd byte within a turn only', () => {
    const stage = new Stage();
    const bytes = tone(300);
    stage.player.push(1, bytes.slice(0, 1));
    stage.player.push(1, bytes.slice(1));
    stage.player.push(1, Uint8Array.of(77));
    stage.player.push(2, tone(300, 300));
    stage.player.end(2);
    stage.run(700);
    const { last } = soundIn(stage.sound, 0.001);
    expect(residual(stage.sound.subarray(0, last - 150), TONE, 48000)).to.be.at.most(CLICK);
  });
});
