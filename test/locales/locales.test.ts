import { expect } from '@open-wc/testing';
import { ar } from '../../src/locales/ar.ts';
import { de } from '../../src/locales/de.ts';
import { en } from '../../src/locales/en.ts';
import { loadLocale } from '../../src/locales/load-locale.ts';
import { allTerms } from '../../src/locales/more/all-terms.ts';
import { ar as moreAr } from '../../src/locales/more/ar.ts';
import { de as moreDe } from '../../src/locales/more/de.ts';
import { en as moreEn } from '../../src/locales/more/en.ts';
import { localeChain, registeredLocale, registerLocale } from '../../src/locales/registry.ts';
import { withOverrides, type Terms } from '../../src/locales/terms.ts';

/** Every string of a locale under its path; functions by what they return. */
const stringsOf = (terms: Terms): Map<string, string> => {
  const strings = new Map<string, string>();
  for (const [key, term] of Object.entries(terms)) {
    if (typeof term === 'string') strings.set(key, term);
  }
  strings.set('speaker user', terms.speaker('user')).set('speaker model', terms.speaker('model'));
  for (const [code, { what, remedy }] of Object.entries(terms.errors)) {
    strings.set(`${code} what`, what).set(`${code} remedy`, remedy);
  }
  return strings;
};

describe('locales', () => {
  it('explain eighteen errors', () => {
    expect(Object.keys(en.errors)).to.have.lengthOf(18);
  });

  for (const terms of [de, ar]) {
    it(`${terms.lang} has every term, and none in English`, () => {
      const english = stringsOf(en);
      const own = stringsOf(terms);
      expect([...own.keys()]).to.have.members([...english.keys()]);
      for (const [key, text] of own) {
        expect(text.trim(), key).to.not.equal('');
        expect(text, key).to.not.equal(english.get(key));
      }
    });

    it(`${terms.lang} is found by its tag`, async () => {
      expect(await loadLocale(terms.lang)).to.equal(terms);
    });
  }

  it('has nothing for a language it does not know', async () => {
    expect(await loadLocale('tlh')).to.equal(undefined);
  });
});

describe('localeChain()', () => {
  const CHAINS: readonly [string, readonly string[]][] = [
    ['en', ['en']],
    ['zh-Hant-TW', ['zh-hant-tw', 'zh-hant', 'zh']],
    ['pt_BR', ['pt-br', 'pt']],
    ['de-u-co-phonebk', ['de-u-co-phonebk', 'de-u-co', 'de']],
    ['', []],
  ];
  for (const [tag, chain] of CHAINS) {
    it(`of "${tag}" is ${chain.join(', ') || 'empty'}`, () => {
      expect(localeChain(tag)).to.deep.equal(chain);
    });
  }
});

describe('registry', () => {
  it('is one for all copies of the module in a realm', () => {
    registerLocale({ ...en, lang: 'x-Test' });
    expect(registeredLocale('X-TEST')?.lang).to.equal('x-Test');
    const shared: unknown = Reflect.get(globalThis, Symbol.for('gemini-live.locales'));
    expect(shared).to.be.instanceOf(Map);
    expect((shared as Map<string, Terms>).has('x-test')).to.equal(true);
  });
});

describe('withOverrides()', () => {
  it('replaces single terms and single errors', () => {
    const network = { what: 'Gone.', remedy: 'Come back.' };
    const terms = withOverrides(en, { start: 'Go', errors: { network } });
    expect(terms.start).to.equal('Go');
    expect(terms.end).to.equal(en.end);
    expect(terms.errors.network).to.equal(network);
    expect(terms.errors.quota).to.equal(en.errors.quota);
    expect(en.start).to.equal('Start talking');
  });
});

describe('the words of what only some conversations show', () => {
  /** Every string under its path; functions by what they return. */
  const flat = (words: object, path = ''): readonly (readonly [string, string])[] =>
    Object.entries(words).flatMap(([key, word]: [string, unknown]) => {
      if (typeof word === 'object' && word !== null) return flat(word, `${path}${key} `);
      const text: unknown = typeof word === 'function' ? (word as (name: string) => unknown)('x') : word;
      return [[path + key, String(text)] as const];
    });

  for (const [terms, more] of [
    [de, moreDe],
    [ar, moreAr],
  ] as const) {
    it(`${terms.lang} has them all, and hardly one in English`, () => {
      const english = new Map(flat(moreEn));
      const own = flat(more);
      expect(own.map(([key]) => key)).to.have.members([...english.keys()]);
      const same = own.filter(([key, text]) => text.trim() === '' || text === english.get(key));
      // Words that German has from English.
      expect(same.map(([, text]) => text)).to.deep.equal(
        terms.lang === 'de' ? ['Tokens', 'Text', 'Video'] : [],
      );
    });
  }

  it('come from the locale’s own terms before the element’s, and from the page before both', () => {
    const more = { ...moreEn, allow: 'Ja' };
    expect(allTerms(de).allow).to.equal(moreDe.allow);
    expect(allTerms({ ...de, lang: 'de-AT' }).allow).to.equal(moreDe.allow);
    expect(allTerms({ ...de, more }).allow).to.equal('Ja');
    expect(allTerms(withOverrides({ ...de, more }, { allow: 'Nur zu' })).allow).to.equal('Nur zu');
    expect(allTerms(withOverrides(de, { start: 'Los' })).start).to.equal('Los');
    expect(allTerms({ ...en, lang: 'constructor' }).allow).to.equal(moreEn.allow);
    expect(allTerms(de)).to.equal(allTerms(de));
  });
});
