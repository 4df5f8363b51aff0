import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { BEHAVIOURS } from '../src/emulator/assumptions/behaviours.ts';
import { REASONS } from '../src/emulator/assumptions/reasons.ts';
import { REFUSALS } from '../src/emulator/assumptions/refusals.ts';
import { table, type Row } from './markdown.ts';
import { modelFacts } from './model-facts.ts';
import { path } from './paths.ts';

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text: string): string => `\`${cell(text).replaceAll('`', "'")}\``;

const SOURCE = /^(recorded|measured|documented|reported|assumed)\b[.:,]?\s*(.*)$/s;

/** The source of a fact, and what is said of it. Throws when the comment does not begin with a source. */
const sourced = (name: string, comment: string): readonly [source: string, text: string] => {
  const match = SOURCE.exec(comment);
  if (!match)
    throw new Error(`The comment on ${name} does not begin with a source (recorded, documented, …).`);
  return [match[1] ?? '', match[2] ?? ''];
};

const commentOf = (node: ts.Node): string => {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  return (doc && ts.isJSDoc(doc) ? ts.getTextOfJSDocComment(doc.comment) : undefined) ?? '';
};

/** The literal under `as const` and `satisfies`. */
const literalOf = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? literalOf(node.expression) : node;

/** Rows of a file of constants: name, value as written, source and sentence of its comment. */
const constantRows = (file: string): Row[] => {
  const source = ts.createSourceFile(file, readFileSync(path(file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const rows: Row[] = [];
  const add = (name: string, value: ts.Node, comment: string): void => {
    const [where, text] = sourced(name, comment);
    rows.push([code(name), code(value.getText(source)), where, cell(text)]);
  };
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer) continue;
      const value = literalOf(initializer);
      const properties = ts.isObjectLiteralExpression(value)
        ? value.properties.filter(ts.isPropertyAssignment)
        : [];
      if (properties.length > 0 && properties.every((property) => commentOf(property) !== '')) {
        for (const property of properties) {
          add(
            `${name.getText(source)}.${property.name.getText(source)}`,
            property.initializer,
            commentOf(property),
          );
        }
      } else add(name.getText(source), value, commentOf(statement));
    }
  }
  return rows;
};

/** The page `docs/emulator/assumptions.md`, from `src/emulator/assumptions/`. */
export const assumptionPage = (): string => {
  const refusals = Object.entries(REFUSALS).map(([name, [reason, source, when]]): Row => {
    const [status] = REASONS[reason];
    return [cell(when), `${status} ${code(reason)}`, source, code(name)];
  });
  const habits = Object.entries(BEHAVIOURS).map(([name, [source, what]]): Row => [
    cell(what),
    source,
    code(name),
  ]);
  const models = ['src/emulator/models/models.ts', 'src/core/model-profiles.ts'].flatMap((file) =>
    modelFacts(file).map(({ of, field, value, source, remark }): Row => [
      code(of),
      code(field),
      code(value),
      source,
      cell(remark),
    ]),
  );
  return `# What the twin knows of the service, and from where

Made by \`npm run docs\` from [\`src/emulator/assumptions/\`](../../src/emulator/assumptions/), where the code names all of it but the facts
about single models, which stand in their tables. The sources: **recorded** in traffic of the real service; **measured** against it; **documented** by Google, its SDK included; **reported**
in a public thread; **assumed**: published nowhere, this project's guess, which may be wrong.

## What ends a connection

${table(['when', 'code and reason', 'source', 'in the code'], refusals)}

The reasons as they are sent, cut at 123 bytes:

${table(['in the code', 'code and text', 'source', ''], constantRows('src/emulator/assumptions/reasons.ts'))}

## Habits

${table(['habit', 'source', 'in the code'], habits)}

## Numbers

${table(['in the code', 'value', 'source', ''], constantRows('src/emulator/assumptions/numbers.ts'))}

## Models

What the service's side of the line knows of them is in [\`models.ts\`](../../src/emulator/models/models.ts), what a client may ask of them in
[\`model-profiles.ts\`](../../src/core/model-profiles.ts), which the element reads too; each fact has its mark there. In capitals: a family.

${table(['models', 'fact', 'value', 'source', ''], models)}
`;
};
