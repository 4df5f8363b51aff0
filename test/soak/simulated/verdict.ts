import { Excuses, type Notice } from './excuses.ts';

/** What was seen of a frame where it left. */
export interface Wire {
  /** When it last went out on any line; nothing where it never did. */
  readonly lastSent: (frame: string) => number | undefined;
  /** It went out twice on one line. */
  readonly sentTwice: (frame: string) => boolean;
}

/** Something that the visitor said. */
export interface Utterance {
  readonly number: number;
  readonly kind: 'spoken' | 'typed';
  /** Of a spoken one; a typed one counts as one. */
  readonly frames: number;
  /** Of a spoken one: how much voice is missing with a frame, ms. */
  readonly frameMs: number;
  /** Ms since the beginning. */
  readonly at: number;
  /** Absent where nobody looked. */
  readonly wire?: Wire;
}

export interface Verdict {
  readonly utterances: number;
  readonly lost: readonly string[];
  /** Lost, and the page was told. */
  readonly announced: readonly string[];
  readonly doubled: readonly string[];
  /** Doubled, and marked as sent again. */
  readonly marked: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Heard whole and once, in more than one turn. */
  readonly torn: readonly string[];
}

interface Heard {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The service took it over from a line that was gone, and put it where it chose. */
  readonly takenOver: boolean;
}

const heardOf = (word: string): Heard => {
  const takenOver = word.startsWith('~');
  const [name = '', range] = word.slice(takenOver ? 1 : 0).split(':');
  const [from = 0, to = 0] = (range ?? '0-0').split('-').map(Number);
  return { name, from, to, takenOver };
};

/**
 * How often each frame of an utterance was heard, and the place of each where it was heard first (-1: never); what was taken over counts
 * for that only where it did not come again.
 */
const countsOf = (name: string, frames: number, heard: readonly Heard[]) => {
  const counts = new Array<number>(frames).fill(0);
  const places = new Array<number>(frames).fill(-1);
  const takenOver = new Set<number>();
  for (const [place, piece] of heard.entries()) {
    if (piece.name !== name) continue;
    for (let index = piece.from; index <= piece.to; index += 1) {
      if (counts[index] === 0 || (takenOver.has(index) && !piece.takenOver)) {
        places[index] = place;
        if (piece.takenOver) takenOver.add(index);
        else takenOver.delete(index);
      }
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return { counts, places };
};

/**
 * The one place that says how strict the proof is. An utterance is kept when the session that the visitor ends in knows all of it; lost
 * when a frame of it is missing there; doubled when a frame is there twice, or went out twice on one line, whatever came of that. What
 * the notices excuse stands in `excuses.ts`.
 *
 * Out of order is an utterance of which a frame is heard for the first time before one of its own that precedes it, or before any of an
 * utterance that was said earlier. Hearings after the first do not count: what goes out again on a new line comes after what the session
 * had known, in its old order, and whether it may is judged as a doubling. Nor does what the service took over from a line that was gone
 * and heard whole later: where it put that is not the client's doing.
 */
export const judge = (
  said: readonly Utterance[],
  known: readonly string[],
  notices: readonly Notice[],
): Verdict => {
  const heard = known.map(heardOf);
  const excuses = new Excuses(notices);
  const lost: string[] = [];
  const announced: string[] = [];
  const doubled: string[] = [];
  const marked: string[] = [];
  const outOfOrder: string[] = [];
  const torn: string[] = [];
  let last = -1;
  for (const { at, frameMs, frames, kind, number, wire } of said) {
    const name = `${kind === 'typed' ? 'u' : 'v'}${number}`;
    const { counts, places } = countsOf(name, frames, heard);
    const frameOf = (index: number): string => `${name}:${index}`;
    const missing = counts.flatMap((count, index) => {
      const frame = frameOf(index);
      return count > 0 ? [] : [{ frame, since: wire?.lastSent(frame) ?? at + index * frameMs }];
    });
    const excess = counts.flatMap((count, index) =>
      count > 1 ? [{ frame: frameOf(index), times: count - 1 }] : [],
    );
    // What is typed is never given up: a notice of a loss is of voice.
    if (missing.length > 0)
      (kind === 'spoken' && excuses.loss(missing, frameMs) ? announced : lost).push(name);
    const sentTwice = counts.some((_, index) => wire?.sentTwice(frameOf(index)));
    if (sentTwice || excess.length > 0)
      (!sentTwice && excuses.doubling(at, excess) ? marked : doubled).push(name);
    const came = places.filter((place) => place >= 0);
    if (came.some((place, index) => place < (came[index - 1] ?? last))) outOfOrder.push(name);
    last = Math.max(last, ...came);
    if (missing.length + excess.length === 0 && new Set(places).size > 1) torn.push(name);
  }
  return { utterances: said.length, lost, announced, doubled, marked, outOfOrder, torn };
};

/** Whether a verdict proves what is claimed. */
export const isClean = ({ lost, doubled, outOfOrder, torn }: Verdict): boolean =>
  lost.length + doubled.length + outOfOrder.length + torn.length === 0;
