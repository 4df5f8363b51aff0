import { relative, sep } from 'node:path';
import type { ESLint, Rule } from 'eslint';
import { objection } from './layers.ts';
import { path } from './paths.ts';

/** What imports something, in the shape that the TypeScript parser gives it. */
interface Importing {
  readonly source?: unknown;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string }[];
}

const textOf = (source: unknown): string | undefined =>
  typeof source === 'object' && source !== null && 'value' in source && typeof source.value === 'string'
    ? source.value
    : undefined;

/** Whether nothing of the import is left at run time. */
const isTypeOnly = ({ importKind, exportKind, specifiers = [] }: Importing): boolean =>
  importKind === 'type' ||
  exportKind === 'type' ||
  (specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type'));

/** Lint rule: what a file imports, in whatever way, lies below it. */
const down: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { up: '{{ why }}' } },
  create(context) {
    const file = relative(path('.'), context.filename).replaceAll(sep, '/');
    const check = (node: Rule.Node, typeOnly: boolean): void => {
      const specifier = textOf((node as Importing).source);
      const why = specifier === undefined ? undefined : objection(file, specifier, typeOnly);
      if (why !== undefined) context.report({ node, messageId: 'up', data: { why } });
    };
    const statement = (node: Rule.Node): void => check(node, isTypeOnly(node as Importing));
    return {
      ImportDeclaration: statement,
      ExportNamedDeclaration: statement,
      ExportAllDeclaration: statement,
      ImportExpression: (node) => check(node, false),
      // `import('…')` as a type. The name is the TypeScript parser's.
      TSImportType: (node: Rule.Node) => check(node, true),
    };
  },
};

/** The rule as a plugin for eslint.config.js. */
export const layersPlugin: ESLint.Plugin = { rules: { down } };
