import { expect } from '@open-wc/testing';
import type { Player } from '../../src/dsp/player.ts';
import { seeded } from '../../src/core/random.ts';
import { residual, sine, sinad, soundIn, toBytes } from '../support/signals.ts';
import { CLICK, SOURCE, Stage, TONE, tone } from './stage.ts';

/** Pushes bytes in pieces of 1 byte to a second, most of them small. */
const pushInPieces = (player: Player, turn: number, bytes: Uint8Array, random: () => number): void => {
  for (let at = 0; at < bytes.length;) {
    const size = 1 + Math.floor(48000 ** random());
    player.push(turn, bytes.slice(at, at + size));
    at += size;
  }
};

describe('Player', () => {
  for (const rate of [48000, 44100, 96000, 24000, 16000]) {
    it(`plays a tone without gap or click, all of it, at ${rate} Hz, whatever the chunks and quanta`, () => {
      const random = seeded(rate);
      const stage = new Stage(rate, () => 1 + Math.floor(random() * 700));
      pushInPieces(stage.player, 1, tone(3000), random);
      stage.player.end(1);
      stage.run(3200);
      const { sound } = stage;
      const { first, last, longestGap } = soundIn(sound, 0.001);
      expect((last - first) / rate).to.be.closeTo(3, 0.0015);
      expect(longestGap / rate).to.be.below(0.001);
      const body = sound.subarray(first, last - Math.ceil(0.003 * rate));
      expect(residual(body, TONE, rate)).to.be.at.most(CLICK);
      const period = rate / 20;
      const start = first + Math.ceil(rate / 50);
      expect(sinad(sound.subarray(start, start + 50 * period), TONE, rate)).to.be.above(80);
      expect(stage.told).to.deep.equal(['started 1', 'drained 1']);
      expect(stage.reports[1]?.ms).to.equal(3000);
      expect(stage.reports[1]?.at).to.be.above(last);
    });
  }

  it('fills every quantum to its end, whatever happens', () => {
    const random = seeded(31);
    const stage = new Stage(44100, () => 1 + Math.floor(random() * 300));
    let turn = 0;
    for (let step = 0; step < 3000; step += 1) {
      const dice = random();
      if (dice < 0.03) turn += 1;
      else if (dice < 0.3) stage.player.push(turn, tone(Math.floor(random() ** 3 * 80)));
      else if (dice < 0.33) stage.player.end(turn++);
      else if (dice < 0.35) stage.player.flush();
      stage.quantum();
    }
    stage.player.end(turn);
    stage.run(3000);
    expect(stage.sound.every((sample) => Math.abs(sample) < 1.1)).to.equal(true);
    expect(stage.sound.subarray(-128).every((sample) => sample === 0)).to.equal(true);
    const turns = stage.reports.map((report) => report.turn);
    expect(turns).to.deep.equal([...turns].sort((a, b) => a - b));
    for (let id = 0; id <= turn; id += 1) {
      const types = stage.reports.filter((report) => report.turn === id).map((report) => report.type);
      const drained = types.indexOf('drained');
      if (drained >= 0 && types.includes('started')) expect(types.indexOf('started')).to.be.below(drained);
    }
  });

  it('starts without a click in a sound that begins at its loudest', () => {
    for (const rate of [48000, 44100]) {
      const stage = new Stage(rate);
      const fromThePeak = sine(TONE, SOURCE, SOURCE / 2).subarray(Math.round(SOURCE / TONE / 4));
      stage.player.push(1, toBytes(fromThePeak));
      stage.run(300);
      expect(soundIn(stage.sound, 0.4).first).to.be.above(0);
      expect(residual(stage.sound, TONE, rate)).to.be.at.most(CLICK);
    }
  });

  it('waits before it starts: 60 ms when the turn trickles in, not at all when it is complete', () => {
    const slow = new Stage();
    for (let ms = 0; ms < 300; ms += 20) {
      slow.player.push(1, tone(20, ms));
      slow.run(20);
    }
    const delay = soundIn(slow.sound, 0.001).first / 48;
    expect(delay).to.be.within(55, 70);
    const whole = new Stage();
    whole.player.push(1, tone(50));
    whole.player.end(1);
    whole.run(100);
    expect(soundIn(whole.sound, 0.001).first / 48).to.be.below(3);
  });

  it('does not wait when plenty is there', () => {
    const stage = new Stage();
    stage.player.push(1, tone(400));
    stage.run(100);
    expect(soundIn(stage.sound, 0.001).first / 48).to.be.below(3);
  });

  it('fades out when it runs dry, and in when it goes on', () => {
    const stage = new Stage();
    stage.player.push(1, tone(500));
    stage.run(700);
    expect(stage.told).to.deep.equal(['started 1', 'starved 1']);
    expect(stage.reports[1]?.ms).to.be.closeTo(500, 1);
    stage.player.push(1, tone(500, 500));
    stage.player.end(1);
    stage.run(700);
    const { first, last, longestGap } = soundIn(stage.sound, 0.001);
    expect(longestGap / 48).to.be.within(190, 215);
    expect((last - first) / 48 - longestGap / 48).to.be.closeTo(1000, 3);
    expect(residual(stage.sound.subarray(0, last - 150), TONE, 48000)).to.be.at.most(CLICK);
    expect(stage.told).to.deep.equal(['started 1', 'starved 1', 'started 1', 'drained 1']);
    expect(stage.reports[3]?.ms).to.equal(1000);
  });

  it('does not click whenever more comes, early or late', () => {
    for (let gap = 0; gap < 40; gap += 1) {
      const stage = new Stage();
      stage.player.push(1, tone(300));
      stage.run(280);
      for (let quanta = 0; quanta < gap; quanta += 1) stage.quantum();
      stage.player.push(1, tone(300, 300));
      stage.player.end(1);
      stage.run(500);
      const { last } = soundIn(stage.sound, 0.001);
      const body = stage.sound.subarray(0, last - 150);
      expect(residual(body, TONE, 48000)).to.be.at.most(CLICK, `${gap} quanta`);
      expect(stage.told.at(-1)).to.equal('drained 1');
      expect(stage.reports.at(-1)?.ms).to.equal(600);
    }
  });

  it('drops chunks and ends of a turn that another has overtaken', () => {
    const stage = new Stage();
    stage.player.push(1, tone(200));
    stage.player.push(2, tone(200, 200));
    stage.player.push(1, tone(500));
    stage.player.end(1);
    stage.player.push(2, tone(200, 400));
    stage.player.end(2);
    stage.run(1000);
    const { first, last } = soundIn(stage.sound, 0.001);
    expect((last - first) / 48).to.be.closeTo(600, 1.5);
    expect(residual(stage.sound.subarray(0, last - 150), TONE, 48000)).to.be.at.most(CLICK);
    expect(stage.told).to.deep.equal(['started 1', 'drained 1', 'started 2', 'drained 2']);
  });

  it('holds ten minutes and no more', () => {
    const stage = new Stage(24000);
    const minute = new Uint8Array(60 * 48000);
    for (let i = 0; i < 11; i += 1) stage.player.push(1, minute);
    stage.player.end(1);
    const quantum = new Float32Array(24000);
    for (let i = 0; i < 605; i += 1) stage.player.render(quantum);
    expect(stage.reports.at(-1)?.type).to.equal('drained');
    expect(stage.reports.at(-1)?.ms).to.equal(600_000);
  });
});
