import { int16ToFloat } from './pcm.ts';

/** Chunks shorter than this are gathered: as many one-sample chunks as there are would cost a hundred times their size. */
const GATHER_BELOW = 240;
const GATHER_SIZE = 1024;

/**
 * The audio that waits to be played: 16-bit chunks in, floats out.
 *
 * Chunks are kept by reference, except small ones. The answer is made faster than it is spoken, in bursts of many
 * seconds, so the bound is a length of audio and not a number of chunks.
 */
export class SampleQueue {
  readonly #capacity: number;
  /** A ring of chunks; its length is a power of two and it doubles when it is full. */
  #ring: (Int16Array | undefined)[] = new Array<Int16Array | undefined>(64).fill(undefined);
  #head = 0;
  #count = 0;
  /** How much of the first chunk has been read. */
  #offset = 0;
  #length = 0;
  /** Where small chunks are gathered, when the last chunk is such a place, and how much of it is filled. */
  #gather: Int16Array | undefined;
  #gathered = 0;

  /** @param capacity The most samples kept. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Samples waiting. */
  get length(): number {
    return this.#length;
  }

  /** Appends a chunk. A chunk that would exceed the capacity is refused as a whole: `false`. */
  push(chunk: Int16Array): boolean {
    if (this.#length + chunk.length > this.#capacity) return false;
    if (chunk.length === 0) return true;
    if (chunk.length < GATHER_BELOW) this.#append(chunk);
    else {
      this.#close();
      this.#add(chunk);
    }
    this.#length += chunk.length;
    return true;
  }

  /**
   * Takes samples out, at most `count`, as floats.
   *
   * @returns how many were written
   */
  read(output: Float32Array, outputOffset: number, count: number): number {
    const total = Math.min(count, this.#length);
    for (let done = 0; done < total;) {
      const length = Math.min(this.#available(), total - done);
      int16ToFloat(this.#first(), this.#offset, length, output, outputOffset + done);
      this.#advance(length);
      done += length;
    }
    return total;
  }

  /** Takes the next samples out, at most `count`, as they are. */
  take(count: number): Int16Array {
    const samples = new Int16Array(Math.max(0, Math.min(count, this.#length)));
    for (let done = 0; done < samples.length;) {
      const length = Math.min(this.#available(), samples.length - done);
      samples.set(this.#first().subarray(this.#offset, this.#offset + length), done);
      this.#advance(length);
      done += length;
    }
    return samples;
  }

  /** Drops everything. */
  clear(): void {
    this.#ring.fill(undefined);
    this.#head = 0;
    this.#count = 0;
    this.#offset = 0;
    this.#length = 0;
    this.#gather = undefined;
  }

  #first(): Int16Array {
    return this.#ring[this.#head] as Int16Array;
  }

  /** What is left of the first chunk. */
  #available(): number {
    const first = this.#first();
    return (first === this.#gather ? this.#gathered : first.length) - this.#offset;
  }

  #advance(length: number): void {
    this.#length -= length;
    if (length < this.#available()) {
      this.#offset += length;
      return;
    }
    if (this.#first() === this.#gather) this.#gather = undefined;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#count -= 1;
    this.#offset = 0;
  }

  #append(chunk: Int16Array): void {
    if (this.#gather === undefined || this.#gathered + chunk.length > GATHER_SIZE) {
      this.#close();
      this.#gather = new Int16Array(GATHER_SIZE);
      this.#gathered = 0;
      this.#add(this.#gather);
    }
    this.#gather.set(chunk, this.#gathered);
    this.#gathered += chunk.length;
  }

  /** Ends the gathering: the place becomes a chunk as long as what is in it. */
  #close(): void {
    if (this.#gather === undefined) return;
    const last = (this.#head + this.#count - 1) & (this.#ring.length - 1);
    this.#ring[last] = this.#gather.subarray(0, this.#gathered);
    this.#gather = undefined;
  }

  #add(chunk: Int16Array): void {
    if (this.#count === this.#ring.length) {
      const first = this.#ring.splice(0, this.#head);
      this.#ring = this.#ring.concat(first, new Array<Int16Array | undefined>(this.#count).fill(undefined));
      this.#head = 0;
    }
    this.#ring[(this.#head + this.#count) & (this.#ring.length - 1)] = chunk;
    this.#count += 1;
  }
}
