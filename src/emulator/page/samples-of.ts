import type { Sound } from '../recording/frame-content.ts';

/** The 16-bit little-endian samples of a piece of PCM. Half a sample at the end is left out. */
export const samplesOf = ({ base64 }: Pick<Sound, 'base64'>): Int16Array => {
  const bytes = Buffer.from(base64, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Int16Array(bytes.length >> 1);
  for (let index = 0; index < samples.length; index += 1) samples[index] = view.getInt16(2 * index, true);
  return samples;
};
