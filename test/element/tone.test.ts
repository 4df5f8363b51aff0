import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { seeded } from '../../src/core/random.ts';
import { join, residual, sinad, soundIn } from '../support/signals.ts';
import { TappedDestination } from '../support/tapped-destination.ts';

const HZ = 440;
const SECONDS = 3;
/** The most residual that is no click, at half of full scale. */
const CLICK = 0.005;
/** What sounds less than that is silence. */
const SILENCE = 0.001;
const SECOND = 48_000;

/** From 2 bytes to a second, most of them small, and as often odd as even. */
const anySize = (random: () => number): number => Math.floor(2 * 24_000 ** random());

/** Sizes of chunks, bytes. The first is a second, which hides it when the machine lets the others come late. */
const chunks = (random: () => number): number[] => {
  const sizes = [SECOND, ...Array.from({ length: 50 }, () => 2), 3];
  for (let left = SECONDS * SECOND - SECOND - 103; left > 0; left -= sizes.at(-1) ?? left) {
    sizes.push(Math.min(left, anySize(random)));
  }
  return sizes;
};

for (const engine of ENGINES) {
  describe(`a tone from the twin (engine ${engine})`, () => {
    let stage: Stage;
    let tap: TappedDestination;
    afterEach(() => stage.close().finally(() => tap.close()));

    it('reaches the destination in chunks of 2 bytes to a second: no gap, no click, all of it', async () => {
      tap = new TappedDestination();
      // Sent in one go: what is late is not the twin.
      const tone = { kind: 'tone' as const, hz: HZ, seconds: SECONDS, amplitude: 0.5, delayMs: 10, pace: 0 };
      const chunkBytes = chunks(seeded(7));
      stage = await Stage.open({ engine, twin: { script: { answers: [{ ...tone, chunkBytes }] } } });
      const { element } = stage;
      element.sendText('Sing.');
      await stage.state('speaking');
      await stage.state('listening');
      expect(element.playedMs).to.equal(1000 * SECONDS);
      const sound = join(await tap.take());
      const { sampleRate } = tap;
      const { first, last, longestGap } = soundIn(sound, SILENCE);
      // A sine begins and ends softly, and the fade-in more so: 1.5 ms of it pass for silence.
      expect((last - first) / sampleRate).to.be.closeTo(SECONDS, 0.0015);
      expect(longestGap / sampleRate).to.be.below(0.001);
      // It is not faded out: from the resampler's last 3 ms on, the end of the sine is heard as such.
      const edge = Math.ceil(0.003 * sampleRate);
      expect(residual(sound.subarray(0, last - edge), HZ, sampleRate)).to.be.at.most(CLICK);
      const body = sound.subarray(first + sampleRate / 50, first + sampleRate / 50 + 2.5 * sampleRate);
      expect(sinad(body, HZ, sampleRate)).to.be.above(80);
      expect(stage.states).to.deep.equal(['connecting', 'listening', 'thinking', 'speaking', 'listening']);
      expect(stage.census.workersMade).to.equal(engine === 'auto' ? 1 : 0);
    });
  });
}
