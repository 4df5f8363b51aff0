import type { ShownSources } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';
import { plain } from './plain.ts';
import { suggestionsOf } from './suggestions/suggestions.ts';
import { LINK_REL, webAddress } from './web-address.ts';

/** As many as one answer's list shows. */
const MAX_LINKS = 20;
const MAX_QUERIES = 8;
const MAX_TITLE = 120;

interface Link {
  readonly url: URL;
  readonly title: string;
}

/** Each address once; what is no web address is left out. */
const linksOf = ({ links }: ShownSources): readonly Link[] => {
  const found = new Map<string, Link>();
  for (const { title, url: address } of links) {
    const url = webAddress(address);
    if (url && !found.has(url.href)) found.set(url.href, { url, title: plain(title, MAX_TITLE) || url.host });
  }
  return [...found.values()].slice(0, MAX_LINKS);
};

/** For a page that lets nobody parse the suggestions: what was searched for, in our own form. */
const searchFor = (query: string): string => {
  const url = new URL('https://www.google.com/search');
  url.searchParams.set('q', query);
  return url.href;
};

/** Where an answer comes from: links that say which site they lead to, and Google's search suggestions. */
export const drawSources = (
  { html, nothing, trustedHtml }: ExtrasContext,
  shown: ShownSources,
  terms: AllTerms,
): unknown => {
  const links = linksOf(shown);
  const suggestions = shown.suggestions && suggestionsOf(shown.suggestions, trustedHtml);
  const queries = suggestions
    ? []
    : shown.queries.slice(0, MAX_QUERIES).map((query) => plain(query, MAX_TITLE));
  if (links.length === 0 && !suggestions && queries.every((query) => query === '')) return nothing;
  return html`<div class="sources" part="sources" role="group" aria-label=${terms.sources}>
    ${
      links.length === 0
        ? nothing
        : html`<span class="heading" aria-hidden="true">${terms.sources}</span>
            <ol>
              ${links.map(
                ({ url, title }) =>
                  html`<li>
                    <a part="source" href=${url.href} target="_blank" rel=${LINK_REL}
                      ><span dir="auto">${title}</span> ${
                        title === url.host
                          ? nothing
                          : html`<span class="site" part="source-site" dir="ltr">${url.host}</span>`
                      }</a
                    >
                  </li>`,
              )}
            </ol>`
    }
    ${suggestions ? html`<div class="suggestions" part="suggestions">${suggestions}</div>` : nothing}
    ${queries
      .filter((query) => query !== '')
      .map(
        (query) =>
          html`<a
            class="query"
            part="query"
            href=${searchFor(query)}
            target="_blank"
            rel=${LINK_REL}
            dir="auto"
            >${query}</a
          >`,
      )}
  </div>`;
};
