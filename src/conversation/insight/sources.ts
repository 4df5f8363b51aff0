import { isObject, type PlainObject } from '../../core/merge.ts';
import type { ShownSources } from '../extras.ts';

/** Where an answer comes from, wherever it is shown. */
export type Sources = Omit<ShownSources, 'after'>;
type Link = Sources['links'][number];

/** What is shown of one answer; the rest of a long or hostile list is not read. */
export const MAX_LINKS = 20;
export const MAX_QUERIES = 10;
/** Characters of a title or query, of an address, and of the suggestions' HTML. */
const MAX_TEXT = 200;
const MAX_ADDRESS = 2_048;
const MAX_SUGGESTIONS = 100_000;

/** One line of foreign text, without what could turn the text around it. */
const lineOf = (text: unknown): string => {
  if (typeof text !== 'string') return '';
  const line = text.slice(0, 2 * MAX_TEXT).replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  // By characters, so that none is cut in two.
  return Array.from(line.trim()).slice(0, MAX_TEXT).join('');
};

const listOf = (value: unknown, max: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, max) : [];

const linkOf = (uri: unknown, title: unknown): Link | undefined => {
  if (typeof uri !== 'string' || uri.length > MAX_ADDRESS || !URL.canParse(uri)) return undefined;
  const { hostname, href, password, protocol, username } = new URL(uri);
  // A name in front of the host makes an address look like another.
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return { title: lineOf(title) || hostname, url: href };
};

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
 * What can be shown of `groundingMetadata` and `urlContextMetadata`; `undefined` when there is nothing. Addresses are
 * `http(s)`, titles and queries short lines; the suggestions are HTML as it came, for the interface to clean. Never throws.
 */
export const sourcesOf = (grounding: unknown, pages: unknown): Sources | undefined => {
  const metadata: PlainObject = isObject(grounding) ? grounding : {};
  const { groundingChunks, searchEntryPoint, webSearchQueries } = metadata;
  const urls = isObject(pages) ? pages['urlMetadata'] : undefined;
  const links = distinct([
    ...listOf(groundingChunks, 2 * MAX_LINKS).map(chunkLink),
    ...listOf(urls, 2 * MAX_LINKS).map(pageLink),
  ]);
  const queries = listOf(webSearchQueries, MAX_QUERIES)
    .map(lineOf)
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
