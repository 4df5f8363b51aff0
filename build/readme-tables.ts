import type { ElementDeclaration, Member } from './manifest.ts';
import { table } from './markdown.ts';

/** Text for a cell: on one line, with what Markdown would take for the end of the cell escaped. */
const cell = (text: string | undefined): string =>
  (text ?? '')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim();

/** As code; a single literal stands without its quotes, a union keeps them. */
const code = (text: string | undefined): string => {
  const inner = cell(text).replace(/^'([^']*)'$/, '$1');
  return inner === '' ? '' : `\`${inner}\``;
};

const parameters = ({ parameters: list = [] }: Member): string =>
  list.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');

/** What each marker in the README stands for. */
export const readmeTables = (element: ElementDeclaration): Readonly<Record<string, string>> => {
  const {
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    cssStates = [],
  } = element;
  const fields = members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined);
  const methods = members.filter(({ kind }) => kind === 'method');
  return {
    attributes: table(
      ['attribute', 'type', 'default', ''],
      attributes.map((a) => [code(a.name), code(a.type?.text), code(a.default), cell(a.description)]),
    ),
    properties: table(
      ['property', 'type', ''],
      fields.map((f) => [
        code(f.static ? `GeminiLiveElement.${f.name}` : f.name),
        code(f.type?.text),
        cell(f.readonly ? `Read-only. ${f.description ?? ''}` : f.description),
      ]),
    ),
    methods: table(
      ['method', ''],
      methods.map((m) => [code(`${m.name}(${parameters(m)})`), cell(m.description)]),
    ),
    events: table(
      ['event', 'class', ''],
      events.map((e) => [code(e.name), code(e.type?.text), cell(e.description)]),
    ),
    slots: table(
      ['slot', ''],
      slots.map((s) => [s.name === '' ? '(default)' : code(s.name), cell(s.description)]),
    ),
    parts: table(
      ['part', ''],
      cssParts.map((p) => [code(p.name), cell(p.description)]),
    ),
    css: table(
      ['variable', 'default', ''],
      cssProperties.map((p) => [code(p.name), code(p.default), cell(p.description)]),
    ),
    states: table(
      ['state', ''],
      cssStates.map((s) => [code(`:state(${s.name})`), cell(s.description)]),
    ),
  };
};

/**
 * The README with its tables anew: each stands between `<!-- api:NAME -->` and `<!-- /api:NAME -->`.
 * @throws when a marker names no table, or has no end
 */
export const fillTables = (readme: string, element: ElementDeclaration): string => {
  const tables = readmeTables(element);
  const filled = readme.replace(/<!-- api:(\w+) -->[^]*?<!-- \/api:\1 -->/g, (_, name: string) => {
    const text = tables[name];
    if (text === undefined)
      throw new Error(`The README asks for a table "${name}"; there are ${Object.keys(tables).join(', ')}.`);
    return `<!-- api:${name} -->\n\n${text}\n\n<!-- /api:${name} -->`;
  });
  const opened = readme.match(/<!-- api:\w+ -->/g)?.length ?? 0;
  const closed = filled.match(/<!-- \/api:\w+ -->/g)?.length ?? 0;
  if (opened !== closed) throw new Error('A table marker in the README has no end.');
  return filled;
};
