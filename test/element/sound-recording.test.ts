import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { amplitudeAt, sinad } from '../support/signals.ts';
import { readWav } from '../support/wav.ts';

const tone = (seconds: number, hz = 440) => ({ kind: 'tone' as const, hz, seconds, delayMs: 10 });

for (const engine of ENGINES) {
  describe(`recording() (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const open = async (answers: readonly ReturnType<typeof tone>[]): Promise<Stage> => {
      stage = await Stage.open({ engine, twin: { script: { answers } } });
      stage.element.options = { ...stage.element.options, record: true };
      return stage;
    };
    const take = async () => {
      const file = stage.element.recording();
      if (!file) throw new Error('There is no recording.');
      return readWav(file);
    };

    it('is what the model said, sample by sample, also after the end', async () => {
      const { element } = await open([tone(0.5), tone(0.25, 1000)]);
      element.sendText('One.');
      await stage.state('speaking');
      await stage.state('listening');
      element.sendText('Two.');
      await stage.state('speaking');
      await stage.state('listening');
      await element.stop();
      const { samples, ...header } = await take();
      expect(header).to.include({ rate: 24_000, channels: 1, bits: 16, dataBytes: 2 * 18_000 });
      const [one, two] = [samples.subarray(2400, 9600), samples.subarray(13_200, 16_800)];
      expect(sinad(one, 440, 24_000)).to.be.greaterThan(60);
      expect(sinad(two, 1000, 24_000)).to.be.greaterThan(60);
      expect(amplitudeAt(one, 1000, 24_000)).to.be.lessThan(0.001);
      expect((await take()).samples, 'asked again').to.deep.equal(samples);
    });

    it('ends an interrupted answer where it was cut', async () => {
      const { element } = await open([tone(5), tone(0.25, 1000)]);
      element.sendText('One.');
      await stage.state('speaking');
      await stage.frames(() => element.playedMs > 200);
      element.interrupt();
      await stage.until(() => stage.of('gemini-live-interrupted').length > 0);
      const playedMs = stage.of('gemini-live-interrupted')[0]?.playedMs ?? 0;
      const heard = Math.round(playedMs * 24);
      expect((await take()).samples.length).to.equal(heard);
      element.sendText('Two.');
      await stage.state('thinking');
      await stage.state('speaking');
      await stage.state('listening');
      expect((await take()).samples.length).to.equal(heard + 6000);
    });

    it('ends with the conversation, at what was heard of the answer', async () => {
      const { element } = await open([tone(5)]);
      element.sendText('One.');
      await stage.state('speaking');
      await stage.frames(() => element.playedMs > 200);
      const { playedMs } = element;
      await element.stop();
      expect((await take()).samples.length / 24).to.be.within(playedMs - 50, playedMs + 100);
    });

    it('is forgotten at the next start, and not there unless it was asked for', async () => {
      const { element } = await open([tone(0.25)]);
      expect(element.recording()).to.equal(undefined);
      element.sendText('One.');
      await stage.state('speaking');
      await stage.state('listening');
      await element.stop();
      await element.start();
      expect((await take()).samples.length).to.equal(0);
      element.options = { ...element.options, record: false };
      expect(element.recording()).to.equal(undefined);
    });
  });
}
