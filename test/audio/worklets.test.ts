import { expect } from '@open-wc/testing';
import { CAPTURE_PROCESSOR, PLAYBACK_PROCESSOR } from '../../src/audio/messages.ts';
import type { ConnectMessage, PlaybackCommand, PlaybackReport } from '../../src/audio/messages.ts';
import { seeded } from '../support/random.ts';
import { residual, sinad, sine, soundIn, toBytes } from '../support/signals.ts';

const TONE = 440;
const CLICK = 0.005;
const RATES = [44100, 48000];

/** Posts back what it gets: once it has, the audio thread has seen all that was posted to it before. */
const ECHO = `registerProcessor('echo', class extends AudioWorkletProcessor {
  constructor() { super(); this.port.onmessage = ({ data }) => this.port.postMessage(data); }
  process() { return true; }
});`;

const modules = ['capture', 'playback'].map(
  (name) => new URL(`../../worklets/${name}.worklet.ts`, import.meta.url).href,
);

const makeContext = async (sampleRate: number, frames: number) => {
  const context = new OfflineAudioContext(1, frames, sampleRate);
  for (const url of modules) await context.audioWorklet.addModule(url);
  const echoUrl = URL.createObjectURL(new Blob([ECHO], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(echoUrl);
  URL.revokeObjectURL(echoUrl);
  const echo = new AudioWorkletNode(context, 'echo');
  const delivered = () =>
    new Promise<void>((resolve) => {
      echo.port.onmessage = () => resolve();
      echo.port.postMessage('ping');
    });
  return { context, delivered };
};

const connect = (node: AudioWorkletNode): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  node.port.postMessage({ type: 'connect', port: port2 } satisfies ConnectMessage, [port2]);
  return port1;
};

/** What comes over a port, and a promise for the moment when enough has. */
const inbox = <T>(port: MessagePort, enough: (all: readonly T[]) => boolean) => {
  const all: T[] = [];
  const complete = new Promise<readonly T[]>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<T>) => {
      all.push(data);
      if (enough(all)) resolve(all);
    };
  });
  return { all, complete };
};

const startTone = (
  context: OfflineAudioContext,
  samples: Float32Array<ArrayBuffer>,
  channels: number,
): AudioNode => {
  const buffer = context.createBuffer(channels, samples.length, context.sampleRate);
  for (let channel = 0; channel < channels; channel += 1) buffer.copyToChannel(samples, channel);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.start();
  return source;
};

const captureNode = (context: BaseAudioContext): AudioWorkletNode =>
  new AudioWorkletNode(context, CAPTURE_PROCESSOR, { channelCount: 1, channelCountMode: 'explicit' });

const playbackNode = (context: BaseAudioContext): AudioWorkletNode => {
  const node = new AudioWorkletNode(context, PLAYBACK_PROCESSOR, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(context.destination);
  return node;
};

const samplesOf = (frames: readonly ArrayBuffer[]): Float32Array =>
  Float32Array.from(
    frames.flatMap((frame) => [...new Int16Array(frame)]),
    (sample) => sample / 32768,
  );

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
      const port = connect(playbackNode(context));
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
    const port = connect(playbackNode(context));
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

  it('is silent until it is connected and answers a flush with nothing playing', async () => {
    const { context, delivered } = await makeContext(48000, 4800);
    const node = playbackNode(context);
    const port = connect(node);
    const { complete } = inbox<PlaybackReport>(port, ({ length }) => length === 1);
    post(port, { type: 'flush' });
    await delivered();
    const sound = (await context.startRendering()).getChannelData(0);
    expect((await complete)[0]).to.include({ type: 'flushed', turn: -1, playedMs: 0 });
    expect(soundIn(sound, 1e-9).first).to.equal(-1);
  });
});

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
        const port = connect(playbackNode(context));
        const { complete } = inbox<PlaybackReport>(port, (all) => all.at(-1)?.type === 'flushed');
        const flushAt = (128 * 150) / rate;
        const chunk = (turn: number): PlaybackCommand => {
          const data = toBytes(sine(TONE, 24000, 24000)).slice().buffer;
          return { type: 'chunk', turn, data };
        };
        const post = (command: PlaybackCommand) => port.postMessage(command);
        post(chunk(1));
        const flushed = at(context, flushAt, async () => {
          post({ type: 'flush' });
          post(chunk(1));
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
        connect(node).onmessage = ({ data }: MessageEvent<ArrayBuffer>) => received.push(data);
        await delivered();
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
