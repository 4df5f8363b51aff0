import { expect } from '@open-wc/testing';
import type { PlaybackCommand, PlaybackReport } from '../../src/audio/messages.ts';
import { seeded } from '../../src/core/random.ts';
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

describe('capture worklet', () => {
  for (const rate of RATES) {
    for (const channels of [1, 2]) {
      it(`sends a tone as exact frames of 16 kHz from ${rate} Hz, ${channels} channel(s)`, async () => {
        const frames = 128 * 750;
        const { context, delivered } = await makeContext(rate, frames);
        const node = captureNode(context);
        startTone(context, sine(TONE, rate, frames), channels)
          .connect(node)
          .connect(context.destination);
        const expected = Math.floor(Math.floor((frames * 16000) / rate) / 320);
        const { all, complete } = inbox<ArrayBuffer>(connect(node), ({ length }) => length >= expected);
        await delivered();
        await context.startRendering();
        await complete;
        expect(all.length).to.equal(expected);
        expect(all.every((frame) => frame.byteLength === 640)).to.equal(true);
        expect(sinad(samplesOf(all).subarray(400, 400 + 400 * 70), TONE, 16000)).to.be.at.least(88);
      });
    }
  }

  it('takes back its buffers in the middle of a recording', async () => {
    const { context, delivered } = await makeContext(48000, 96000);
    const node = captureNode(context);
    startTone(context, sine(TONE, 48000, 96000), 1)
      .connect(node)
      .connect(context.destination);
    const port = connect(node);
    const { all, complete } = inbox<ArrayBuffer>(port, ({ length }) => length >= 100);
    const returned = Array.from({ length: 8 }, () => new ArrayBuffer(640));
    for (const buffer of returned) new Int16Array(buffer).fill(99);
    port.postMessage(returned, returned);
    await delivered();
    await context.startRendering();
    await complete;
    expect(sinad(samplesOf(all).subarray(400, 400 + 400 * 70), TONE, 16000)).to.be.at.least(88);
  });

  it('sends nothing without a source', async () => {
    const { context, delivered } = await makeContext(48000, 48000);
    const node = captureNode(context);
    node.connect(context.destination);
    const tapped = captureNode(context);
    startTone(context, sine(TONE, 48000, 48000), 1)
      .connect(tapped)
      .connect(context.destination);
    const { all } = inbox<ArrayBuffer>(connect(node), () => false);
    const { complete } = inbox<ArrayBuffer>(connect(tapped), ({ length }) => length >= 50);
    await delivered();
    await context.startRendering();
    await complete;
    expect(all.length).to.equal(0);
  });
});

describe('playback worklet', () => {
  const post = (port: MessagePort, command: PlaybackCommand): void =>
    port.postMessage(command, command.type === 'chunk' ? [command.data] : []);

  const postTone = (port: MessagePort, turn: number, ms: number, random: () => number): void => {
    const bytes = toBytes(sine(TONE, 24000, 24 * ms));
    for (let at = 0; at < bytes.length;) {
      // From 2 bytes to a second, most of them small.
      const size = Math.floor(2 * 24000 ** random());
      post(port, { type: 'chunk', turn, data: bytes.slice(at, at + size).buffer });
      at += size;
    }
  };

  const types = (reports: readonly PlaybackReport[]): string[] => reports.map(({ type }) => type);

  for (const rate of RATES) {
    it(`plays a tone in chunks of 2 bytes to a second at ${rate} Hz: no gap, no click, all of it`, async () => {
      const { context, delivered } = await makeContext(rate, 4 * rate);
      const port = await connectPlayback(playbackNode(context));
      const { all, complete } = inbox<PlaybackReport>(port, (reports) => reports.at(-1)?.type === 'drained');
      postTone(port, 1, 3000, seeded(rate));
      post(port, { type: 'end', turn: 1 });
      await delivered();
      const sound = (await context.startRendering()).getChannelData(0);
      await complete;
      const { first, last, longestGap } = soundIn(sound, 0.001);
      expect((last - first) / rate).to.be.closeTo(3, 0.0015);
      expect(longestGap / rate).to.be.below(0.001);
      expect(residual(sound.subarray(0, last - Math.ceil(0.003 * rate)), TONE, rate)).to.be.at.most(CLICK);
      const body = sound.subarray(first + rate / 50, first + rate / 50 + 2.5 * rate);
      expect(sinad(body, TONE, rate)).to.be.above(80);
      expect(types(all)).to.deep.equal(['started', 'drained']);
      expect(all[1]).to.include({ turn: 1, playedMs: 3000 });
      expect((all[1]?.contextTime ?? 0) * rate).to.be.within(last - 256, last + 512);
    });
  }

  it('hides a starved queue', async () => {
    const { context, delivered } = await makeContext(48000, 48000);
    const port = await connectPlayback(playbackNode(context));
    const { all, complete } = inbox<PlaybackReport>(port, (reports) => reports.at(-1)?.type === 'starved');
    postTone(port, 1, 500, seeded(61));
    await delivered();
    const sound = (await context.startRendering()).getChannelData(0);
    await complete;
    expect(types(all)).to.deep.equal(['started', 'starved']);
    expect(residual(sound, TONE, 48000)).to.be.at.most(CLICK);
    const { first, last } = soundIn(sound, 0.001);
    expect((last - first) / 48).to.be.closeTo(500, 2);
  });

  it('is silent before and after it is connected, and answers a flush with nothing playing', async () => {
    const { context } = await makeContext(48000, 4800);
    playbackNode(context);
    await connectPlayback(playbackNode(context));
    const sound = (await context.startRendering()).getChannelData(0);
    expect(soundIn(sound, 1e-9).first).to.equal(-1);
  });
});
