import { expect } from '@open-wc/testing';
import { joinSources, MAX_LINKS, MAX_QUERIES, sourcesOf } from '../../src/conversation/insight/sources.ts';

const web = (uri: unknown, title?: unknown): object => ({ web: { uri, title } });
const link = (url: string, title: string): object => ({ url, title });
const NONE = { links: [], queries: [], suggestions: undefined };

const TABLE: readonly [name: string, grounding: unknown, pages: unknown, sources: object | undefined][] = [
  ['nothing', undefined, undefined, undefined],
  ['empty metadata', {}, {}, undefined],
  ['no object', 'x', [5], undefined],
  [
    'lists of another kind',
    { groundingChunks: 7, webSearchQueries: 'x', searchEntryPoint: [] },
    { urlMetadata: {} },
    undefined,
  ],
  ['holes in a list', { groundingChunks: [null, 5, {}, { web: null }, web(5)] }, undefined, undefined],
  [
    'a page of the web',
    { groundingChunks: [web('https://example.org/a', 'Weather')] },
    undefined,
    { ...NONE, links: [link('https://example.org/a', 'Weather')] },
  ],
  [
    'a document and a place',
    {
      groundingChunks: [
        { retrievedContext: { uri: 'https://a.example/', title: 'A' } },
        { maps: { uri: 'http://b.example/' } },
      ],
    },
    undefined,
    { ...NONE, links: [link('https://a.example/', 'A'), link('http://b.example/', '')] },
  ],
  [
    'the same page twice, without a title and with markup for one',
    {
      groundingChunks: [
        web('https://example.org/', '<b>x</b>'),
        web('https://example.org/', 'y'),
        web('https://c.example', 7),
      ],
    },
    undefined,
    { ...NONE, links: [link('https://example.org/', '<b>x</b>'), link('https://c.example', '')] },
  ],
  [
    'an address beyond all measure, and a title as it came',
    { groundingChunks: [web(`https://a.example/${'x'.repeat(3_000)}`), web('b:c', 'a\n\u202Ec')] },
    undefined,
    { ...NONE, links: [link('b:c', 'a\n\u202Ec')] },
  ],
  [
    'queries and suggestions',
    {
      webSearchQueries: ['weather Rome', 5, '', 'x'.repeat(5_000)],
      searchEntryPoint: { renderedContent: '<style>a{}</style>' },
    },
    undefined,
    { links: [], queries: ['weather Rome', 'x'.repeat(500)], suggestions: '<style>a{}</style>' },
  ],
  [
    'suggestions beyond all measure',
    { searchEntryPoint: { renderedContent: 'x'.repeat(100_001) } },
    undefined,
    undefined,
  ],
  [
    'pages that were read',
    undefined,
    {
      urlMetadata: [
        { retrievedUrl: 'https://a.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
        { retrievedUrl: 'https://b.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_ERROR' },
        { retrievedUrl: 'https://c.example/' },
        null,
      ],
    },
    { ...NONE, links: [link('https://a.example/', ''), link('https://c.example/', '')] },
  ],
];

describe('conversation/insight: sources', () => {
  for (const [name, grounding, pages, sources] of TABLE) {
    it(name, () => expect(sourcesOf(grounding, pages)).to.deep.equal(sources));
  }

  it('no more than is of use', () => {
    const groundingChunks = Array.from({ length: 10_000 }, (_, i) =>
      web(`https://a.example/${String(i)}`, 'x'.repeat(3_000)),
    );
    const found = sourcesOf(
      { groundingChunks, webSearchQueries: Array.from({ length: 99 }, String) },
      undefined,
    );
    expect(found?.links).to.have.length(MAX_LINKS);
    expect(found?.links[0]?.title).to.equal('x'.repeat(500));
    expect(found?.queries).to.have.length(MAX_QUERIES);
  });

  it('pieces of one answer are one list', () => {
    const a = { links: [{ url: 'https://a/', title: 'A' }], queries: ['a'], suggestions: 'old' };
    const b = {
      links: [
        { url: 'https://a/', title: 'other' },
        { url: 'https://b/', title: 'B' },
      ],
      queries: ['a', 'b'],
      suggestions: undefined,
    };
    expect(joinSources(a, b)).to.deep.equal({
      links: [
        { url: 'https://a/', title: 'A' },
        { url: 'https://b/', title: 'B' },
      ],
      queries: ['a', 'b'],
      suggestions: 'old',
    });
  });
});
