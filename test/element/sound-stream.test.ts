import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { amplitudeAt } from '../support/signals.ts';
import { samplesOf, toneStream } from './support/foreign-audio.ts';
import { HeldTimers } from './support/held-timers.ts';

/** Loudness of a tone in the last fifth of a second that the twin heard. */
const heard = async (stage: Stage, hz: number): Promise<number> => {
  const { audio } = await stage.twin.received({ pcm: true });
  return amplitudeAt(samplesOf(audio.pcm).slice(-3200), hz, 16_000);
};

const more = async (stage: Stage, frames = 15): Promise<void> => {
  const { audio } = await stage.received();
  await stage.twin.wait({ for: 'audio', count: audio.frames + frames });
};

/** Resolves when the twin hears this tone about as loud as it was made: WebKitGTK takes a while to begin. */
const hears = async (stage: Stage, hz: number): Promise<void> => {
  do await more(stage, 5);
  while (Math.abs((await heard(stage, hz)) - 0.5) > 0.1);
};

let context: AudioContext;
before(() => {
  context = new AudioContext();
  context.resume().catch(() => undefined);
});
after(() => context.close());

for (const engine of ENGINES) {
  describe(`sendAudio() of a stream (engine ${engine})`, () => {
    let stage: Stage;
    let stream: MediaStream;
    beforeEach(() => {
      stream = toneStream(context);
    });
    afterEach(async () => {
      for (const track of stream.getTracks()) track.stop();
      await stage.close();
    });
    const track = (): MediaStreamTrack | undefined => stream.getAudioTracks()[0];

    it('takes the microphone’s place; the page’s track stays the page’s', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone } = stage;
      await element.start();
      microphone.speak();
      await hears(stage, 300);
      await element.sendAudio(stream);
      expect(microphone.track?.readyState).to.equal('ended');
      await hears(stage, 500);
      expect(await heard(stage, 300)).to.be.lessThan(0.05);
      await element.stop();
      expect(track()?.readyState).to.equal('live');
      expect(track()?.enabled).to.equal(true);
    });

    it('is muted like a microphone', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.sendAudio(stream);
      await twin.wait({ for: 'audio', count: 10 });
      expect(stage.microphone.calls).to.deep.equal([]);
      const held = new HeldTimers(3000);
      element.muted = true;
      await twin.wait({ for: 'audioStreamEnd' });
      const { frames } = (await stage.received()).audio;
      held.fire();
      expect(track()?.readyState, 'only the copy is let go').to.equal('live');
      expect(track()?.enabled).to.equal(true);
      element.muted = false;
      await twin.wait({ for: 'audio', count: frames + 1 });
      await hears(stage, 500);
      expect(stage.microphone.calls).to.deep.equal([]);
      held.close();
    });

    it('starts muted when the element is', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      element.muted = true;
      await element.sendAudio(stream);
      await stage.state('listening');
      element.muted = false;
      await twin.wait({ for: 'audio' });
      await hears(stage, 500);
    });

    it('ends with its track; the conversation goes on without a voice', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.sendAudio(stream);
      await twin.wait({ for: 'audio' });
      await hears(stage, 500);
      track()?.stop();
      const spoken = (): number => stage.states.filter((state) => state === 'speaking').length;
      await twin.wait({ for: 'audioStreamEnd' });
      await stage.until(() => spoken() > 0);
      await stage.state('listening');
      expect(stage.errors).to.deep.equal([]);
      const before = spoken();
      element.sendText('Still there?');
      await stage.until(() => spoken() > before);
      const kinds = (await stage.received()).messages.map(({ kind }) => kind);
      expect(kinds.slice(kinds.indexOf('audioStreamEnd'))).to.deep.equal(['audioStreamEnd', 'text']);
    });

    it('gives way to another stream, and to the microphone', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone } = stage;
      await element.sendAudio(stream);
      const other = toneStream(context, 1000);
      await element.sendAudio(other);
      await stage.twin.wait({ for: 'audio' });
      await hears(stage, 1000);
      track()?.stop();
      // Longer than it takes to notice: the first is not listened to any more.
      await more(stage, 30);
      await hears(stage, 1000);
      await element.start();
      await stage.frames(() => microphone.calls.length > 0);
      microphone.speak();
      await hears(stage, 300);
      expect(await heard(stage, 1000)).to.be.lessThan(0.05);
      for (const one of other.getTracks()) one.stop();
    });
  });
}
