import { expect } from '@open-wc/testing';
import { Player } from '../../src/dsp/player.ts';
import { seeded } from '../support/random.ts';
import { join, residual, sine, sinad, soundIn, toBytes } from '../support/signals.ts';

const SOURCE = 24000;
const TONE = 440;
/** The most that a fade may show, audio without a click: 0.5 of full scale. */
const CLICK = 0.005;

interface Heard {
  type: string;
  turn: number;
  ms: number;
  /** Frame at which the report came. */
  at: number;
}

/** A player with everything it rendered and reported. */
class Stage {
  readonly player: Player;
  readonly rate: number;
  readonly reports: Heard[] = [];
  readonly #parts: Float32Array[] = [];
  readonly #quantum: () => number;
  #frames = 0;

  constructor(rate = 48000, quantum: () => number = () => 128) {
    this.rate = rate;
    this.#quantum = quantum;
    this.player = new Player({ sourceRate: SOURCE, outputRate: rate }, (type, turn, ms) =>
      this.reports.push({ type, turn, ms, at: this.#frames }),
    );
  }

  /** Renders about so much. */
  run(ms: number): void {
    const end = this.#frames + (ms * this.rate) / 1000;
    while (this.#frames < end) this.quantum();
  }

  quantum(): void {
    const part = new Float32Array(this.#quantum()).fill(NaN);
    this.#frames += part.length;
    this.player.render(part);
    this.#parts.push(part);
  }

  get sound(): Float32Array {
    return join(this.#parts);
  }

  /** Reports as text: "started 1". */
  get told(): string[] {
    return this.reports.map(({ type, turn }) => `${type} ${turn}`);
  }
}

/** Bytes of a tone of so many ms, from so many ms into it. */
const tone = (ms: number, fromMs = 0, amplitude = 0.5): Uint8Array => {
  const whole = sine(TONE, SOURCE, ((fromMs + ms) * SOURCE) / 1000, amplitude);
  return toBytes(whole.subarray((fromMs * SOURCE) / 1000));
};

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

  describe('flush', () => {
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
