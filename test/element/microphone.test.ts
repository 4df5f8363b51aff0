import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { toneStream } from './support/foreign-audio.ts';

for (const engine of ENGINES) {
  describe(`the microphone (engine ${engine})`, () => {
    let stage: Stage;
    let context: AudioContext;
    beforeEach(async () => {
      context = new AudioContext();
      context.resume().catch(() => undefined);
      stage = await Stage.open({ engine });
    });
    afterEach(async () => {
      await stage.close();
      await context.close();
    });

    it('is asked for as options.audioConstraints says', async () => {
      const { element, microphone } = stage;
      element.options = { ...element.options, audioConstraints: { noiseSuppression: false } };
      await element.start();
      expect(microphone.calls).to.have.length(1);
      expect(microphone.calls[0]?.audio).to.include({ noiseSuppression: false });
    });

    /** Permission that the visitor gives when the test says so. */
    const pending = (): (() => void) => {
      const { microphone } = stage;
      let grant: () => void = () => undefined;
      const granted = new Promise<void>((resolve) => (grant = resolve));
      microphone.answer = () => granted.then(() => microphone.stream());
      return grant;
    };

    for (const running of [false, true]) {
      it(`that is granted when a stream has its place is given back at once (${running ? 'added' : 'at the start'})`, async () => {
        const { element, microphone, twin } = stage;
        const grant = pending();
        if (running) {
          element.sendText('Hello.');
          await stage.state('speaking');
          await stage.state('listening');
        }
        const started = element.start();
        await stage.frames(() => microphone.calls.length === 1);
        const stream = toneStream(context);
        await element.sendAudio(stream);
        if (running) await twin.wait({ for: 'audio', count: 5 });
        expect(microphone.tracks).to.deep.equal([]);
        grant();
        await started;
        await stage.frames(() => microphone.track?.readyState === 'ended');
        // The page's own stream goes on being heard.
        const { frames } = (await stage.received()).audio;
        await twin.wait({ for: 'audio', count: frames + 5 });
        expect(stream.getAudioTracks()[0]?.readyState).to.equal('live');
        expect(microphone.calls).to.have.length(1);
        expect(stage.errors).to.deep.equal([]);
        for (const track of stream.getTracks()) track.stop();
      });
    }
  });
}
