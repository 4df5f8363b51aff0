import { relative, sep } from 'node:path';
import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';
import { objection } from './layers.ts';
import { path } from './paths.ts';

/** Lint rule: what a file imports, in whatever way, lies below it. */
const down = ESLintUtils.RuleCreator.withoutDocs({
  meta: { type: 'problem', schema: [], messages: { up: '{{ why }}' } },
  defaultOptions: [],
  create(context) {
    const file = relative(path('.'), context.filename).replaceAll(sep, '/');
    const check = (source: TSESTree.Node | null, typeOnly: boolean): void => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const why = objection(file, source.value, typeOnly);
      if (why !== undefined) context.report({ node: source, messageId: 'up', data: { why } });
    };
    return {
      ImportDeclaration: ({ source, importKind, specifiers }) => {
        const kinds = specifiers.map((one) => (one.type === 'ImportSpecifier' ? one.importKind : 'value'));
        check(source, importKind === 'type' || (kinds.length > 0 && kinds.every((kind) => kind === 'type')));
      },
      ExportNamedDeclaration: ({ source, exportKind }) => check(source, exportKind === 'type'),
      ExportAllDeclaration: ({ source, exportKind }) => check(source, exportKind === 'type'),
      ImportExpression: ({ source }) => check(source, false),
      TSImportType: ({ source }) => check(source, true),
    };
  },
});

/** The rule as a plugin for eslint.config.js. */
export const layersPlugin = { rules: { down } };
