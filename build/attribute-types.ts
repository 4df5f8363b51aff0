import ts from 'typescript';
import { path } from './paths.ts';

const FLAGS =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.InTypeAlias |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

const classIn = (file: ts.SourceFile, name: string): ts.ClassDeclaration | undefined =>
  file.statements.find(
    (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && node.name?.text === name,
  );

/**
 * The types of a class's properties as TypeScript understands them: where the source says `SessionSettings['vad']`, the
 * manifest's readers want `'auto' | 'manual'`.
 */
export const propertyTypes = (
  file: string,
  className: string,
): ((property: string) => string | undefined) => {
  const { config } = ts.readConfigFile(path('tsconfig.json'), (name) => ts.sys.readFile(name)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    path('.'),
    undefined,
    path('tsconfig.json'),
  );
  const program = ts.createProgram([path(file), path('src/env.d.ts')], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path(file));
  const declaration = source && classIn(source, className);
  if (!declaration) throw new Error(`${file} has no class ${className}.`);
  const type = checker.getTypeAtLocation(declaration);
  return (property) => {
    const symbol = type.getProperty(property);
    if (!symbol) return undefined;
    // Not set is what an absent attribute means: it goes without saying.
    const given = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, declaration));
    return checker.typeToString(given, undefined, FLAGS);
  };
};
