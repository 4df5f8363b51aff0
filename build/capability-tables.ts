import type { Capability } from './capabilities/capability.ts';
import { CHAPTERS } from './capabilities/index.ts';
import { NOT_APPLICABLE } from './capabilities/not-applicable.ts';
import { sdkFields } from './capabilities/sdk.ts';
import { capabilityProblems } from './capabilities/check.ts';
import { valueProblems } from './capabilities/enum-values.ts';
import type { ElementDeclaration } from './manifest.ts';
import { table, type Row } from './markdown.ts';

const code = (text: string): string => `\`${text}\``;

/** `.sendText` is written like a property or a call, as the element has it. */
const asked = (name: string, methods: ReadonlySet<string>): string => {
  if (!name.startsWith('.')) return code(name);
  const bare = name.slice(1);
  return code(methods.has(bare) ? `${bare}()` : bare);
};

const capabilityRow = ({ what, fields, by, page, tests }: Capability, methods: ReadonlySet<string>): Row => [
  what,
  by.length > 0 ? by.map((name) => asked(name, methods)).join(' ') : '`config`',
  fields.map((field) => code(field.replace(/\.\*$/, '').replace(/\[\]|\{\}/g, ''))).join('<br>'),
  `[${page.replace(/^pages\//, '').replace('.html', '')}](../demo/${page})`,
  tests.map((test) => `[${test.replace('.test.ts', '')}](../test/${test})`).join('<br>'),
];

/**
 * The page `docs/capabilities.md`.
 * @throws when the table does not fit the installed SDK, the element or the files of this repository
 */
export const capabilityPage = (element: ElementDeclaration): string => {
  const fields = sdkFields();
  const problems = [
    ...capabilityProblems({ chapters: CHAPTERS, notApplicable: NOT_APPLICABLE, fields, element }),
    ...valueProblems(),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const methods = new Set(
    (element.members ?? []).filter(({ kind }) => kind === 'method').map(({ name }) => name),
  );
  const chapters = CHAPTERS.map(
    ({ title, capabilities }) =>
      `## ${title}\n\n${table(
        ['what', 'attribute, property, option or event', 'fields of the API', 'shown', 'tested'],
        capabilities.map((capability) => capabilityRow(capability, methods)),
      )}`,
  );
  return `# What the Live API can do, and how a page has it

Made by \`npm run docs\` from [\`build/capabilities/\`](../build/capabilities/). \`npm run check\` holds the table against the ${fields.length} fields
that the installed \`@google/genai\` declares for a session (\`LiveConnectConfig\`, what a client sends, what the service sends), against the
element's manifest and its options, and against the files that it names: a field, an attribute, an option, a method or an event
without a row is an error, and so are a row with a name that no test of its own speaks of, and one whose page does not have it: an
attribute, an option, an event or a field of \`config\` must be in the playground, too, whatever page shows it at work.

Where an attribute is named, it is the short way; every field of \`LiveConnectConfig\` can be set in [\`config\`](../README.md) as well. All pages run
with \`npm start\`, and each attribute, option and common field has a control in the [playground](../demo/playground.html).

${chapters.join('\n\n')}

## Not applicable

${table(
  ['field', 'why'],
  Object.entries(NOT_APPLICABLE).map(([field, why]) => [code(field.replace(/\.\*$/, '')), why]),
)}
`;
};
