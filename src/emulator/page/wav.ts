const HEADER_BYTES = 44;

/** 16-bit mono samples as a WAV file. */
export const wavOf = (samples: Int16Array, rate: number): Buffer => {
  const bytes = Buffer.alloc(HEADER_BYTES + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16); // length of the format
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // channels
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28); // bytes a second
  bytes.writeUInt16LE(2, 32); // bytes a sample of all channels
  bytes.writeUInt16LE(16, 34); // bits
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, index) => bytes.writeInt16LE(sample, HEADER_BYTES + 2 * index));
  return bytes;
};
