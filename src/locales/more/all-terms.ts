import type { MoreTerms, Terms } from '../terms.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** They load with what shows them: in the entry and the locales' files, every visitor would pay for them. */
const WORDS: Readonly<Record<string, MoreTerms>> = { ar, de, en };

/** Every word of the interface in one language, as far as there are such. */
export type AllTerms = Terms & MoreTerms;

const merged = new WeakMap<Terms, AllTerms>();

/**
 * English, over it the words that come with the element, over them those of the terms themselves, and last the page's own,
 * which stand among the other terms. The same object for the same terms.
 */
export const allTerms = (terms: Terms): AllTerms => {
  const known = merged.get(terms);
  if (known) return known;
  const [language = ''] = terms.lang.toLowerCase().split('-');
  const all: AllTerms = { ...en, ...WORDS[language], ...terms.more, ...terms };
  merged.set(terms, all);
  return all;
};
