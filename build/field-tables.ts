import { CLIENT_FIELDS } from '../test/emulator/wire/client-fields.ts';
import { EFFECTS } from '../test/emulator/wire/effects.ts';
import {
  CLIENT_NOT_IN_SDK,
  CLIENT_NOT_ON_WIRE,
  SERVER_NOT_IN_SDK,
  SERVER_NOT_ON_WIRE,
} from '../test/emulator/wire/sdk-differences.ts';
import type { ServerField } from '../test/emulator/wire/server-field.ts';
import { SERVER_FIELDS } from '../test/emulator/wire/server-fields.ts';
import { KNOWERS, type ClientField, type Knower } from '../test/emulator/wire/wire-field.ts';
import { table, type Row } from './markdown.ts';

const code = (text: string): string => `\`${text}\``;

const NAMES: Readonly<Record<Knower, string>> = {
  gemini: 'Developer API',
  vertex: 'Vertex AI',
  firebase: 'Firebase',
};

const knownBy = (known: readonly Knower[] = KNOWERS): string =>
  known.length === KNOWERS.length ? 'all' : known.map((knower) => NAMES[knower]).join(', ');

/** What a field holds in a word or two: the values of enums have a table of their own. */
const holds = (type: string): string => {
  const [kind = '', name = ''] = type.split(/[ :]/);
  if (name === '') return kind;
  return kind === 'enum' ? code(name) : `message ${code(name)}`;
};

const clientRow = (field: ClientField, name: string): Row => {
  const [code1007, reason] = field.refused ?? [];
  const [effect] = EFFECTS[field.path] ?? [];
  const inside = field.type.startsWith('message') && !effect ? '' : 'checks and remembers it';
  const does = code1007 && reason ? `refuses it: ${code1007}` : effect ? `acts on it: ${effect}` : inside;
  return [name, holds(field.type), knownBy(field.known), field.source ?? 'documented', does, '✓'];
};

const serverRow = ({ type, known, source, when, scene }: ServerField, name: string): Row => {
  const missing = scene === 'missing';
  return [
    name,
    holds(type),
    knownBy(known),
    source,
    missing ? `not sent: ${when}` : when,
    missing ? '' : `✓ ${scene}`,
  ];
};

const segments = (path: string): readonly string[] => path.split('.');

/** Under which heading a field stands: its message, or the large message in that to which it belongs. */
const headingOf = (path: string, all: readonly string[]): string => {
  const [top = '', second] = segments(path);
  const inner = `${top}.${second ?? ''}`;
  const large = all.filter((other) => other.startsWith(`${inner}.`)).length >= 10;
  return second !== undefined && large ? inner : top;
};

/** A table for each message, with the paths below it; the message itself is the row without a path. */
const sections = <Field extends { readonly path: string }>(
  fields: readonly Field[],
  head: Row,
  row: (field: Field, name: string) => Row,
): string => {
  const paths = fields.map(({ path }) => path);
  const headings = [...new Set(paths.map((path) => headingOf(path, paths)))];
  return headings
    .map((heading) => {
      const own = fields.filter(({ path }) => headingOf(path, paths) === heading);
      const rows = own.map((field) =>
        row(
          field,
          field.path === heading ? 'itself' : code(field.path.slice(heading.length).replace(/^\./, '')),
        ),
      );
      return `### ${code(heading)}\n\n${table(head, rows)}`;
    })
    .join('\n\n');
};

const values = (): readonly Row[] => {
  const types = [
    ...CLIENT_FIELDS.flatMap(({ type, typeOnVertex }) => [type, typeOnVertex ?? type]),
    ...SERVER_FIELDS.map(({ type }) => type),
  ].filter((type) => type.startsWith('enum '));
  return [...new Set(types)].map((type) => {
    const [name = '', list = ''] = type.slice('enum '.length).split(': ');
    const onVertex = CLIENT_FIELDS.some(({ typeOnVertex }) => typeOnVertex === type);
    return [code(name) + (onVertex ? ' on Vertex AI' : ''), list.split(' ').map(code).join(' ')];
  });
};

const reasons = (given: Readonly<Record<string, string>>): string =>
  table(
    ['field', 'why'],
    Object.entries(given).map(([name, why]) => [code(name), why]),
  );

const counts = (): string => {
  const sent = SERVER_FIELDS.filter(({ scene }) => scene !== 'missing').length;
  const acting = CLIENT_FIELDS.filter(({ path }) => Object.hasOwn(EFFECTS, path)).length;
  const refused = CLIENT_FIELDS.filter(({ refused: closes }) => closes).length;
  return (
    `${CLIENT_FIELDS.length} fields of clients (the twin acts on ${acting}, refuses ${refused}, checks and remembers the others) ` +
    `and ${SERVER_FIELDS.length} of the service, ${sent} of which the twin sends.`
  );
};

/** The page `docs/emulator/fields.md`, from the lists in `test/emulator/wire/`, which are the cases of the tests as well. */
export const fieldPage = (): string => `# Every message and field

Made by \`npm run docs\` from the lists in [\`test/emulator/wire/\`](../../test/emulator/wire/). A row is the case of a test: a field without
one cannot be in the table, and the tests compare the lists with the twin's own schemas and with the declarations of the installed
\`@google/genai\`, in both directions. ${counts()}

Paths are below their heading; \`[]\` is a list, \`{}\` a map. **known by**: whom a client may send it to, or who sends it. **from**: *recorded* in traffic of the real
service, *measured* as what Google's SDK puts on the wire, *documented* by Google.

## What a client sends

✓ means that tests, over a socket and with the names in camelCase and in snake_case, have seen a right value taken (or refused, where
the twin refuses it) and a wrong one closed with 1007 in the service's words and with the path of the field; where the twin acts on it,
its effect as well ([\`wire-client.test.ts\`](../../test/emulator/wire-client.test.ts),
[\`wire-effects.test.ts\`](../../test/emulator/wire-effects.test.ts)). What it only checks and remembers has no effect: the twin has no model
whose temperature could be set. Everything below \`setup\` that the token fixes is taken from the token.

${sections(CLIENT_FIELDS, ['field', 'holds', 'known by', 'from', 'the twin', 'tested'], clientRow)}

## What the service sends

✓ names the scene in which a test sees the twin send the field
([\`wire-server.test.ts\`](../../test/emulator/wire-server.test.ts)). Beyond that, every message of the twin in any test is held against the
schema of this list: names, types, proto3's JSON (int64 as strings, bytes in padded base64, defaults left out).

${sections(SERVER_FIELDS, ['field', 'holds', 'known by', 'from', 'sent when', 'tested'], serverRow)}

## Values

Names as they are on the wire; numbers are taken as well, counted from 0 in this order.

${table(['enum', 'values'], values())}

## In the SDK and not here

Declared by \`@google/genai\` for a client's messages, by the type that declares it:

${reasons(CLIENT_NOT_ON_WIRE)}

For the service's messages:

${reasons(SERVER_NOT_ON_WIRE)}

## Here and not in the SDK

${reasons({ ...CLIENT_NOT_IN_SDK, ...SERVER_NOT_IN_SDK })}
`;
