import { expect } from '@open-wc/testing';
import { CAPTURE_PROCESSOR, PLAYBACK_PROCESSOR } from '../../src/audio/messages.ts';
import type { ConnectMessage, PlaybackCommand, PlaybackReport } from '../../src/audio/messages.ts';

/** The tone of these tests, Hz, and the most residual that is no click at half of full scale. */
export const TONE = 440;
export const CLICK = 0.005;
export const RATES = [44100, 48000];

/** Posts back what it gets. */
const ECHO = `registerProcessor('echo', class extends AudioWorkletProcessor {
  constructor() { super(); this.port.onmessage = ({ data }) => this.port.postMessage(data); }
  process() { return true; }
});`;

const module = new URL('../../worklets/audio.worklet.ts', import.meta.url).href;

/** So many messages at most are under way when a test waits for their delivery. */
const ROUND_TRIPS = 100;

/**
 * An offline context with both worklets. `delivered` resolves when the audio thread has what was posted to ports that it
 * owns already: ports have no common order, but each turn of the thread's loop that answers the echo serves them too.
 */
export const makeContext = async (sampleRate: number, frames: number) => {
  const context = new OfflineAudioContext(1, frames, sampleRate);
  await context.audioWorklet.addModule(module);
  const echoUrl = URL.createObjectURL(new Blob([ECHO], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(echoUrl);
  URL.revokeObjectURL(echoUrl);
  const echo = new AudioWorkletNode(context, 'echo');
  const delivered = async (): Promise<void> => {
    for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
      await new Promise((resolve) => {
        echo.port.onmessage = resolve;
        echo.port.postMessage(trip);
      });
    }
  };
  return { context, delivered };
};

/** Gives a worklet its end of a channel; returns the engine's. */
export const connect = (node: AudioWorkletNode): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  node.port.postMessage({ type: 'connect', port: port2 } satisfies ConnectMessage, [port2]);
  return port1;
};

/** The same for playback; resolves when the worklet has its end, which shows in its answer to a flush. */
export const connectPlayback = async (node: AudioWorkletNode): Promise<MessagePort> => {
  const port = connect(node);
  const answer = new Promise<MessageEvent<PlaybackReport>>((resolve) => (port.onmessage = resolve));
  port.postMessage({ type: 'flush' } satisfies PlaybackCommand);
  expect((await answer).data).to.include({ type: 'flushed', turn: -1, playedMs: 0 });
  return port;
};

/** What comes over a port, and a promise for the moment when enough has. */
export const inbox = <T>(port: MessagePort, enough: (all: readonly T[]) => boolean) => {
  const all: T[] = [];
  const complete = new Promise<readonly T[]>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<T>) => {
      all.push(data);
      if (enough(all)) resolve(all);
    };
  });
  return { all, complete };
};

/** A source of these samples, on every channel, from the start. */
export const startTone = (
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

/** As the element makes them. */
export const captureNode = (context: BaseAudioContext): AudioWorkletNode =>
  new AudioWorkletNode(context, CAPTURE_PROCESSOR, { channelCount: 1, channelCountMode: 'explicit' });

export const playbackNode = (context: BaseAudioContext): AudioWorkletNode => {
  const node = new AudioWorkletNode(context, PLAYBACK_PROCESSOR, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(context.destination);
  return node;
};

/** The frames' samples, −1…1. */
export const samplesOf = (frames: readonly ArrayBuffer[]): Float32Array =>
  Float32Array.from(
    frames.flatMap((frame) => [...new Int16Array(frame)]),
    (sample) => sample / 32768,
  );
