import { SEARCH_CHUNK_TOKENS } from '../assumptions/index.ts';
import type { ToolSpec } from '../protocol/setup.ts';

/** The answer rests on a search; only sent while `googleSearch` is among the session's tools. */
export interface GroundStep {
  readonly kind: 'ground';
  /** What was searched for. */
  readonly queries: readonly string[];
  /** The pages that were found. */
  readonly chunks?: readonly { readonly uri: string; readonly title: string }[];
  /** Which words rest on which pages. Default: all that was said so far, on all of them. */
  readonly supports?: readonly { readonly text: string; readonly chunks: readonly number[] }[];
  /** The suggestions that a page has to show, as HTML. Default: a list of the queries. */
  readonly html?: string;
  /** Default `with-turn-complete`. `at-once`: in a message of its own. */
  readonly when?: 'with-turn-complete' | 'at-once';
  /** `toolUsePromptTokenCount` of the search. Default: 100 for each page (`SEARCH_CHUNK_TOKENS`). */
  readonly tokens?: number;
}

/** Pages that the model has read; only sent while `urlContext` is among the session's tools. */
export interface UrlsStep {
  readonly kind: 'urls';
  readonly urls: readonly {
    readonly url: string;
    /** Default `SUCCESS`. */
    readonly status?: 'SUCCESS' | 'ERROR' | 'PAYWALL' | 'UNSAFE';
  }[];
  /** `toolUsePromptTokenCount` of the reading. Default: 100 for each page (`SEARCH_CHUNK_TOKENS`). */
  readonly tokens?: number;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const has = (tools: readonly ToolSpec[], which: 'googleSearch' | 'urlContext'): boolean =>
  tools.some((tool) => tool[which] !== undefined);

/** Where a piece of text stands in what was said, in bytes of UTF-8 as the service counts; zeros are left out as it does. */
const segmentOf = (text: string, said: string): object => {
  const at = Math.max(0, said.indexOf(text));
  const startIndex = Buffer.byteLength(said.slice(0, at));
  return {
    ...(startIndex === 0 ? {} : { startIndex }),
    endIndex: startIndex + Buffer.byteLength(text),
    text,
  };
};

/** A list, left out when it is empty, as every default is on the wire. */
const unlessEmpty = (name: string, list: readonly unknown[]): object =>
  list.length === 0 ? {} : { [name]: list };

/** `groundingMetadata` for what was said so far; `undefined` without the tool. */
export const groundingMetadata = (
  step: GroundStep,
  said: string,
  tools: readonly ToolSpec[],
): object | undefined => {
  if (!has(tools, 'googleSearch')) return undefined;
  const chunks = step.chunks ?? [];
  const everything =
    chunks.length === 0 ? [] : [{ text: said.trim(), chunks: chunks.map((_, index) => index) }];
  const list = step.queries.map((query) => `<a class="chip">${escape(query)}</a>`).join('');
  return {
    searchEntryPoint: { renderedContent: step.html ?? `<div class="container">${list}</div>` },
    ...unlessEmpty(
      'groundingChunks',
      chunks.map((web) => ({ web })),
    ),
    ...unlessEmpty(
      'groundingSupports',
      (step.supports ?? everything).map((support) => ({
        segment: segmentOf(support.text, said),
        ...unlessEmpty('groundingChunkIndices', support.chunks),
      })),
    ),
    ...unlessEmpty('webSearchQueries', step.queries),
  };
};

/** `urlContextMetadata`; `undefined` without the tool. */
export const urlContextMetadata = (step: UrlsStep, tools: readonly ToolSpec[]): object | undefined =>
  has(tools, 'urlContext')
    ? {
        urlMetadata: step.urls.map(({ url, status = 'SUCCESS' }) => ({
          retrievedUrl: url,
          urlRetrievalStatus: `URL_RETRIEVAL_STATUS_${status}`,
        })),
      }
    : undefined;

/** What the tool's results add to the prompt. */
export const toolTokens = (step: GroundStep | UrlsStep): number =>
  step.tokens ?? SEARCH_CHUNK_TOKENS * (step.kind === 'urls' ? step.urls : (step.chunks ?? [])).length;
