import { isObject, type PlainObject } from '../../core/merge.ts';
import type { ShownSources } from '../extras.ts';

/** Where an answer comes from, wherever it is shown. */
export type Sources = Omit<ShownSources, 'after'>;
type Link = Sources['links'][number];

/** What is kept of one answer; the rest of a long or hostile list is not read. */
export const MAX_LINKS = 40;
export const MAX_QUERIES = 10;
/** Characters of a title or query, of an address, and of the suggestions' HTML. */
const MAX_TEXT = 500;
const MAX_ADDRESS = 2_048;
const MAX_SUGGESTIONS = 100_000;

const textOf = (text: unknown): string => (typeof text === 'string' ? text.slice(0, MAX_TEXT) : '');

const listOf = (value: unknown, max: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, max) : [];

const linkOf = (uri: unknown, title: unknown): Link | undefined =>
  typeof uri === 'string' && uri.length <= MAX_ADDRESS ? { title: textOf(title), url: uri } : undefined;

/** A page of the web, a document or a place: all have an address and a title. */
const chunkLink = (chunk: unknown): Link | undefined => {
  if (!isObject(chunk)) return undefined;
  const found = [chunk['web'], chunk['maps'], chunk['retrievedContext']].find(isObject);
  return found && linkOf(found['uri'], found['title']);
};

const pageLink = (page: unknown): Link | undefined => {
  if (!isObject(page)) return undefined;
  const { retrievedUrl, urlRetrievalStatus: status } = page;
  const failed = status !== undefined && status !== 'URL_RETRIEVAL_STATUS_SUCCESS';
  return failed ? undefined : linkOf(retrievedUrl, undefined);
};

/** Each address once, with the title that it came with first. */
const distinct = (links: readonly (Link | undefined)[]): readonly Link[] => {
  const byUrl = new Map<string, Link>();
  for (const link of links) if (link && !byUrl.has(link.url)) byUrl.set(link.url, link);
  return [...byUrl.values()].slice(0, MAX_LINKS);
};

/**
 * What there may be to show of `groundingMetadata` and `urlContextMetadata`; `undefined` when there is nothing. Bounded, and else as
 * it came: what is no web address, what deceives and what is no harmless HTML is the interface's to leave out. Never throws.
 */
export const sourcesOf = (grounding: unknown, pages: unknown): Sources | undefined => {
  const metadata: PlainObject = isObject(grounding) ? grounding : {};
  const { groundingChunks, searchEntryPoint, webSearchQueries } = metadata;
  const urls = isObject(pages) ? pages['urlMetadata'] : undefined;
  const links = distinct([
    ...listOf(groundingChunks, MAX_LINKS).map(chunkLink),
    ...listOf(urls, MAX_LINKS).map(pageLink),
  ]);
  const queries = listOf(webSearchQueries, MAX_QUERIES)
    .map(textOf)
    .filter((query) => query !== '');
  const html = isObject(searchEntryPoint) ? searchEntryPoint['renderedContent'] : undefined;
  const fits = typeof html === 'string' && html !== '' && html.length <= MAX_SUGGESTIONS;
  const suggestions = fits ? html : undefined;
  return links.length + queries.length > 0 || fits ? { links, queries, suggestions } : undefined;
};

/** Of one answer, the service may tell in pieces. */
export const joinSources = (one: Sources, other: Sources): Sources => ({
  links: distinct([...one.links, ...other.links]),
  queries: [...new Set([...one.queries, ...other.queries])].slice(0, MAX_QUERIES),
  suggestions: other.suggestions ?? one.suggestions,
});
