import type { Terms } from './terms.ts';

/** Fetches the terms of one tag, or `undefined` when there are none. Rejections count as "none". */
export type LoadLocale = (tag: string) => Promise<Terms | undefined>;

/** The locales that come with the element: one lazy file each. English is built in and needs none. */
export const loadLocale: LoadLocale = async (tag) => {
  switch (tag) {
    case 'ar':
      return (await import('./ar.ts')).ar;
    case 'de':
      return (await import('./de.ts')).de;
    default:
      return undefined;
  }
};
