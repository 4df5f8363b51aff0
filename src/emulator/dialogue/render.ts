import { INPUT_RATE, OUTPUT_RATE } from '../assumptions/index.ts';
import { resampleAll } from '../listening/resample.ts';
import type { SpokenStep } from '../script/answer.ts';
import type { Turn } from '../script/turn.ts';

/** What is heard of an answer, and the words of it. */
export interface Sound {
  readonly kind: 'sound';
  /** 24 kHz mono. */
  readonly audio: Int16Array;
  /** Transcript deltas; spaces between words lead. */
  readonly deltas: readonly string[];
}

/** A text in pieces as the service sends them: each word with the space before it. */
export const deltasOf = (text: string | readonly string[]): readonly string[] =>
  typeof text === 'string' ? (text.match(/\s*\S+/g) ?? []) : text;

const sine = (hz: number, seconds: number, amplitude: number): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * OUTPUT_RATE) }, (_, index) =>
    Math.round(32767 * amplitude * Math.sin((2 * Math.PI * hz * index) / OUTPUT_RATE)),
  );

const pcmOf = (base64: string): Int16Array => {
  const bytes = Buffer.from(base64, 'base64');
  return Int16Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2));
};

/** Makes the sound of a step; `spoken` is its transcript when the script has its own. Rejects when the voice fails. */
export const render = async (
  step: SpokenStep,
  turn: Turn,
  voice: (text: string) => Int16Array | Promise<Int16Array>,
  spoken?: string | readonly string[],
): Promise<Sound> => {
  const sound = (audio: Int16Array, text: string): Sound => ({
    kind: 'sound',
    audio,
    deltas: deltasOf(spoken ?? text),
  });
  switch (step.kind) {
    case 'say':
      return sound(await voice(step.text), step.text);
    case 'tone':
      return sound(sine(step.hz, step.seconds, step.amplitude ?? 0.5), '');
    case 'audio':
      return sound(pcmOf(step.base64), '');
    case 'parrot':
      return turn.audio.length === 0
        ? sound(await voice(turn.text), turn.text)
        : sound(resampleAll(turn.audio, INPUT_RATE, OUTPUT_RATE), '');
  }
};
