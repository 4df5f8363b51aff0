import { contentOf, soundsIn } from '../recording/frame-content.ts';
import { readLine } from '../recording/read-lines.ts';
import { concat } from '../listening/samples.ts';
import type { Side } from '../recording/format.ts';
import type { ConnectionLog } from './connection-log.ts';
import { samplesOf } from './samples-of.ts';
import { wavOf } from './wav.ts';

/** Most that one file holds, s. */
const MAX_SECONDS = 1_800;

/** The samples of a piece as its line in the recording has them; silence of the same length when they are gone. */
const readSamples = (
  log: ConnectionLog,
  from: Side,
  place: Parameters<NonNullable<ConnectionLog['file']>['read']>[0] | undefined,
): Int16Array[] => {
  const line = place && log.file?.read(place);
  if (line === undefined) return [];
  const entry = readLine(line);
  return 'data' in entry ? soundsIn(from, contentOf(entry.data)).map(samplesOf) : [];
};

/**
 * A stretch of a connection's audio as a WAV file, read from the recording; `undefined` when nothing of it is left. At the
 * rate of its first frame: a stretch in which the rate changes ends there.
 */
export const soundOf = (log: ConnectionLog, from: Side, start: number, end: number): Buffer | undefined => {
  const pieces = log.tracks[from].piecesBetween(start, Math.min(end, start + MAX_SECONDS));
  const [first] = pieces;
  if (!first) return undefined;
  const change = pieces.findIndex(({ rate }) => rate !== first.rate);
  const same = change < 0 ? pieces : pieces.slice(0, change);
  // A frame with several parts is several pieces at one place: it is read once.
  const places = [...new Set(same.map(({ place }) => place))];
  const samples = concat(places.flatMap((place) => readSamples(log, from, place)));
  if (samples.length === 0) return undefined;
  const at = Math.max(0, Math.round((start - first.start) * first.rate));
  const length = Math.round((Math.min(end, start + MAX_SECONDS) - Math.max(start, first.start)) * first.rate);
  return wavOf(samples.subarray(at, at + length), first.rate);
};
