import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { path } from './paths.ts';

/** A fact about models as the code notes it, with its mark spelled out. */
export interface ModelFact {
  /** The family's constant, or the models that it is about. */
  readonly of: string;
  readonly field: string;
  readonly value: string;
  readonly source: string;
  readonly remark: string;
}

const MARKS: Readonly<Record<string, string>> = {
  D: 'documented',
  R: 'recorded',
  T: 'reported',
  A: 'assumed',
};
/** What follows a property on its line: `, // D: remark`. */
const MARK = /^[^\n/]*\/\/ ([DRTA])\b[:;,]?[ ]*([^\n]*)/;

/** The family that a property belongs to: the constant around it, else the first text or pattern of the row it stands in. */
const familyOf = (node: ts.Node, source: ts.SourceFile): string => {
  let here = node;
  while (!ts.isSourceFile(here.parent)) {
    const { parent } = here;
    const table = ts.isArrayLiteralExpression(parent) && ts.isVariableDeclaration(parent.parent);
    if (table) return /\/\^[^\n]*?\$\/|'[^']+'/.exec(here.getText(source))?.[0].replaceAll("'", '') ?? '';
    if (ts.isVariableDeclaration(parent)) return parent.name.getText(source);
    here = parent;
  }
  return '';
};

/** Fields of a row that hold facts and are none. */
const AROUND = new Set(['names', 'facts']);

/** Every marked property of a file of model facts. */
export const modelFacts = (file: string): readonly ModelFact[] => {
  const text = readFileSync(path(file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const facts: ModelFact[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && !AROUND.has(node.name.getText(source))) {
      const [, mark = '', remark = ''] = MARK.exec(text.slice(node.end)) ?? [];
      const marked = MARKS[mark];
      if (marked !== undefined) {
        facts.push({
          of: familyOf(node, source),
          field: node.name.getText(source),
          value: node.initializer.getText(source),
          source: marked,
          remark,
        });
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return facts;
};
