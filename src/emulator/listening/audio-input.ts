import { endianness } from 'node:os';
import { INPUT_RATE, INPUT_RATE_RANGE } from '../assumptions/index.ts';
import type { MediaBlob } from '../protocol/client-message.ts';
import { refusal } from '../protocol/protocol-error.ts';
import { StreamResampler } from './resample.ts';

/** A frame of audio as it came: 16-bit samples at the rate that it declares. */
export interface AudioFrame {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** What nearly every frame says. */
const NATIVE = `audio/pcm;rate=${INPUT_RATE}`;

/** `audio/pcm` with its rate; `undefined` for any other type. */
const rateOf = (mimeType: string): number | undefined => {
  if (mimeType === NATIVE) return INPUT_RATE;
  const [type = '', ...parameters] = mimeType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'audio/pcm') return undefined;
  const rate = parameters
    .map((parameter) => /^rate=(\d{1,6})$/.exec(parameter)?.[1])
    .find((one) => one !== undefined);
  const declaresBadly = rate === undefined && parameters.some((parameter) => parameter.startsWith('rate'));
  return declaresBadly ? undefined : Number(rate ?? INPUT_RATE);
};

/** Little-endian bytes as samples: the same memory where the machine allows it, because every frame comes by here. */
const samplesOf = (bytes: Buffer): Int16Array => {
  const length = bytes.length / 2;
  if (endianness() === 'LE' && bytes.byteOffset % 2 === 0) {
    return new Int16Array(bytes.buffer, bytes.byteOffset, length);
  }
  const samples = new Int16Array(length);
  for (let index = 0; index < length; index += 1) samples[index] = bytes.readInt16LE(index * 2);
  return samples;
};

/**
 * Reads a frame; its samples may be the memory of `data`, which is not to change any more. Throws `ProtocolError` 1007 for another type than PCM, a rate out of range, and half a sample.
 */
export const readAudio = ({ data, mimeType }: MediaBlob): AudioFrame => {
  const rate = rateOf(mimeType ?? '');
  const [lowest, highest] = INPUT_RATE_RANGE;
  if (rate === undefined || rate < lowest || rate > highest) throw refusal('audioFormat');
  const bytes = data ?? Buffer.alloc(0);
  if (bytes.length % 2 !== 0) throw refusal('audioFormat');
  return { rate, samples: samplesOf(bytes) };
};

/** Brings frames of any rate to the 16 kHz that the rest works with. */
export class AudioInput {
  #resampler: StreamResampler | undefined;

  native({ rate, samples }: AudioFrame): Int16Array {
    if (rate === INPUT_RATE) return samples;
    if (this.#resampler?.inputRate !== rate) this.#resampler = new StreamResampler(rate, INPUT_RATE);
    return this.#resampler.push(samples);
  }
}
