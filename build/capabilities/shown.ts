import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { path } from '../paths.ts';
import type { Capability } from './capability.ts';
import { hasAttribute, type PlaygroundData } from './controls.ts';
import { isNamedIn } from './names.ts';

const PLAYGROUND = 'playground.html';

/** The playground as it is; `npm run check` holds its controls against what they are made from. */
export const playgroundInDemo = (): PlaygroundData =>
  JSON.parse(readFileSync(path('demo/playground/controls.json'), 'utf8')) as PlaygroundData;

const withoutComments = (code: string): string =>
  code.replace(/<!--[^]*?-->|\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '');

/** A page as it is written: its markup and its own scripts. Not what every page has, nor the element's. */
const codeOf = (page: string): string => {
  const file = `demo/${page}`;
  if (!existsSync(path(file))) return '';
  const markup = readFileSync(path(file), 'utf8');
  const scripts = [...markup.matchAll(/<script[^>]* src="(?!(?:\.\.\/)?(?:page\.js|dist\/))([^"]+)"/g)];
  const own = scripts.map(([, script = '']) => readFileSync(path(join(dirname(file), script)), 'utf8'));
  return [markup, ...own].map(withoutComments).join('\n');
};

/** All that a page says or sets for this, by whatever name. */
const namesOf = ({ by, fields }: Capability): readonly string[] => [
  ...by,
  ...fields.filter((field) => /^(?:config|realtimeInput|clientContent|contextUpdate)\./.test(field)),
];

/** Whether the page that is to show a row has one of its names. The playground has its controls, which are looked at one by one. */
const isOnItsPage = (row: Capability): boolean => {
  const names = namesOf(row);
  const code = names.length > 0 && row.page !== PLAYGROUND ? codeOf(row.page) : undefined;
  return code === undefined || names.some((name) => isNamedIn(code, name));
};

/** The part of `config` that one control or several hold: a list of objects is one, and so is an object of any fields. */
const isControlled = (field: string, keys: ReadonlySet<string>): boolean => {
  const bare = field.replace(/\[\]|\{\}|\.\*$/g, '');
  return [...keys].some((key) => `${bare}.`.startsWith(`${key}.`) || key.startsWith(`${bare}.`));
};

/** What a page sets or hears of a row, and the playground has no control or line of its log for. */
const notInPlayground = ({ by, fields }: Capability, keys: ReadonlySet<string>): readonly string[] => [
  ...by.filter((name) => !name.startsWith('.') && !keys.has(name)),
  ...fields
    .filter((field) => field.startsWith('config.') && !hasAttribute(field.slice('config.'.length)))
    .filter((field) => !isControlled(field, keys)),
];

/** Rows whose page does not name them, and names that the playground lacks: a sentence each. */
export const notShown = (
  rows: readonly Capability[],
  { groups, events }: PlaygroundData,
): readonly string[] => {
  const keys = new Set([...groups.flatMap(({ controls }) => controls.map(({ key }) => key)), ...events]);
  return rows.flatMap((row) => [
    ...(isOnItsPage(row)
      ? []
      : [`“${row.what}” is to be shown on demo/${row.page}, which has none of its names.`]),
    ...notInPlayground(row, keys).map((name) => `“${row.what}”: the playground does not have ${name}.`),
  ]);
};
