import { INPUT_RATE, OUTPUT_RATE } from './assumptions/index.ts';
import { resampleAll } from './resample.ts';
import type { Answer } from './answer.ts';
import type { Turn } from './turn.ts';

/** An answer that can be delivered: what is heard, and the words of it. */
export interface Rendered {
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

/** Makes the sound of an answer. Rejects when the voice fails. */
export const render = async (
  answer: Exclude<Answer, { kind: 'none' | 'call' }>,
  turn: Turn,
  voice: (text: string) => Int16Array | Promise<Int16Array>,
): Promise<Rendered> => {
  const spoken = (text: string): readonly string[] => deltasOf(answer.spoken ?? text);
  switch (answer.kind) {
    case 'say':
      return { audio: await voice(answer.text), deltas: spoken(answer.text) };
    case 'tone':
      return { audio: sine(answer.hz, answer.seconds, answer.amplitude ?? 0.5), deltas: spoken('') };
    case 'audio':
      return { audio: pcmOf(answer.base64), deltas: spoken('') };
    case 'parrot':
      return turn.audio.length === 0
        ? { audio: await voice(turn.text), deltas: spoken(turn.text) }
        : { audio: resampleAll(turn.audio, INPUT_RATE, OUTPUT_RATE), deltas: spoken('') };
  }
};
