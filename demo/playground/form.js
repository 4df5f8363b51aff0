import { valueOf } from './settings.js';

/** @import { Control, Settings } from './settings.js' */

/** @typedef {{ title: string, controls: Control[] }} Group */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

const TITLES = {
  properties: 'Properties, by program',
  options: 'Options, by program',
  config: 'config, by program',
};

/**
 * What is said of a kind beside the help.
 *
 * @type {Partial<Record<Control['kind'], string>>}
 */
const KINDS = { list: ' Several: with commas between them.', json: ' As JSON.' };

/**
 * Text with code between backticks.
 *
 * @param {string} text
 */
const wordsOf = (text) =>
  text.split('`').map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });

/**
 * The form that holds every control, in groups that open and close.
 */
export class Form {
  /** @type {Map<string, { control: Control, field: Field }>} */
  #fields = new Map();
  /** @type {() => void} */
  #changed;

  /**
   * @param {HTMLElement} host
   * @param {Group[]} groups
   * @param {() => void} changed
   */
  constructor(host, groups, changed) {
    this.#changed = changed;
    host.replaceChildren(...groups.map((group, index) => this.#group(group, index === 0)));
  }

  /**
   * What is set now; what a control cannot hold is marked, and left out.
   *
   * @returns {Settings}
   */
  read() {
    /** @type {Settings} */
    const settings = new Map();
    for (const [key, { control, field }] of this.#fields) {
      const text = textIn(field);
      const bad = text !== '' && valueOf(control, text) === undefined;
      field.setAttribute('aria-invalid', String(bad));
      if (text !== '' && !bad) settings.set(key, text);
    }
    return settings;
  }

  /** @param {Settings} settings */
  write(settings) {
    for (const [key, { field }] of this.#fields) {
      const text = settings.get(key) ?? '';
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = text === 'true';
      else field.value = text;
    }
    this.#changed();
  }

  /**
   * The visitor did it on the element itself.
   *
   * @param {string} key
   * @param {boolean} on
   */
  tick(key, on) {
    const field = this.#fields.get(key)?.field;
    if (!(field instanceof HTMLInputElement) || field.checked === on) return;
    field.checked = on;
    this.#changed();
  }

  /**
   * @param {Group} group
   * @param {boolean} open
   */
  #group({ title, controls }, open) {
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = TITLES[/** @type {keyof typeof TITLES} */ (title)] ?? title;
    details.open = open;
    details.append(summary, ...controls.map((control) => this.#row(control)));
    return details;
  }

  /** @param {Control} control */
  #row(control) {
    const { key, kind, help } = control;
    const row = document.createElement('div');
    const label = document.createElement('label');
    const small = document.createElement('small');
    const field = fieldFor(control);
    field.id = `control-${key}`;
    field.name = key;
    label.htmlFor = field.id;
    label.textContent = key.replace(/^(options|config)?\./, '');
    small.id = `help-${key}`;
    small.append(...wordsOf(help + (KINDS[kind] ?? '')));
    field.setAttribute('aria-describedby', small.id);
    field.addEventListener(field instanceof HTMLSelectElement ? 'change' : 'input', this.#changed);
    row.className = kind === 'checkbox' ? 'control tick' : 'control';
    row.append(...(kind === 'checkbox' ? [field, label, small] : [label, field, small]));
    if (field instanceof HTMLInputElement && control.values) row.append(suggestions(field, control.values));
    this.#fields.set(key, { control, field });
    return row;
  }
}

/** @param {Field} field */
const textIn = (field) => {
  if (field instanceof HTMLInputElement && field.type === 'checkbox') return field.checked ? 'true' : '';
  return field.value;
};

/**
 * @param {Control} control
 * @returns {Field}
 */
const fieldFor = ({ key, kind, values = [] }) => {
  if (kind === 'select' || kind === 'yes-no') {
    const select = document.createElement('select');
    select.append(
      new Option('not set', ''),
      ...(kind === 'select' ? values : ['true', 'false']).map(optionFor),
    );
    return select;
  }
  if (kind === 'json' || key === 'system-instruction') {
    const area = document.createElement('textarea');
    area.rows = 2;
    area.spellcheck = kind !== 'json';
    return area;
  }
  const input = document.createElement('input');
  input.type = kind === 'checkbox' ? 'checkbox' : kind === 'number' ? 'number' : 'text';
  if (kind === 'number') input.step = 'any';
  input.autocomplete = 'off';
  return input;
};

/** @param {string} value */
const optionFor = (value) => new Option(value, value);

const LANGUAGE_FIELDS = ['speech-language', 'translate-to'];

/** @param {string} code */
const languageFor = (code) => new Option(new Intl.DisplayNames('en', { type: 'language' }).of(code), code);

/**
 * @param {HTMLInputElement} field
 * @param {string[]} values
 */
const suggestions = (field, values) => {
  const list = document.createElement('datalist');
  list.id = `values-${field.name}`;
  list.append(...values.map(LANGUAGE_FIELDS.includes(field.name) ? languageFor : optionFor));
  field.setAttribute('list', list.id);
  return list;
};
