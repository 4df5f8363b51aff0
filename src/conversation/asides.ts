import type { Content } from '@google/genai/web';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { Kept } from './context-messages.ts';

/** What the page told the model beside what is said. */
export interface Aside {
  readonly turns: readonly Content[];
  /** Id of the last utterance before it. */
  readonly after: string | undefined;
  readonly characters: number;
}

/** What is kept at most, as JSON: a session takes no more in one message. The newest count. */
const MOST_CHARACTERS = 4_000_000;

/** It goes out now, and was said after that utterance. A session that the service does not remember is told of it again. */
export const keepAside = (kept: Kept, turns: readonly Content[], after: string | undefined): void => {
  if (turns.length === 0) return;
  const aside = { turns, after, characters: JSON.stringify(turns).length };
  const asides = [...(kept.asides ?? []), aside];
  let sum = asides.reduce((all, { characters }) => all + characters, 0);
  while (sum > MOST_CHARACTERS) sum -= asides.shift()?.characters ?? sum;
  kept.asides = asides;
  kept.seed = seedWith;
};

/** What was said, with the asides in their places. */
const seedWith = (said: readonly TranscriptEntry[], asides: readonly Aside[] = []): readonly unknown[] => {
  const seed: unknown[] = [];
  const isIn = ({ after }: Aside): boolean => said.some(({ id }) => id === after);
  const tell = (which: (aside: Aside) => boolean): unknown =>
    seed.push(...asides.filter(which).flatMap(({ turns }) => turns));
  tell(({ after }) => after === undefined);
  for (const entry of said) {
    seed.push(entry);
    tell(({ after }) => after === entry.id);
  }
  // The utterance before it is not among them: it was the last.
  tell((aside) => aside.after !== undefined && !isIn(aside));
  return seed;
};
