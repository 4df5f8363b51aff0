/**
 * What was set in the playground, as texts by the control's key: `voice`, `.history`, `options.record`, `config.temperature`.
 *
 * @typedef {Map<string, string>} Settings
 */

/**
 * @typedef {object} Control
 * @property {string} key
 * @property {'checkbox' | 'yes-no' | 'number' | 'text' | 'select' | 'list' | 'json'} kind
 * @property {string[]} [values]
 * @property {string} help
 */

/** A link must not say where voice and token go, and carries nothing that opens a door, nor anybody's voice. */
const NOT_IN_LINKS = new Set([
  'token-endpoint',
  'base-url',
  'worklet-base',
  'options.firebase',
  'options.credentials',
  'config.tools',
  'config.speechConfig.voiceConfig.replicatedVoiceConfig',
]);

/**
 * What a text stands for; `undefined` when a control of this kind cannot hold it.
 *
 * @param {Control} control
 * @param {string} text
 * @returns {unknown}
 */
export const valueOf = ({ kind, values }, text) => {
  switch (kind) {
    case 'checkbox':
    case 'yes-no':
      return text === 'true' ? true : text === 'false' && kind === 'yes-no' ? false : undefined;
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'select':
      return values?.includes(text) ? text : undefined;
    case 'list':
      return text.split(',').map((part) => part.trim());
    case 'json':
      return objectIn(text);
    default:
      return text;
  }
};

/**
 * The text that stands for a value; the other way round.
 *
 * @param {Control} control
 * @param {unknown} value
 */
export const textOf = ({ kind }, value) => {
  if (kind === 'json') return JSON.stringify(value);
  return Array.isArray(value) ? value.join(', ') : String(value);
};

/** @param {string} text */
const objectIn = (text) => {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The address's part that restores these settings.
 *
 * @param {Settings} settings
 */
export const linkOf = (settings) =>
  new URLSearchParams([...settings].filter(([key]) => !NOT_IN_LINKS.has(key))).toString();

/**
 * The settings in an address; what no control can hold is left out.
 *
 * @param {string} link
 * @param {ReadonlyMap<string, Control>} controls
 * @returns {Settings}
 */
export const settingsIn = (link, controls) =>
  new Map(
    [...new URLSearchParams(link)].filter(([key, text]) => {
      const control = controls.get(key);
      return control !== undefined && !NOT_IN_LINKS.has(key) && valueOf(control, text) !== undefined;
    }),
  );

/** Properties of the element that one control holds as a whole. */
const WHOLE = /** @type {const} */ (['tools', 'history', 'variables']);

/**
 * What the element's properties are to be, in the order in which a script sets them.
 *
 * @param {Settings} settings
 * @param {ReadonlyMap<string, Control>} controls
 */
export const propertiesOf = (settings, controls) => ({
  ...Object.fromEntries(WHOLE.map((name) => [name, wholeOf(settings, controls.get(`.${name}`))])),
  options: objectOf(settings, controls, 'options'),
  config: objectOf(settings, controls, 'config'),
});

/**
 * @param {Settings} settings
 * @param {Control | undefined} control
 */
const wholeOf = (settings, control) => control && valueOf(control, settings.get(control.key) ?? '');

/**
 * The object that `options` or `config` is to be; `undefined` when nothing below it is set.
 *
 * @param {Settings} settings
 * @param {ReadonlyMap<string, Control>} controls
 * @param {'options' | 'config'} property
 */
const objectOf = (settings, controls, property) => {
  /** @type {Record<string, unknown>} */
  const object = {};
  for (const [key, text] of settings) {
    const control = controls.get(key);
    if (!control || !key.startsWith(`${property}.`)) continue;
    const names = key.split('.').slice(1);
    const last = /** @type {string} */ (names.pop());
    const inner = names.reduce(
      (at, name) => /** @type {Record<string, unknown>} */ (at[name] ??= {}),
      object,
    );
    inner[last] = valueOf(control, text);
  }
  return Object.keys(object).length > 0 ? object : undefined;
};

/**
 * The other way round: the settings that an object stands for.
 *
 * @param {unknown} object
 * @param {ReadonlyMap<string, Control>} controls
 * @param {string} path
 * @returns {[string, string][]}
 */
export const settingsOf = (object, controls, path) => {
  const control = controls.get(path);
  if (control) return [[path, textOf(control, object)]];
  if (typeof object !== 'object' || object === null) return [];
  return Object.entries(object).flatMap(([name, value]) => settingsOf(value, controls, `${path}.${name}`));
};
