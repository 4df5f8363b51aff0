import { expect } from '@open-wc/testing';
import { Player } from '../../src/dsp/player.ts';
import { StartDelay } from '../../src/dsp/start-delay.ts';
import { seeded } from '../../src/core/random.ts';

const RATE = 48000;
const frames = (ms: number): number => (ms * RATE) / 1000;

/** A turn of five 40 ms chunks, one of which is late by so much. */
const lateTurn = (delay: StartDelay, lateMs: number): void => {
  for (let k = 0; k < 5; k += 1) delay.arrived(frames(40 * k + (k === 3 ? lateMs : 0)), frames(40));
  delay.finishTurn();
};

describe('StartDelay', () => {
  it('begins at 60 ms, or at the bound where that is less', () => {
    expect(new StartDelay(RATE).targetMs).to.equal(60);
    expect(new StartDelay(RATE, 40).targetMs).to.equal(40);
  });

  it('takes the greatest lateness of a turn, between 20 ms and the bound', () => {
    for (const [late, most, target] of [
      [75, 120, 75],
      [0, 120, 20],
      [12, 120, 20],
      [500, 120, 120],
      [500, 250, 250],
    ] as const) {
      const delay = new StartDelay(RATE, most);
      lateTurn(delay, late);
      expect(delay.targetMs).to.equal(target, `${late} late, ${most} at most`);
    }
  });

  it('takes the 0.95 quantile of the last twenty turns', () => {
    const delay = new StartDelay(RATE);
    for (let late = 100; late >= 24; late -= 4) lateTurn(delay, late);
    expect(delay.targetMs).to.equal(96);
    lateTurn(delay, 30);
    expect(delay.targetMs).to.equal(92);
    for (let turn = 0; turn < 20; turn += 1) lateTurn(delay, 0);
    expect(delay.targetMs).to.equal(20);
  });

  it('finishes no turn twice', () => {
    const delay = new StartDelay(RATE);
    lateTurn(delay, 80);
    for (let i = 0; i < 25; i += 1) delay.finishTurn();
    expect(delay.targetMs).to.equal(80);
  });

  it('is over when its time has passed or plenty is queued', () => {
    const delay = new StartDelay(RATE);
    delay.wait(1000, false);
    expect(delay.isOver(1000 + frames(59), frames(159))).to.equal(false);
    expect(delay.isOver(1000 + frames(60), 0)).to.equal(true);
    expect(delay.isOver(1000, frames(160))).to.equal(true);
  });

  it('waits half as long again after an underrun, up to 120 ms', () => {
    const delay = new StartDelay(RATE, 250);
    delay.wait(0, true);
    expect(delay.isOver(frames(89), 0)).to.equal(false);
    expect(delay.isOver(frames(90), 0)).to.equal(true);
    lateTurn(delay, 200);
    delay.wait(0, true);
    expect(delay.isOver(frames(119), 0)).to.equal(false);
    expect(delay.isOver(frames(120), 0)).to.equal(true);
  });
});

/** Times at which the 125 chunks of a turn arrive, ms after the first; each chunk is 40 ms long. */
type Arrivals = (random: () => number) => number[];

/** Gaps a minute and mean added start delay, ms, over 40 turns of 5 s for each of four seeds. */
const listen = (arrivals: Arrivals) => {
  let gaps = 0;
  let startMs = 0;
  for (const seed of [1, 2, 3, 4]) {
    const random = seeded(seed);
    let clock = 0;
    let firstAt = -1;
    const player = new Player({ sourceRate: 8000, outputRate: 8000 }, (type) => {
      if (type === 'starved') gaps += 1;
      else if (type === 'started' && firstAt >= 0) {
        startMs += (clock - firstAt) / 8;
        firstAt = -1;
      }
    });
    const quantum = new Float32Array(24);
    const chunk = new Uint8Array(640);
    for (let turn = 1; turn <= 40; turn += 1) {
      const times = arrivals(random);
      const begin = clock;
      firstAt = clock;
      for (let k = 0; clock < begin + 48000; clock += quantum.length) {
        for (; begin + 8 * (times[k] ?? Infinity) <= clock; k += 1) player.push(turn, chunk);
        if (k === times.length) player.end(turn);
        player.render(quantum);
      }
    }
  }
  return { gapsPerMinute: gaps / ((4 * 40 * 5) / 60), startMs: startMs / (4 * 40) };
};

/** A normally distributed number. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Chunks made in real time, each as late as `lateness` says, ms, in order as a socket keeps them. */
const realTime =
  (lateness: (random: () => number) => number): Arrivals =>
  (random) => {
    const times: number[] = [];
    for (let k = 0; k < 125; k += 1) times.push(Math.max(times[k - 1] ?? 0, 40 * k + lateness(random)));
    return times.map((time) => time - (times[0] ?? 0));
  };

describe('Player and StartDelay on a jittery line', () => {
  it('leave at most a gap a minute at 55 ms on wireless jitter', () => {
    const { gapsPerMinute, startMs } = listen(realTime((random) => Math.abs(15 * normal(random))));
    expect(gapsPerMinute).to.be.at.most(1);
    expect(startMs).to.be.at.most(55);
  });

  it('leave at most two gaps a minute at 125 ms on mobile jitter', () => {
    const stall = (random: () => number) => (random() < 0.02 ? 60 + 60 * random() : 0);
    const { gapsPerMinute, startMs } = listen(realTime((random) => 5 * random() + stall(random)));
    expect(gapsPerMinute).to.be.at.most(2);
    expect(startMs).to.be.at.most(125);
  });

  it('leave no gap and hardly wait when audio comes three times as fast as it plays', () => {
    const { gapsPerMinute, startMs } = listen(() => Array.from({ length: 125 }, (_, k) => (40 * k) / 3));
    expect(gapsPerMinute).to.equal(0);
    expect(startMs).to.be.at.most(25);
  });
});
