/** What every page has: who is answering, the code that it shows, and the way to the others. */
import { PAGES } from './pages.js';

const base = new URL('.', import.meta.url);

/**
 * A page's own markup and script are what it shows: the snippet cannot differ from what runs.
 *
 * @param {string} html
 */
const markupIn = (html) => {
  const [, indent = '', tag = ''] = /^( *)(<gemini-live[\s>][\s\S]*?<\/gemini-live>)/m.exec(html) ?? [];
  return tag.replaceAll(`\n${indent}`, '\n').replace(/(?:\.\.\/)?(api\/live-token)\/[\w-]+/, '/$1');
};

/** @param {string} address */
const textOf = async (address) => (await fetch(address)).text();

/** @param {Element} place */
const showCode = async (place) => {
  const script = place.getAttribute('data-code');
  const text =
    script === '' || script === null ? markupIn(await textOf(location.pathname)) : await textOf(script);
  place.textContent = text.trim();
};

/** @param {Element} list */
const listPages = (list) => {
  const rows = PAGES.map(([file, title, text]) => {
    const row = document.createElement('li');
    const link = document.createElement('a');
    const words = document.createElement('span');
    link.href = new URL(`pages/${file}.html`, base).href;
    link.textContent = title;
    words.textContent = text;
    if (link.href === location.origin + location.pathname) link.setAttribute('aria-current', 'page');
    row.append(link, words);
    return row;
  });
  list.replaceChildren(...rows);
};

for (const list of document.querySelectorAll('.pages')) listPages(list);
const code = [...document.querySelectorAll('[data-code]')].map(showCode);
const { service } = await (await fetch(new URL('api/service', base))).json();
for (const note of document.querySelectorAll('[data-service]')) {
  if (note instanceof HTMLElement) note.hidden = note.dataset['service'] !== service;
}
await Promise.all(code);
