import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { path } from '../paths.ts';

const FILE = 'src/options.ts';

/** The members of `GeminiLiveOptions`, as they are declared. */
const declared = (): readonly ts.PropertySignature[] => {
  const source = ts.createSourceFile(FILE, readFileSync(path(FILE), 'utf8'), ts.ScriptTarget.Latest, true);
  const options = source.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === 'GeminiLiveOptions',
  );
  if (!options) throw new Error(`${FILE} declares no GeminiLiveOptions.`);
  return options.members.filter(ts.isPropertySignature);
};

/** One of the element's options. */
export interface Option {
  readonly name: string;
  /** As the source has it, `'auto' | 'inline'` for instance. */
  readonly type: string;
  readonly description: string;
}

/** The element's options, in the order of their declaration. */
export const elementOptions = (): readonly Option[] =>
  declared().map((member) => ({
    name: member.name.getText(),
    type: member.type?.getText() ?? '',
    description: ts
      .getJSDocCommentsAndTags(member)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join(' ')
      .replace(/\s+/g, ' '),
  }));

export const optionNames = (): readonly string[] => elementOptions().map(({ name }) => name);
