import type { Sentences } from './explanations/explain.ts';

/** Name of a sentence for developers; the sentences themselves are in `explanations/`, which loads when one is due. */
export type SentenceId = keyof Sentences;

/** What a sentence is told: as many details as it takes, none where it is the same each time. */
type Details<Id extends SentenceId> = Sentences[Id] extends (
  ...details: infer Each extends string[]
) => string
  ? { readonly [Place in keyof Each]: string | number }
  : readonly [];

/** Around a sentence and between its details. No text from outside holds them: `quote` takes control characters out. */
const BEGIN = '\u0001';
const NEXT = '\u0002';
const END = '\u0003';

/**
 * Stands for a sentence in `message` of a failure or warning, until `explain` writes it out. A detail may be such a mark
 * itself. Text from outside has been through `quote` or `show` before it becomes a detail: a mark is never a secret.
 */
export const say = <Id extends SentenceId>(id: Id, ...details: Details<Id>): string =>
  BEGIN + [id, ...details].join(NEXT) + END;

/** Whether there is something for `explain` to do. */
export const isMarked = (text: string): boolean => text.includes(BEGIN);

/** The names and details alone, for when the sentences cannot be had. */
export const brief = (text: string): string => text.replace(/[\u0001-\u0003]+/g, ' ').trim();
