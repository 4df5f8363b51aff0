import { expect } from '@open-wc/testing';
import { seeded } from '../../src/core/random.ts';
import { SPEECH_PROCESSOR, type SpeechReport } from '../../src/audio/messages.ts';

const module = new URL('../../worklets/speech.worklet.ts', import.meta.url).href;
const recording = new URL('../fixtures/speech.wav', import.meta.url).href;

/** A quiet room, −65 dBFS. */
const room = (context: BaseAudioContext, seconds: number): AudioBufferSourceNode => {
  const { sampleRate } = context;
  const buffer = new AudioBuffer({ length: seconds * sampleRate, sampleRate });
  const random = seeded(7);
  const amplitude = 10 ** (-65 / 20) * Math.sqrt(3);
  buffer.copyToChannel(
    new Float32Array(buffer.length).map(() => amplitude * (2 * random() - 1)),
    0,
  );
  return new AudioBufferSourceNode(context, { buffer });
};

/** What the worklet says of the recorded sentence, said after a second with this gain at this rate. */
const heardAt = async (rate: number, gain: number): Promise<string[]> => {
  const bytes = await (await fetch(recording)).arrayBuffer();
  const context = new OfflineAudioContext(1, 8 * rate, rate);
  await context.audioWorklet.addModule(module);
  const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(bytes) });
  const node = new AudioWorkletNode(context, SPEECH_PROCESSOR, { numberOfOutputs: 0 });
  const told: string[] = [];
  node.port.onmessage = ({ data }: MessageEvent<SpeechReport>) => told.push(data.type);
  source.connect(new GainNode(context, { gain })).connect(node);
  const noise = room(context, 8);
  noise.connect(node);
  noise.start();
  source.start(1);
  await context.startRendering();
  // What it posted last is delivered before what is asked for now.
  while (told.at(-1) !== 'end') await new Promise((resolve) => setTimeout(resolve));
  return told;
};

describe('speech worklet', () => {
  for (const rate of [44_100, 48_000]) {
    for (const gain of [1, 0.25, 0.1]) {
      it(`hears one sentence with its pauses as one (${rate} Hz, ${20 * Math.log10(gain)} dB)`, async () => {
        expect(await heardAt(rate, gain)).to.deep.equal(['start', 'end']);
      });
    }
  }
});
