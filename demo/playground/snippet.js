import { objectOf, settingsOf, valueOf } from './settings.js';

/** @import { Control, Settings } from './settings.js' */

/** What a page's own endpoint is called, as long as nobody says otherwise. */
const ENDPOINT = '/api/live-token';

const SCRIPT =
  '<script type="module" src="https://cdn.example/gemini-live-element/dist/cdn/gemini-live.js"></script>';

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
  const properties = /** @type {const} */ (['options', 'config']).flatMap((property) => {
    const object = objectOf(settings, controls, property);
    return object ? [`element.${property} = ${JSON.stringify(object, null, 2)};`] : [];
  });
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
  const properties = [...js.matchAll(/^element\.(\w+) = ([\s\S]*?^\});$/gm)].flatMap(
    ([, property = '', object = '']) => settingsOf(JSON.parse(object), controls, property),
  );
  return new Map(
    [...attributes, ...properties].filter(([key, text]) => {
      const control = controls.get(key);
      return control !== undefined && valueOf(control, text) !== undefined;
    }),
  );
};
