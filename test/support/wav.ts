/** How a test's WAV file holds its samples. */
export interface WavShape {
  readonly rate: number;
  readonly bits: 8 | 16 | 24 | 32 | 64;
  readonly float?: boolean;
  /** The format is said in the long form, as files of more than 16 bits or two channels do. */
  readonly extensible?: boolean;
  /** Put between the format and the samples. */
  readonly chunk?: { readonly name: string; readonly bytes: number };
  /** What the header says of the samples' length, when that is not the truth. */
  readonly claimed?: number;
}

/** A WAV file of these channels, −1…1. */
export const wavFile = (channels: readonly Float32Array[], shape: WavShape): Blob => {
  const { bits, chunk, claimed, extensible = false, float = false, rate } = shape;
  const frames = channels[0]?.length ?? 0;
  const frameBytes = (channels.length * bits) / 8;
  const format = extensible ? 40 : 16;
  const extra = chunk ? 8 + chunk.bytes + (chunk.bytes % 2) : 0;
  const data = 12 + 8 + format + extra;
  const view = new DataView(new ArrayBuffer(data + 8 + frames * frameBytes));
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i += 1) view.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, format, true);
  const tag = float ? 3 : 1;
  view.setUint16(20, extensible ? 0xfffe : tag, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bits, true);
  if (extensible) view.setUint16(44, tag, true);
  if (chunk) {
    text(20 + format, chunk.name);
    view.setUint32(24 + format, chunk.bytes, true);
  }
  text(data, 'data');
  view.setUint32(data + 4, claimed ?? frames * frameBytes, true);
  for (let frame = 0; frame < frames; frame += 1) {
    channels.forEach((channel, c) => {
      const at = data + 8 + frame * frameBytes + (c * bits) / 8;
      write(view, at, channel[frame] ?? 0, bits, float);
    });
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
};

const write = (view: DataView, at: number, value: number, bits: number, float: boolean): void => {
  if (float) return bits === 32 ? view.setFloat32(at, value, true) : view.setFloat64(at, value, true);
  const scaled = Math.round(value * 2 ** (bits - 1));
  if (bits === 8) return view.setUint8(at, scaled + 128);
  if (bits === 16) return view.setInt16(at, scaled, true);
  if (bits === 32) return view.setInt32(at, scaled, true);
  view.setUint8(at, scaled & 255);
  return view.setInt16(at + 1, scaled >> 8, true);
};

/** A sample, −1…1, as µ-law (ITU-T G.711). */
const muLaw = (value: number): number => {
  const magnitude = Math.min(32_635, Math.round(Math.abs(value) * 32_768)) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~((value < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 255;
};

/** A mono WAV file whose samples are coded: what only the browser reads. */
export const codedWavFile = async (samples: Float32Array, rate: number): Promise<Blob> => {
  const bytes = new Uint8Array(await wavFile([samples], { rate, bits: 8 }).arrayBuffer());
  bytes[20] = 7;
  samples.forEach((sample, i) => (bytes[44 + i] = muLaw(sample)));
  return new Blob([bytes], { type: 'audio/wav' });
};

/** What a 16-bit mono WAV file says in its header, and its samples as −1…1. */
export const readWav = async (file: Blob) => {
  const view = new DataView(await file.arrayBuffer());
  const text = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
  const samples = new Int16Array(view.buffer.slice(44));
  return {
    tags: [text(0), text(8), text(12), text(36)],
    riffBytes: view.getUint32(4, true),
    formatBytes: view.getUint32(16, true),
    format: view.getUint16(20, true),
    channels: view.getUint16(22, true),
    rate: view.getUint32(24, true),
    bytesPerSecond: view.getUint32(28, true),
    frameBytes: view.getUint16(32, true),
    bits: view.getUint16(34, true),
    dataBytes: view.getUint32(40, true),
    fileBytes: view.byteLength,
    samples: Float32Array.from(samples, (sample) => sample / 32768),
  };
};
