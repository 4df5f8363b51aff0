import { expect } from '@open-wc/testing';
import { can } from '../engines.ts';
import { Stage } from '../support/conversation-harness.ts';
import { join, residual, soundIn } from '../support/signals.ts';
import { TappedDestination } from '../support/tapped-destination.ts';

const HZ = 440;
const SECONDS = 3;

/** The browser's own devices and its own `setSinkId`. */
if (can('chosen-speaker')) {
  describe('a real speaker', () => {
    let stage: Stage;
    let tap: TappedDestination;
    beforeEach(async () => {
      // Outputs have names once the visitor has let the page hear them.
      const asked = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of asked.getTracks()) track.stop();
      tap = new TappedDestination();
      const tone = { kind: 'tone' as const, hz: HZ, seconds: SECONDS, amplitude: 0.5, delayMs: 10, pace: 0 };
      stage = await Stage.open({ twin: { script: { answers: [tone] } } });
      await stage.element.start();
      await stage.until(() => stage.element.devices.speaker.length > 2);
    });
    afterEach(() => stage.close().finally(() => tap.close()));

    const context = (): AudioContext & { readonly sinkId: string } => stage.census.contexts.at(-1) as never;
    /** Those that are not just another name for one of the others. */
    const outputs = (): readonly string[] =>
      stage.element.devices.speaker.map(({ id }) => id).filter((id) => id !== 'default' && id !== '');
    /** Resolves once so much of the answer was heard since it began. */
    const heard = (ms: number): Promise<void> => stage.frames(() => stage.element.playedMs >= ms);
    /** The answer went on as one sound: nothing is missing, and nothing clicks. */
    const expectWhole = async (): Promise<void> => {
      await stage.state('listening');
      expect(stage.element.playedMs).to.equal(1000 * SECONDS);
      const { sampleRate } = tap;
      const sound = join(await tap.take());
      const { first, last, longestGap } = soundIn(sound, 0.001);
      expect((last - first) / sampleRate).to.be.closeTo(SECONDS, 0.0015);
      expect(longestGap / sampleRate).to.be.below(0.001);
      const edge = Math.ceil(0.003 * sampleRate);
      expect(residual(sound.subarray(0, last - edge), HZ, sampleRate)).to.be.at.most(0.005);
    };

    it('is used in the middle of an answer, which loses nothing; so is the next, and the browser’s own choice', async () => {
      const [one = '', other = ''] = outputs();
      expect(one).not.to.equal(other);
      expect(context().sinkId).to.equal('');
      stage.element.sendText('Sing.');
      await stage.state('speaking');
      for (const [index, id] of [one, other, ''].entries()) {
        await heard(400 * (index + 1));
        stage.element.setDevice('speaker', id);
        await stage.frames(() => context().sinkId === id);
        expect(stage.element.state).to.equal('speaking');
      }
      await expectWhole();
      expect(stage.warnings).to.deep.equal([]);
    });

    it('that does not exist is warned of once: the answer goes on, at the browser’s own choice', async () => {
      const [one = ''] = outputs();
      stage.element.setDevice('speaker', one);
      await stage.frames(() => context().sinkId === one);
      stage.element.sendText('Sing.');
      await stage.state('speaking');
      await heard(400);
      stage.element.setDevice('speaker', 'no such device');
      await stage.until(() => stage.warnings.length > 0);
      await stage.frames(() => context().sinkId === '');
      expect(stage.element.state).to.equal('speaking');
      await expectWhole();
      expect(stage.warnings).to.deep.equal(['device-missing']);
      expect(stage.errors).to.deep.equal([]);
      stage.element.setDevice('speaker', one);
      await stage.frames(() => context().sinkId === one);
      expect(stage.warnings).to.deep.equal(['device-missing']);
    });

    it('that was chosen before the conversation is used from its beginning; one hung up on leaves nothing', async () => {
      const [one = '', other = ''] = outputs();
      const { element } = stage;
      await element.stop();
      element.setDevice('speaker', one);
      await element.start();
      await stage.frames(() => context().sinkId === one);
      // In the middle of a change.
      element.setDevice('speaker', other);
      await element.updateComplete;
      await element.stop();
      expect(stage.warnings).to.deep.equal([]);
    });
  });
}
