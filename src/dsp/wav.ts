/** How a WAV file's samples lie in it. */
export interface WavFormat {
  /** Hz. */
  readonly rate: number;
  readonly channels: number;
  readonly kind: 'integer' | 'float';
  /** Bytes of one sample of one channel. */
  readonly sampleBytes: number;
  /** Bytes of one sample of all channels. */
  readonly frameBytes: number;
}

/** Bytes of {@link wavHeader}. */
export const WAV_HEADER_BYTES = 44;

const PCM = 1;
const FLOAT = 3;
/** The real tag is the beginning of a GUID. */
const EXTENSIBLE = 0xfffe;

/** What sound cards and files have; beyond it the filter would be absurdly long or the file is none. */
const LOWEST_RATE = 1000;
const HIGHEST_RATE = 768_000;

/**
 * Reads a `fmt ` chunk's content. `undefined` when it is none that {@link wavToMono} reads: integers of 8, 16, 24 and 32 bit
 * and floats of 32 and 64 bit, any rate from 1 to 768 kHz, any number of channels.
 */
export const readWavFormat = (chunk: DataView): WavFormat | undefined => {
  if (chunk.byteLength < 16) return undefined;
  const given = chunk.getUint16(0, true);
  const tag = given === EXTENSIBLE && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : given;
  const channels = chunk.getUint16(2, true);
  const rate = chunk.getUint32(4, true);
  const frameBytes = chunk.getUint16(12, true);
  const sampleBytes = frameBytes / channels;
  const kind = tag === PCM ? 'integer' : tag === FLOAT ? 'float' : undefined;
  const sizes = kind === 'float' ? [4, 8] : [1, 2, 3, 4];
  if (!kind || !sizes.includes(sampleBytes) || rate < LOWEST_RATE || rate > HIGHEST_RATE) return undefined;
  return { rate, channels, kind, sampleBytes, frameBytes };
};

/** Reads whole frames as floats, −1 ≤ x < 1, the channels averaged; returns how many there are. Not a number becomes 0. */
export const wavToMono = (format: WavFormat, bytes: DataView, output: Float32Array): number => {
  const { channels, frameBytes, sampleBytes } = format;
  const read = readerOf(format);
  const frames = Math.floor(bytes.byteLength / frameBytes);
  for (let frame = 0; frame < frames; frame += 1) {
    let sum = 0;
    for (let c = 0; c < channels; c += 1) sum += read(bytes, frame * frameBytes + c * sampleBytes);
    output[frame] = sum / channels || 0;
  }
  return frames;
};

type ReadSample = (bytes: DataView, at: number) => number;

const readerOf = ({ kind, sampleBytes }: WavFormat): ReadSample => {
  if (kind === 'float') {
    return sampleBytes === 4
      ? (bytes, at) => bytes.getFloat32(at, true)
      : (bytes, at) => bytes.getFloat64(at, true);
  }
  switch (sampleBytes) {
    case 1:
      return (bytes, at) => (bytes.getUint8(at) - 128) / 128;
    case 2:
      return (bytes, at) => bytes.getInt16(at, true) / 2 ** 15;
    case 3:
      return (bytes, at) => (bytes.getInt16(at + 1, true) * 256 + bytes.getUint8(at)) / 2 ** 23;
    default:
      return (bytes, at) => bytes.getInt32(at, true) / 2 ** 31;
  }
};

/** The header of a WAV file of 16-bit mono samples that follow it. */
export const wavHeader = (rate: number, dataBytes: number): Uint8Array<ArrayBuffer> => {
  const view = new DataView(new ArrayBuffer(WAV_HEADER_BYTES));
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i += 1) view.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return new Uint8Array(view.buffer);
};
