import { Form } from './form.js';
import { keepLog } from './log.js';
import { linkOf, propertiesOf, settingsIn } from './settings.js';
import { snippetOf } from './snippet.js';

/** @import { Control, Settings } from './settings.js' */

const ENDPOINT = 'api/live-token/playground';

/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
const byId = (id, kind) => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
};

/** @type {{ groups: { title: string, controls: Control[] }[], events: string[] }} */
const data = await (await fetch('playground/controls.json')).json();
/** @type {Map<string, Control>} */
const controls = new Map(
  data.groups.flatMap((group) => group.controls.map((control) => [control.key, control])),
);

const element = byId('element', HTMLElement);
const live = /** @type {import('../../src/gemini-live-element.ts').GeminiLiveElement} */ (element);
const html = byId('html', HTMLElement);
const js = byId('js', HTMLElement);
const said = byId('said', HTMLElement);

/** What the element has been given. @type {Settings} */
let applied = new Map();

/** How long after a change the address follows, ms: Safari takes no more than 100 changes of it in ten seconds. */
const ADDRESS_AFTER_MS = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let addressTimer;

/** The address of this page with these settings. */
const address = () => {
  const link = linkOf(applied);
  return link === '' ? location.pathname : `#${link}`;
};

/** @param {Settings} settings */
const applyAttributes = (settings) => {
  for (const { key, kind } of controls.values()) {
    if (key.includes('.') || settings.get(key) === applied.get(key)) continue;
    const text = key === 'token-endpoint' ? (settings.get(key) ?? ENDPOINT) : settings.get(key);
    if (text === undefined) element.removeAttribute(key);
    else element.setAttribute(key, kind === 'checkbox' ? '' : text);
  }
};

/** @param {Settings} settings */
const applyProperties = (settings) => {
  const before = Object.entries(propertiesOf(applied, controls));
  const now = Object.entries(propertiesOf(settings, controls));
  const changed = now.filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(new Map(before).get(name)),
  );
  for (const [name, value] of changed)
    Object.assign(live, { [name]: name === 'options' ? (value ?? {}) : value });
};

const update = () => {
  const settings = form.read();
  applyAttributes(settings);
  applyProperties(settings);
  applied = settings;
  const snippet = snippetOf(settings, controls);
  html.textContent = snippet.html;
  js.textContent = snippet.js;
  byId('by-program', HTMLElement).hidden = snippet.js === '';
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, '', address()), ADDRESS_AFTER_MS);
};

const form = new Form(byId('form', HTMLElement), data.groups, update);
keepLog(byId('log', HTMLElement), element, data.events);
form.write(settingsIn(location.hash.slice(1), controls));

element.addEventListener('gemini-live-mutechange', ({ muted }) => form.tick('muted', muted));
element.addEventListener('gemini-live-toggle', ({ open }) => form.tick('open', open));
// Functions that the form declares have no handler: their calls are answered with what they were called with.
element.addEventListener('gemini-live-toolcall', (event) => {
  event.preventDefault();
  const { id = '', name = '', args } = event.call;
  live.sendToolResponse({ id, name, response: { output: { called: name, with: args } } });
});
addEventListener('hashchange', () => form.write(settingsIn(location.hash.slice(1), controls)));
byId('reset', HTMLButtonElement).addEventListener('click', () => form.write(new Map()));

/**
 * @param {string} id
 * @param {() => string} text
 */
const copies = (id, text) =>
  byId(id, HTMLButtonElement).addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => (said.textContent = 'Copied.'),
      () => (said.textContent = 'The browser does not let this page copy: select the text instead.'),
    );
  });

copies('copy', () =>
  [html.textContent, js.textContent && `<script type="module">\n${js.textContent}\n</script>`]
    .filter(Boolean)
    .join('\n'),
);
copies('share', () => new URL(address(), location.href).href);
