import { expect } from '@open-wc/testing';
import {
  SpeechDetector,
  type SpeechDetectorOptions,
  type SpeechEvent,
} from '../../src/dsp/speech-detector.ts';
import { seeded } from '../../src/core/random.ts';
import { join, sine } from '../support/signals.ts';

const RATE = 16000;

const tone = (ms: number, db = -20): Float32Array =>
  sine(200, RATE, (ms * RATE) / 1000, 10 ** (db / 20) * Math.SQRT2);

const quiet = (ms: number): Float32Array => new Float32Array((ms * RATE) / 1000);

/** White noise of an RMS, dBFS. */
const noise = (ms: number, db: number, seed = 1): Float32Array => {
  const random = seeded(seed);
  const amplitude = 10 ** (db / 20) * Math.sqrt(3);
  return new Float32Array((ms * RATE) / 1000).map(() => amplitude * (2 * random() - 1));
};

const listen = (
  sound: Float32Array,
  options: Omit<SpeechDetectorOptions, 'sampleRate'> = {},
  size = () => 320,
) => {
  const events: SpeechEvent[] = [];
  const detector = new SpeechDetector({ sampleRate: RATE, ...options }, (event) => events.push(event));
  for (let at = 0; at < sound.length;) {
    const piece = sound.subarray(at, at + size());
    detector.process(piece);
    at += piece.length;
  }
  return { detector, events, told: events.map(({ type, sample }) => `${type} ${sample / 16}`) };
};

describe('SpeechDetector', () => {
  it('says where speech begins and ends, ms', () => {
    const sound = join([quiet(300), tone(400), quiet(700), tone(200), quiet(600)]);
    expect(listen(sound).told).to.deep.equal(['start 300', 'end 700', 'start 1400', 'end 1600']);
  });

  it('says it once it is certain, not before', () => {
    const options = { prefixMs: 100, silenceMs: 300 };
    expect(listen(join([quiet(300), tone(90)]), options).told).to.deep.equal([]);
    const begun = listen(join([quiet(300), tone(100)]), options);
    expect(begun.told).to.deep.equal(['start 300']);
    expect(begun.detector.speaking).to.equal(true);
    expect(listen(join([quiet(300), tone(400), quiet(290)]), options).told.length).to.equal(1);
    const over = listen(join([quiet(300), tone(400), quiet(300)]), options);
    expect(over.told).to.deep.equal(['start 300', 'end 700']);
    expect(over.detector.speaking).to.equal(false);
  });

  it('bridges pauses shorter than the silence it waits for', () => {
    const sound = join([tone(300), quiet(450), tone(300), quiet(1000)]);
    expect(listen(sound).told).to.deep.equal(['start 0', 'end 1050']);
    expect(listen(sound, { silenceMs: 400 }).told.length).to.equal(4);
  });

  it('is not started by a knock', () => {
    const knocks = join(Array.from({ length: 6 }, () => [quiet(200), tone(20)]).flat());
    expect(listen(knocks, { prefixMs: 60 }).told).to.deep.equal([]);
  });

  it('goes on below the threshold at which it starts', () => {
    const options = { leastDb: -40, hysteresisDb: 6 };
    expect(listen(join([quiet(100), tone(500, -43)]), options).told).to.deep.equal([]);
    const falling = join([quiet(100), tone(100, -30), tone(1000, -43), tone(1000, -49)]);
    expect(listen(falling, options).told).to.deep.equal(['start 100', 'end 1200']);
  });

  it('learns a noisy background and hears speech above it', () => {
    const background = noise(12_000, -55);
    const speech = join([quiet(5000), tone(500, -25), quiet(6500)]);
    const mixed = background.map((sample, i) => sample + (speech[i] ?? 0));
    const { told, detector } = listen(mixed);
    expect(told).to.deep.equal(['start 5000', 'end 5500']);
    expect(detector.floorDb).to.be.closeTo(-55, 0.5);
    const loud = listen(join([noise(3000, -50.5, 2), noise(3000, -44, 3)]), { leastDb: -60 });
    expect(loud.events.filter(({ sample }) => sample > RATE)).to.deep.equal([]);
  });

  it('does not take loud sound for background, however long it lasts', () => {
    expect(listen(tone(30_000)).told).to.deep.equal(['start 0']);
  });

  it('gives the same whatever the split', () => {
    const sound = join([noise(700, -60), tone(333), noise(900, -48), tone(501, -35), quiet(900)]);
    const whole = listen(sound, {}, () => sound.length).events;
    expect(whole.length).to.equal(4);
    const random = seeded(5);
    for (let round = 0; round < 10; round += 1) {
      expect(listen(sound, {}, () => 1 + Math.floor(random() * 700)).events).to.deep.equal(whole);
    }
  });

  it('begins anew on reset', () => {
    const { detector, events } = listen(join([quiet(105), tone(300)]));
    detector.reset();
    expect(detector.speaking).to.equal(false);
    events.length = 0;
    detector.process(join([quiet(100), tone(300)]));
    expect(events).to.deep.equal([{ type: 'start', sample: 1600 }]);
  });
});
