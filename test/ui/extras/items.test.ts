import { expect } from '@open-wc/testing';
import type { ShownCall } from '../../../src/conversation/extras.ts';
import { ar } from '../../../src/locales/ar.ts';
import { en } from '../../../src/locales/en.ts';
import { entryOf } from '../support/view-host.ts';
import { extrasHost } from '../support/extras-host.ts';

const SAID = [entryOf('t1', { role: 'user' }), entryOf('t2'), entryOf('t3', { role: 'user' })];

const call = (name: string, state: ShownCall['state'], after?: string): ShownCall => ({
  id: name,
  name,
  state,
  after: after === 'start' ? undefined : (after ?? 't2'),
});

const text = (element: Element | null | undefined): string =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('beside the utterances', () => {
  it('stand calls, thoughts, pictures and sources after what they belong to', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({
      calls: [call('later', 'done', 't3'), call('early', 'done', 'start'), call('gone', 'done', 't0')],
      thoughts: [{ after: 't1', text: 'Hm.' }],
      pictures: [{ after: 't1', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }],
      sources: [
        {
          after: 't2',
          links: [{ title: 'A', url: 'https://a.example/' }],
          suggestions: undefined,
          queries: [],
        },
      ],
    });
    const order = [...host.find('transcript').children].map(
      (child) => child.getAttribute('part')?.split(' ')[0],
    );
    expect(order).to.deep.equal([
      'call', // early
      'call', // gone: its utterance is not there any more
      'entry',
      'picture',
      'thought',
      'entry',
      'sources',
      'entry',
      'call', // later
    ]);
  });

  it('says what became of a call in words, with a sign, and not by colour alone', async () => {
    const host = await extrasHost({ transcript: SAID });
    const states = {
      asking: 'Waiting for you',
      running: 'Working…',
      done: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
    };
    const signs = new Set<string | null | undefined>();
    for (const [state, words] of Object.entries(states)) {
      await host.extras({ calls: [call('book', state as ShownCall['state'])] });
      expect(text(host.find('call'))).to.equal(`book ${words}`);
      signs.add(host.find('call').querySelector('path')?.getAttribute('d'));
    }
    expect(signs.size).to.equal(5);
  });

  it('shows names as text, bounded, and without what turns its direction', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({ calls: [call(`<b>x</b>\u202egpj.exe${'y'.repeat(500)}`, 'done')] });
    const name = host.find('call-name');
    expect(name.children.length).to.equal(0);
    expect(name.textContent)
      .to.match(/^<b>x<\/b> gpj\.exey+…$/)
      .and.have.lengthOf(60);
  });

  it('folds thoughts up, and keeps them unfolded while they grow', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({ thoughts: [{ after: 't1', text: '<i>One</i>' }] });
    const details = host.find('thought') as HTMLDetailsElement;
    expect(details.open).to.equal(false);
    details.open = true;
    await host.extras({ thoughts: [{ after: 't1', text: '<i>One</i> two' }] });
    expect((host.find('thought') as HTMLDetailsElement).open).to.equal(true);
    expect(host.find('thought-text').textContent).to.equal('<i>One</i> two');
  });

  it('does not touch what has not changed', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({
      calls: [call('a', 'done'), call('b', 'running')],
      sources: [
        {
          after: 't2',
          links: [{ title: 'A', url: 'https://a.example/' }],
          suggestions: '<a href="https://b.example/">b</a>',
          queries: [],
        },
      ],
    });
    const kept = host.find('suggestions').firstElementChild;
    expect(kept?.shadowRoot?.querySelector('a')?.href).to.equal('https://b.example/');
    const seen: MutationRecord[] = [];
    const watch = new MutationObserver((records) => seen.push(...records));
    watch.observe(host.find('transcript'), {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    for (let i = 0; i < 5; i++) await host.change({ talking: i % 2 === 0 });
    await host.change({ transcript: [...SAID.slice(0, 2), entryOf('t3', { role: 'user', text: 'More.' })] });
    seen.push(...watch.takeRecords());
    watch.disconnect();
    expect(seen.map(({ target }) => target.parentElement?.className)).to.deep.equal(['text']);
    // An utterance that comes in between takes nothing away from what is shown.
    await host.change({ transcript: [SAID[0]!, entryOf('t9'), ...SAID.slice(1)] });
    expect(host.find('suggestions').firstElementChild).to.equal(kept);
  });

  it('stand alone where nothing is written down', async () => {
    const host = await extrasHost({ captions: false, transcript: SAID });
    await host.extras({ calls: [call('a', 'done')] });
    expect(text(host.find('beside'))).to.equal('a Done');
    await host.change({ captions: true });
    expect(host.has('beside')).to.equal(false);
    expect(text(host.find('transcript'))).to.contain('a Done');
    await host.change({ transcript: [] });
    expect(text(host.find('beside'))).to.equal('a Done');
  });

  it('speak the language of the interface, in the page’s own words where it has some', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({ calls: [call('a', 'done')] });
    await host.change({ terms: ar });
    expect(text(host.find('call-state'))).to.equal('تم');
    await host.change({ terms: { ...en, lang: 'tlh' } });
    expect(text(host.find('call-state'))).to.equal('Done');
    await host.change({ terms: { ...ar, ...{ callDone: 'Voilà' } } });
    expect(text(host.find('call-state'))).to.equal('Voilà');
  });
});

describe('sources', () => {
  const shownWith = async (url: string, title = 'Title') => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({
      sources: [{ after: 't2', links: [{ title, url }], suggestions: undefined, queries: [] }],
    });
    return host;
  };

  it('are links that say where they lead, and tell the other side nothing', async () => {
    const host = await shownWith('https://example.org/a?b=c#d', '<b>How</b> it is made');
    const link = host.find('source') as HTMLAnchorElement;
    expect(link.href).to.equal('https://example.org/a?b=c#d');
    expect(link.target).to.equal('_blank');
    expect(link.rel).to.equal('noopener noreferrer nofollow');
    expect(text(link)).to.equal('<b>How</b> it is made example.org');
  });

  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'blob:https://a/b',
    'file:///etc/passwd',
    'ftp://example.org',
    '/relative',
    '//example.org',
    '',
    'https://',
    'https://google.com@evil.example/',
    'https://user:word@evil.example/',
    `https://example.org/${'x'.repeat(5000)}`,
  ])
    it(`leave out ${url.slice(0, 40) || 'nothing'}`, async () => {
      const host = await shownWith(url);
      expect(host.has('sources')).to.equal(false);
    });

  it('have titles in one line, which nothing turns, and the host’s name where there is none', async () => {
    const host = await shownWith('https://example.org', ' a\n\tb\u0000\u202Ec ');
    expect(text(host.find('source'))).to.equal('a b c example.org');
    expect(text((await shownWith('https://example.org', '\n')).find('source'))).to.equal('example.org');
  });

  it('name each address once, and no more than twenty', async () => {
    const host = await extrasHost({ transcript: SAID });
    const links = Array.from({ length: 60 }, (_, i) => ({
      title: `${i}`,
      url: `https://example.org/${i >> 1}`,
    }));
    await host.extras({ sources: [{ after: 't2', links, suggestions: undefined, queries: [] }] });
    const hrefs = host.all('source').map((link) => (link as HTMLAnchorElement).href);
    expect(new Set(hrefs).size).to.equal(20);
    expect(hrefs).to.have.lengthOf(20);
  });

  it('show a foreign script by its code, so that a letter cannot be taken for another', async () => {
    const host = await shownWith('https://аррӏе.com/');
    expect(text(host.find('source-site'))).to.match(/^xn--/);
  });

  it('link to the searches where their suggestions cannot be shown', async () => {
    const host = await extrasHost({ transcript: SAID });
    await host.extras({
      sources: [
        { after: 't2', links: [], suggestions: '<script>no link</script>', queries: ['tents & storms', ''] },
      ],
    });
    const [query, ...more] = host.all('query') as HTMLAnchorElement[];
    expect(query?.href).to.equal('https://www.google.com/search?q=tents+%26+storms');
    expect(more).to.have.lengthOf(0);
  });

  it('keep the suggestions within their box, whatever their styles say', async () => {
    const host = await extrasHost({ transcript: SAID });
    const suggestions =
      '<style>a { position: fixed; inset: 0; z-index: 9999; width: 3000px; height: 3000px } :host { position: fixed !important }</style><a href="https://evil.example/">x</a>';
    await host.extras({ sources: [{ after: 't2', links: [], suggestions, queries: [] }] });
    const { height, bottom, width } = host.find('suggestions').getBoundingClientRect();
    expect(height).to.be.below(250);
    expect(width).to.be.at.most(host.getBoundingClientRect().width);
    expect(document.elementFromPoint(5, Math.min(bottom + 50, innerHeight - 5))?.localName).not.to.equal('a');
    expect(getComputedStyle(host.find('suggestions').firstElementChild!).position).to.equal('static');
  });
});
