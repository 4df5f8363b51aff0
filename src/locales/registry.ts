import type { Terms } from './terms.ts';

/** Two copies of the element on one page (a CDN file and a bundle) share their locales through this key. */
const REGISTRY = Symbol.for('gemini-live.locales');

type LocaleRegistry = Map<string, Terms>;

const registry = (): LocaleRegistry => {
  const realm = globalThis as { [REGISTRY]?: LocaleRegistry };
  return (realm[REGISTRY] ??= new Map());
};

/**
 * The tags to try for a BCP-47 tag, most exact first, in lower case: `zh-Hant-TW` gives `zh-hant-tw`, `zh-hant`, `zh`.
 * A single letter opens an extension and is never tried on its own end (RFC 4647 §3.4).
 */
export const localeChain = (tag: string): readonly string[] => {
  const parts = tag.toLowerCase().replaceAll('_', '-').split('-').filter(Boolean);
  const chain: string[] = [];
  while (parts.length > 0) {
    if (parts.at(-1)?.length !== 1) chain.push(parts.join('-'));
    parts.pop();
  }
  return chain;
};

/** Makes the terms known to every element in this realm, under their own `lang`. The last registration wins. */
export const registerLocale = (terms: Terms): void => {
  registry().set(terms.lang.toLowerCase(), terms);
};

/** The terms registered for exactly this tag. */
export const registeredLocale = (tag: string): Terms | undefined => registry().get(tag.toLowerCase());
