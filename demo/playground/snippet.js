import { propertiesOf, settingsOf, valueOf } from './settings.js';

/** @import { Control, Settings } from './settings.js' */

/** What a page's own endpoint is called, as long as nobody says otherwise. */
const ENDPOINT = '/api/live-token';

const SCRIPT =
  '<script type="module" src="https://cdn.example/gemini-live-element/dist/cdn/gemini-live.js"></script>';

/** A function that has no handler is answered by whoever listens: here, with what it was called with. */
const ANSWERS = `element.addEventListener('gemini-live-toolcall', (event) => {
  event.preventDefault();
  const { id, name, args } = event.call;
  element.sendToolResponse({ id, name, response: { output: { called: name, with: args } } });
});`;

/** What a page's author pastes: markup, and a script where attributes are not enough. */
/** @typedef {{ html: string, js: string }} Snippet */

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** @param {string} key */
const isAttribute = (key) => !key.includes('.');

/**
 * @param {Settings} settings
 * @param {ReadonlyMap<string, Control>} controls
 * @returns {Snippet}
 */
export const snippetOf = (settings, controls) => {
  const own = [...settings].filter(([key]) => isAttribute(key) && key !== 'token-endpoint');
  const attributes = [
    `token-endpoint="${escaped(settings.get('token-endpoint') ?? ENDPOINT)}"`,
    ...own.map(([key, text]) => (controls.get(key)?.kind === 'checkbox' ? key : `${key}="${escaped(text)}"`)),
  ];
  const long = attributes.join(' ').length > 60;
  const inner = long ? `\n  ${attributes.join('\n  ')}\n` : ` ${attributes.join(' ')}`;
  const properties = Object.entries(propertiesOf(settings, controls)).flatMap(([name, value]) =>
    value === undefined ? [] : [`element.${name} = ${JSON.stringify(value, null, 2)};`],
  );
  if (settings.has('.tools')) properties.push(ANSWERS);
  return {
    html: `${SCRIPT}\n<gemini-live${inner}></gemini-live>`,
    js:
      properties.length > 0
        ? ["const element = document.querySelector('gemini-live');", ...properties].join('\n')
        : '',
  };
};

/**
 * The settings that a snippet stands for: `settingsFrom(snippetOf(settings))` are the same settings.
 *
 * @param {Snippet} snippet
 * @param {ReadonlyMap<string, Control>} controls
 * @returns {Settings}
 */
export const settingsFrom = ({ html, js }, controls) => {
  const parsed = new DOMParser().parseFromString(html, 'text/html').querySelector('gemini-live');
  /** @type {[string, string][]} */
  const attributes = [...(parsed?.attributes ?? [])].flatMap(({ name, value }) => {
    const control = controls.get(name);
    if (!control || (name === 'token-endpoint' && value === ENDPOINT)) return [];
    return [[name, control.kind === 'checkbox' ? 'true' : value]];
  });
  const properties = [...js.matchAll(/(?:^|\n)element\.(\w+) = ([^]*?);(?=\n|$)/g)].flatMap(
    ([, name = '', value = '']) =>
      settingsOf(JSON.parse(value), controls, controls.has(`.${name}`) ? `.${name}` : name),
  );
  return new Map(
    [...attributes, ...properties].filter(([key, text]) => {
      const control = controls.get(key);
      return control !== undefined && valueOf(control, text) !== undefined;
    }),
  );
};
