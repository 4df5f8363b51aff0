import { readFileSync } from 'node:fs';
import { SESSION_ATTRIBUTES } from '../../src/core/attribute-table.ts';
import { VOICES } from '../../src/core/voices.ts';
import { MODEL_NAMES } from '../../src/emulator/models/models.ts';
import type { Attribute, ElementDeclaration, Member } from '../manifest.ts';
import { path } from '../paths.ts';
import { elementOptions, type Option } from './options.ts';
import { CHAPTERS } from './index.ts';
import { configFieldKinds } from './sdk-types.ts';

/** A control of the playground. */
export interface Control {
  /** `voice`, `options.record` or `config.temperature`; `.history` for a property that is no attribute. */
  readonly key: string;
  readonly kind: 'checkbox' | 'yes-no' | 'number' | 'text' | 'select' | 'list' | 'json';
  /** Of a select, or suggestions for a text. */
  readonly values?: readonly string[];
  readonly help: string;
}

/** What the playground is made from. */
export interface PlaygroundData {
  readonly groups: readonly { readonly title: string; readonly controls: readonly Control[] }[];
  /** All events of the element. */
  readonly events: readonly string[];
}

/** Languages that the service names, in BCP-47: those of its guide, and those with a region. */
interface Languages {
  readonly languages: readonly string[];
  readonly withRegion: readonly string[];
}

/** What is offered for a text that may be something else, too. */
const suggestions = (): Readonly<Record<string, readonly string[]>> => {
  const file = readFileSync(path('demo/languages.json'), 'utf8');
  const { languages, withRegion } = JSON.parse(file) as Languages;
  return {
    model: MODEL_NAMES,
    voice: VOICES,
    'speech-language': [...languages, ...withRegion],
    'translate-to': languages,
  };
};

/** `'auto' | 'manual'` → its two words; none for any other type. */
const wordsIn = (type: string): readonly string[] =>
  /^'[^']*'( \| '[^']*')+$/.test(type) ? type.split(' | ').map((word) => word.slice(1, -1)) : [];

const kindOf = (type: string): Pick<Control, 'kind' | 'values'> => {
  const values = wordsIn(type);
  if (values.length > 0) return { kind: 'select', values };
  if (type === 'boolean') return { kind: 'checkbox' };
  if (type === 'number') return { kind: 'number' };
  if (/^readonly \w+\[\]$/.test(type)) return { kind: 'list' };
  return { kind: type === 'string' ? 'text' : 'json' };
};

const attributeControl = (
  { name, type, description = '' }: Attribute,
  values: readonly string[] | undefined,
): Control => ({
  key: name,
  ...kindOf(type?.text ?? 'string'),
  ...(values && { values }),
  help: description,
});

/** Properties that are data, or for which data does: functions are left to the page’s script, which answers their calls. */
const PROPERTIES = ['tools', 'history', 'variables'];

const propertyControl = ({ name, description = '' }: Member): Control => ({
  key: `.${name}`,
  kind: 'json',
  help: name === 'tools' ? `${description} Here without handlers: the playground answers.` : description,
});

/** Types of the platform that are a few words, which only its own declarations spell out. */
const NAMED: Readonly<Record<string, string>> = {
  RequestCredentials: "'omit' | 'same-origin' | 'include'",
};

const optionControl = ({ name, type, description }: Option): Control => ({
  key: `options.${name}`,
  ...kindOf(NAMED[type] ?? type),
  help: description,
});

/** The handle is the element's business, and a secret. */
const OWN_BUSINESS = ['sessionResumption.handle'];

/** Whether a field of `config` has an attribute, or is the element's business. */
export const hasAttribute = (field: string): boolean =>
  SESSION_ATTRIBUTES.some(({ paths }) => paths.includes(field.replace(/\[\]|\.\*$/, ''))) ||
  OWN_BUSINESS.includes(field);

/** Fields that have an attribute, and those of the objects in a list, which is one control. */
const hasOther = (field: string): boolean => hasAttribute(field) || /(\[\]|\{\})\./.test(field);

const configControls = (): readonly Control[] => {
  const kind = configFieldKinds();
  const capabilities = CHAPTERS.flatMap((chapter) => chapter.capabilities);
  const controls = capabilities.flatMap(({ what, fields }): readonly Control[] => {
    const own = fields.flatMap((field) =>
      field.startsWith('config.') ? [field.slice('config.'.length)] : [],
    );
    const isInner = (field: string): boolean => !own.some((other) => other.startsWith(`${field}.`));
    const whole = own.filter((field) => !hasOther(field) && isInner(field));
    // Of a list of objects there is one control, for all of it.
    const lists = own.flatMap((field) => /^(safetySettings|tools)\[\]\./.exec(field)?.[1] ?? []);
    return [...new Set([...whole, ...lists])].map((field) => ({
      key: `config.${field.replace(/\[\]|\{\}|\.\*$/g, '')}`,
      ...kind(field.replace(/\.\*$/, '')),
      help: `${what}.`,
    }));
  });
  // The service's tools are in several rows: the last is the one of most of them.
  return [...new Map(controls.map((control) => [control.key, control])).values()];
};

/** Everything that the playground shows, from the manifest, the options' declarations and the table of capabilities. */
export const playgroundData = (element: ElementDeclaration): PlaygroundData => {
  const attributes = element.attributes ?? [];
  const offered = suggestions();
  const groupOf = new Map(
    CHAPTERS.flatMap(({ title, capabilities }) =>
      capabilities.flatMap(({ by }) => by.map((name) => [name, title] as const)),
    ),
  );
  const groups = CHAPTERS.map(({ title }) => ({
    title,
    controls: attributes
      .filter(({ name }) => groupOf.get(name) === title)
      .map((attribute) => attributeControl(attribute, offered[attribute.name])),
  }));
  return {
    groups: [
      ...groups.filter(({ controls }) => controls.length > 0),
      {
        title: 'properties',
        controls: (element.members ?? [])
          .filter(({ name }) => PROPERTIES.includes(name))
          .map(propertyControl),
      },
      { title: 'options', controls: elementOptions().map(optionControl) },
      { title: 'config', controls: configControls() },
    ],
    events: (element.events ?? []).map(({ name }) => name),
  };
};
