import { existsSync, readFileSync } from 'node:fs';
import type { ElementDeclaration } from '../manifest.ts';
import { path } from '../paths.ts';
import { optionNames } from './options.ts';
import type { Capability, Chapter } from './capability.ts';
import { isNamedIn } from './names.ts';
import { notShown, playgroundInDemo } from './shown.ts';
import type { PlaygroundData } from './controls.ts';

/** What the table is held against. */
export interface Facts {
  readonly chapters: readonly Chapter[];
  readonly notApplicable: Readonly<Record<string, string>>;
  /** All fields that the SDK declares. */
  readonly fields: readonly string[];
  readonly element: ElementDeclaration;
  /** Default: the one in `demo/`. */
  readonly playground?: PlaygroundData;
}

/** Whether `claim` speaks for `field`: its very name, a field inside it, or, as `x.*`, anything below `x`. */
const speaksFor = (claim: string, field: string): boolean => {
  const whole = claim.endsWith('.*') ? claim.slice(0, -2) : undefined;
  return (whole !== undefined && isWithin(field, whole)) || isWithin(claim.replace(/\.\*$/, ''), field);
};

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || (inner.startsWith(outer) && /[.[{]/.test(inner[outer.length] ?? ''));

/** How the element's own names are written in the table. */
const namesOf = ({ attributes = [], members = [], events = [] }: ElementDeclaration): readonly string[] => [
  ...attributes.map(({ name }) => name),
  ...members.filter(({ attribute }) => attribute === undefined).map(({ name }) => `.${name}`),
  ...events.map(({ name }) => name),
  ...optionNames().map((name) => `options.${name}`),
];

const filesMissing = ({ what, page, tests }: Capability): readonly string[] => [
  ...(existsSync(path(`demo/${page}`))
    ? []
    : [`“${what}” is to be shown on demo/${page}, which is not there.`]),
  ...tests
    .filter((test) => !existsSync(path(`test/${test}`)))
    .map((test) => `“${what}” is to be proven by test/${test}, which is not there.`),
];

/** The code of a test file, without its comments; nothing when it is not there. */
const codeOf = (test: string): string => {
  const file = path(`test/${test}`);
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '') : '';
};

/** What a row claims and none of its tests as much as names. */
const namesMissing = ({ what, fields, by, tests }: Capability): readonly string[] => {
  const code = tests.map(codeOf).join('\n');
  return [...fields, ...by]
    .filter((claim) => !isNamedIn(code, claim))
    .map((claim) => `“${what}” claims ${claim}, which test/${tests.join(', test/')} does not name.`);
};

/** What is wrong with the table of capabilities, a sentence each; none when it is right. */
export const capabilityProblems = ({
  chapters,
  notApplicable,
  fields,
  element,
  playground = playgroundInDemo(),
}: Facts): readonly string[] => {
  const rows = chapters.flatMap(({ capabilities }) => capabilities);
  const claims = [...rows.flatMap(({ fields: claimed }) => claimed), ...Object.keys(notApplicable)];
  const names = namesOf(element);
  const said = new Set(rows.flatMap(({ by }) => by));
  return [
    ...fields
      .filter((field) => !claims.some((claim) => speaksFor(claim, field)))
      .map(
        (field) =>
          `The SDK declares ${field}, which is neither in the table of capabilities (build/capabilities) nor listed there as ` +
          'not applicable.',
      ),
    ...claims
      .filter((claim) => !fields.some((field) => speaksFor(claim, field)))
      .map((claim) => `The table of capabilities has ${claim}, which the SDK does not declare.`),
    ...names
      .filter((name) => !said.has(name))
      .map((name) => `The element has ${name}, which the table of capabilities does not name.`),
    ...[...said]
      .filter((name) => !names.includes(name))
      .map((name) => `The table of capabilities names ${name}, which the element does not have.`),
    ...rows.flatMap(filesMissing),
    ...rows.flatMap(namesMissing),
    ...notShown(rows, playground),
  ];
};
