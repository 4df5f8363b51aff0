import { brief, isMarked } from '../core/say.ts';
import type { Parts } from './parts.ts';

/** Nobody waits longer for a sentence that only says why something went wrong, ms. */
const WITHIN_MS = 3000;

/**
 * Calls back with `message` written out: at once when there is nothing to write out, else when the sentences are here.
 * Without them (the network is often what is wrong) their names have to do.
 */
export const explained = (
  message: string,
  parts: Pick<Parts, 'loadExplanations'>,
  tell: (sentence: string) => void,
): void => {
  if (!isMarked(message)) return tell(message);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, WITHIN_MS);
  });
  void Promise.race([parts.loadExplanations(), late])
    .then(
      ({ explain }) => explain(message),
      () => brief(message),
    )
    .then((sentence) => {
      clearTimeout(timer);
      tell(sentence);
    });
};

/** The same for those who can wait. */
export const sentenceOf = ({ message }: Error, parts: Pick<Parts, 'loadExplanations'>): Promise<string> =>
  new Promise((resolve) => explained(message, parts, resolve));
