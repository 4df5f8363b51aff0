import ts from 'typescript';
import { path } from '../paths.ts';

/** What a control for a field has to be, and the values of an enum. */
export interface FieldKind {
  readonly kind: 'yes-no' | 'number' | 'text' | 'select' | 'list' | 'json';
  readonly values?: readonly string[];
}

const DECLARATIONS = 'node_modules/@google/genai/dist/genai.d.ts';

const enumValues = (type: ts.Type): readonly string[] =>
  (type.isUnion() ? type.types : [type]).flatMap((one) =>
    one.isStringLiteral() && !one.value.endsWith('_UNSPECIFIED') ? [one.value] : [],
  );

/** Tells the kind of any field of `LiveConnectConfig`, by its path in the table of capabilities, without `config.`. */
export const configFieldKinds = (): ((field: string) => FieldKind) => {
  const file = path(DECLARATIONS);
  const program = ts.createProgram([file], { noResolve: true, types: [], strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const config = source?.statements.find(
    (node): node is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(node) && node.name.text === 'LiveConnectConfig',
  );
  if (!config) throw new Error(`${DECLARATIONS} declares no LiveConnectConfig.`);
  const below = (type: ts.Type, name: string): ts.Type => {
    const symbol = type.getProperty(name);
    if (!symbol) throw new Error(`LiveConnectConfig has no ${name} where the table of capabilities has it.`);
    return checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, config));
  };
  return (field) => {
    const names = field.replace(/(\[\]|\{\}).*$/, '').split('.');
    return kindOf(names.reduce(below, checker.getTypeAtLocation(config)), checker);
  };
};

const kindOf = (type: ts.Type, checker: ts.TypeChecker): FieldKind => {
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (element && !type.isUnion() && !(type.flags & ts.TypeFlags.StringLike)) {
    const of = enumValues(element);
    if (of.length > 0) return { kind: 'list', values: of };
    return { kind: element.flags & ts.TypeFlags.String ? 'list' : 'json' };
  }
  const values = enumValues(type);
  if (values.length > 0) return { kind: 'select', values };
  if (type.flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLike)) return { kind: 'yes-no' };
  if (type.flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
  return { kind: type.flags & ts.TypeFlags.StringLike ? 'text' : 'json' };
};
