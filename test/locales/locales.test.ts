import { expect } from '@open-wc/testing';
import { ar } from '../../src/locales/ar.ts';
import { de } from '../../src/locales/de.ts';
import { en } from '../../src/locales/en.ts';
import { loadLocale } from '../../src/locales/load-locale.ts';
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
