/** Something that the visitor said, and where the page was told that it might be lost, or sent again. */
export interface Utterance {
  readonly number: number;
  readonly kind: 'spoken' | 'typed';
  /** Of a spoken one; a typed one counts as one. */
  readonly frames: number;
  /** Ms since the beginning. */
  readonly at: number;
}

/** What the page was told about. */
export interface Notice {
  readonly at: number;
  /** What was sent once more on a new line; 0 where that was not said. */
  readonly again: number;
  /** What could not be kept; 0 where that was not said. */
  readonly lost: number;
}

/** A notice is of what was said at most so long before, ms: a line that is half open, a wait for the network, and attempts. */
const TOLD_WITHIN_MS = 120_000;

export interface Verdict {
  readonly utterances: number;
  readonly lost: readonly string[];
  /** Lost, and the page was told. */
  readonly announced: readonly string[];
  readonly doubled: readonly string[];
  /** Doubled, and marked as sent again. */
  readonly marked: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Heard whole, in more than one turn. */
  readonly torn: number;
}

interface Heard {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const heardOf = (word: string): Heard => {
  const [name = '', range] = word.split(':');
  const [from = 0, to = 0] = (range ?? '0-0').split('-').map(Number);
  return { name, from, to };
};

/**
 * The one place that says how strict the proof is. An utterance is kept when the session that the visitor ends in knows all of it; lost
 * when a frame of it is missing there; doubled when a frame is there twice; out of order when it begins before one that was said earlier.
 * A loss is announced by a notice with `lost` soon after the utterance began, a doubling marked by one with `again`.
 */
export const judge = (
  said: readonly Utterance[],
  known: readonly string[],
  notices: readonly Notice[],
): Verdict => {
  const heard = known.map(heardOf);
  const told = (at: number, of: (notice: Notice) => boolean): boolean =>
    notices.some((notice) => of(notice) && notice.at >= at && notice.at < at + TOLD_WITHIN_MS);
  const lost: string[] = [];
  const announced: string[] = [];
  const doubled: string[] = [];
  const marked: string[] = [];
  const outOfOrder: string[] = [];
  let torn = 0;
  let last = -1;
  for (const { at, frames, kind, number } of said) {
    const name = `${kind === 'typed' ? 'u' : 'v'}${number}`;
    const counts = new Array<number>(frames).fill(0);
    let pieces = 0;
    let first = -1;
    for (const [place, piece] of heard.entries()) {
      if (piece.name !== name) continue;
      pieces += 1;
      if (first < 0) first = place;
      for (let index = piece.from; index <= piece.to; index += 1) counts[index] = (counts[index] ?? 0) + 1;
    }
    if (counts.some((count) => count === 0)) {
      (told(at, ({ lost: some }) => some > 0) ? announced : lost).push(name);
    } else if (counts.every((count) => count === 1) && pieces > 1) torn += 1;
    if (counts.some((count) => count > 1)) {
      (told(at, ({ again }) => again > 0) ? marked : doubled).push(name);
    }
    if (first >= 0) {
      if (first < last) outOfOrder.push(name);
      last = Math.max(last, first);
    }
  }
  return { utterances: said.length, lost, announced, doubled, marked, outOfOrder, torn };
};

/** Whether a verdict proves what is claimed. */
export const isClean = ({ lost, doubled, outOfOrder }: Verdict): boolean =>
  lost.length + doubled.length + outOfOrder.length === 0;
