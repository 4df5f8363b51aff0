import { expect } from '@open-wc/testing';
import type { PlaybackCommand, PlaybackReport } from '../../src/audio/messages.ts';
import { residual, sinad, sine, soundIn, toBytes } from '../support/signals.ts';
import {
  captureNode,
  CLICK,
  connect,
  connectPlayback,
  inbox,
  makeContext,
  playbackNode,
  RATES,
  samplesOf,
  startTone,
  TONE,
} from './offline-worklets.ts';

// Messages at a known moment of the rendering need a context that can be suspended there.
if ('suspend' in OfflineAudioContext.prototype) {
  describe('worklets, told something in the middle', () => {
    const at = async (
      context: OfflineAudioContext,
      seconds: number,
      act: () => Promise<void>,
    ): Promise<void> => {
      await context.suspend(seconds);
      await act();
      await context.resume();
    };

    for (const rate of RATES) {
      it(`playback falls silent within 8 ms of a flush at ${rate} Hz, without a click`, async () => {
        const { context, delivered } = await makeContext(rate, rate);
        const port = await connectPlayback(playbackNode(context));
        const { complete } = inbox<PlaybackReport>(port, (all) => all.at(-1)?.type === 'flushed');
        const flushAt = (128 * 150) / rate;
        const post = (command: PlaybackCommand) => port.postMessage(command);
        const chunk = { type: 'chunk', turn: 1, data: toBytes(sine(TONE, 24000, 24000)).buffer } as const;
        post(chunk);
        const flushed = at(context, flushAt, async () => {
          post({ type: 'flush' });
          post(chunk);
          await delivered();
        });
        await delivered();
        const sound = (await context.startRendering()).getChannelData(0);
        await flushed;
        const reports = await complete;
        const { first, last } = soundIn(sound, 0.0005);
        expect(last / rate - flushAt).to.be.within(0.003, 0.008);
        expect(residual(sound, TONE, rate)).to.be.at.most(CLICK);
        expect(reports.at(-1)?.playedMs).to.be.closeTo(((last - first) / rate) * 1000, 1.5);
      });
    }

    it('capture keeps what was said before it was connected, in order, and ends when it is closed', async () => {
      const { context, delivered } = await makeContext(48000, 96000);
      const node = captureNode(context);
      startTone(context, sine(TONE, 48000, 96000), 1)
        .connect(node)
        .connect(context.destination);
      const received: ArrayBuffer[] = [];
      const connected = at(context, 0.512, async () => {
        const port = connect(node);
        await new Promise<void>((resolve) => {
          port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
            received.push(data);
            resolve();
          };
        });
      });
      const closed = at(context, 1.024, async () => {
        node.port.postMessage({ type: 'close' });
        await delivered();
      });
      await context.startRendering();
      await Promise.all([connected, closed]);
      await delivered();
      expect(received.length).to.equal(51);
      expect(sinad(samplesOf(received).subarray(400, 400 + 400 * 38), TONE, 16000)).to.be.at.least(88);
    });
  });
}
