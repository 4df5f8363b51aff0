/**
 * Sixteen-bit linear PCM, little-endian and mono, as the Live API speaks it both ways, against the −1…1 floats of Web
 * Audio. Full scale is 32768 on both sides of zero.
 */

const FULL_SCALE = 32768;

/**
 * Converts floats to 16-bit samples: clamped, never wrapped, and rounded half away from zero. Not a number becomes 0.
 *
 * @param from first sample of `input` to convert
 * @param length how many
 * @param output must have room for `length` samples from `outputOffset`
 */
export const floatToInt16 = (
  input: Float32Array,
  from: number,
  length: number,
  output: Int16Array,
  outputOffset: number,
): void => {
  for (let i = 0; i < length; i += 1) {
    const value = (input[from + i] as number) * FULL_SCALE;
    const clamped = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
    // The store truncates towards zero.
    output[outputOffset + i] = clamped < 0 ? clamped - 0.5 : clamped + 0.5;
  }
};

/**
 * Converts 16-bit samples to floats, −1 ≤ x < 1.
 *
 * @param from first sample of `input` to convert
 * @param length how many
 */
export const int16ToFloat = (
  input: Int16Array,
  from: number,
  length: number,
  output: Float32Array,
  outputOffset: number,
): void => {
  for (let i = 0; i < length; i += 1) output[outputOffset + i] = (input[from + i] as number) / FULL_SCALE;
};

/**
 * Turns a stream of little-endian bytes into samples. A sample may be cut in two by the end of a chunk: the odd byte is
 * kept for the next.
 */
export class PcmReader {
  #carry: number | undefined;

  /**
   * Reads a chunk. Where the bytes allow it the result is a view of their buffer, not a copy: do not write to the
   * buffer afterwards.
   */
  read(bytes: Uint8Array): Int16Array {
    const carried = this.#carry === undefined ? 0 : 1;
    const count = (bytes.length + carried) >> 1;
    const left = bytes.length + carried - 2 * count;
    const samples =
      carried === 0 && bytes.byteOffset % 2 === 0 && isLittleEndian()
        ? new Int16Array(bytes.buffer, bytes.byteOffset, count)
        : this.#assemble(bytes, count);
    if (left === 1) this.#carry = bytes.length === 0 ? this.#carry : bytes[bytes.length - 1];
    else this.#carry = undefined;
    return samples;
  }

  /** Forgets the odd byte: what follows is another stream. */
  reset(): void {
    this.#carry = undefined;
  }

  #assemble(bytes: Uint8Array, count: number): Int16Array {
    const samples = new Int16Array(count);
    let at = 0;
    for (let i = 0; i < count; i += 1) {
      const low = i === 0 && this.#carry !== undefined ? this.#carry : (bytes[at++] as number);
      samples[i] = low | ((bytes[at++] as number) << 8);
    }
    return samples;
  }
}

/** Whether typed arrays lie in memory as they go over the wire. Every engine of today says yes. */
const isLittleEndian = (): boolean => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
