import { NOTHING, sum, type Consumption } from './usage.ts';

/** One stretch of the conversation that the model remembers. */
export interface ContextEntry {
  /** `tool`: what functions returned; the conversation may not begin with it when it is shortened. */
  readonly by: 'user' | 'model' | 'tool';
  /** As far as it is known as text. */
  readonly text: string;
  readonly consumption: Consumption;
}

/**
 * What the model remembers. A value: whoever keeps one keeps that moment, which is how a resumption handle costs nothing
 * until it is used.
 */
export interface ContextWindow {
  readonly entries: readonly ContextEntry[];
  /** Of all entries. */
  readonly total: Consumption;
  /** How many entries the sliding window has dropped so far. */
  readonly dropped: number;
}

export const EMPTY_CONTEXT: ContextWindow = { entries: [], total: NOTHING, dropped: 0 };

/** The window with one more entry at its end. */
export const extended = ({ entries, total, dropped }: ContextWindow, entry: ContextEntry): ContextWindow => ({
  entries: [...entries, entry],
  // BEHAVIOURS.thoughtsNotKept
  total: { ...sum(total, entry.consumption), thoughtCharacters: 0, toolUseTokens: 0 },
  dropped,
});

/**
 * The window without its oldest entries: as many are dropped as it takes until `fits` holds and it begins at a user's turn
 * (`BEHAVIOURS.beginsAtUser`). The last turn of the user's, and what follows it, stays in any case.
 */
export const shortened = (
  { entries, dropped }: ContextWindow,
  fits: (total: Consumption) => boolean,
): ContextWindow => {
  const lastUser = entries.findLastIndex(({ by }) => by === 'user');
  const totals: Consumption[] = []; // of the entries from an index on
  entries.reduceRight((total, { consumption }, index) => {
    const from = { ...sum(total, consumption), thoughtCharacters: 0, toolUseTokens: 0 };
    totals[index] = from;
    return from;
  }, NOTHING);
  let from = 0;
  while (from < lastUser && !(fits(totals[from] ?? NOTHING) && entries[from]?.by === 'user')) from += 1;
  return { entries: entries.slice(from), total: totals[from] ?? NOTHING, dropped: dropped + from };
};
