import { expect } from '@open-wc/testing';
import type { Usage } from '../../../src/core/usage.ts';
import { HALF_CASCADE_VOICES, VOICES } from '../../../src/core/voices.ts';
import { de } from '../../../src/locales/de.ts';
import { extrasHost } from '../support/extras-host.ts';

const USAGE = {
  totalTokens: 12_345,
  byModality: { audio: { prompt: 9_000, response: 2_345 }, text: { prompt: 1_000, response: 0 } },
} as Usage;

describe('the choice of voices', () => {
  const open = async (state: 'idle' | 'listening' = 'idle') => {
    const host = await extrasHost({ state }, { offers: ['voice'] });
    return { host, select: () => host.find('voice-select') as HTMLSelectElement };
  };
  const names = (select: HTMLSelectElement): string[] => [...select.options].map(({ value }) => value);

  it('has all the voices of the model, and is labelled', async () => {
    const { host, select } = await open();
    expect(names(select())).to.deep.equal(['', ...VOICES]);
    expect(select().labels[0]?.textContent.replace(/\s+/g, ' ').trim()).to.match(/^Voice/);
    host.model = 'gemini-2.0-flash-live-001';
    await host.change({ muted: true });
    expect(names(select())).to.deep.equal(['', ...HALF_CASCADE_VOICES]);
    host.model = 'gemini-3.5-live-translate-preview';
    await host.change({ muted: false });
    expect(host.has('voice')).to.equal(false);
  });

  it('sets the voice, and knows the one that is set in any case', async () => {
    const { host, select } = await open();
    expect(select().value).to.equal('');
    select().value = 'Kore';
    select().dispatchEvent(new Event('change'));
    expect(host.voice).to.equal('Kore');
    host.voice = 'puck';
    await host.change({ muted: true });
    expect(select().value).to.equal('Puck');
    select().value = '';
    select().dispatchEvent(new Event('change'));
    expect(host.voice).to.equal(undefined);
  });

  it('is not there in a conversation, where it would change nothing', async () => {
    const { host } = await open('listening');
    expect(host.has('voice')).to.equal(false);
    await host.change({ state: 'ended' });
    expect(host.has('voice')).to.equal(true);
  });
});

describe('what it has cost', () => {
  it('is counted by kind, in the numbers of the language', async () => {
    const host = await extrasHost({}, { offers: ['usage'] });
    expect(host.has('usage')).to.equal(false);
    host.usage = USAGE;
    await host.change({ terms: de });
    const rows = [...host.find('usage').querySelectorAll('div')].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(rows).to.deep.equal(['Tokens 12.345', 'Text 1.000', 'Ton 11.345']);
  });

  it('is nobody’s business unless the page says so', async () => {
    const host = await extrasHost();
    host.usage = USAGE;
    await host.change({ muted: true });
    expect(host.has('usage')).to.equal(false);
  });

  it('ends with a word when the ceiling is reached, which is also told to screen readers', async () => {
    const host = await extrasHost();
    await host.extras({ limitReached: true });
    const words = 'This conversation has used up its allowance.';
    expect(host.find('limit').textContent).to.equal(words);
    expect(host.find('panel').querySelector('[role=status]')?.textContent).to.equal(words);
  });
});
