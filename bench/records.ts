import type { SocketLog, TapRecord } from './messages.ts';

/** What a tap recorded, as it arrives here: `flushes` are samples of the record. */
export type TapTrack = TapRecord;

/** All that was recorded on a page. */
export interface PageRecord {
  readonly log: SocketLog;
  readonly taps: readonly TapTrack[];
}

type Facts = Omit<TapTrack, 'heard' | 'spoken'> & { readonly length: number };

/** Reads the body that `instruments.take` posts. */
export const readRecord = (body: Buffer): PageRecord => {
  const jsonLength = body.readUInt32LE(0);
  const { log, taps } = JSON.parse(body.toString('utf8', 4, 4 + jsonLength)) as {
    log: SocketLog;
    taps: Facts[];
  };
  let at = 4 + jsonLength;
  const samples = (length: number): Float32Array => {
    const bytes = Uint8Array.from(body.subarray(at, at + 4 * length));
    at += 4 * length;
    return new Float32Array(bytes.buffer);
  };
  return {
    log,
    taps: taps.map(({ length, ...facts }) => ({
      ...facts,
      flushes: facts.flushes.map((frame) => frame - facts.startFrame),
      heard: samples(length),
      spoken: samples(length),
    })),
  };
};

/** The tap that heard something, or that has heard a microphone. */
export const tapWith = (record: PageRecord, side: 'heard' | 'spoken'): TapTrack => {
  const tap = record.taps.find((one) => one[side].some((sample) => sample !== 0));
  if (!tap) throw new Error(`No tap has ${side} anything.`);
  return tap;
};

/**
 * Wall clock at which a sample of the record was rendered, to the millisecond: that of its quantum. A context renders in
 * bursts, so that this is not a straight line.
 */
export const wallClockOf = ({ clock, startFrame }: TapTrack): ((sample: number) => number) => {
  return (sample) => {
    const frame = startFrame + sample;
    let low = 0;
    let high = clock.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((clock[middle]?.[0] ?? Infinity) <= frame) low = middle;
      else high = middle;
    }
    return clock[low]?.[1] ?? NaN;
  };
};
