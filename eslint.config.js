import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { layersPlugin } from './build/layers-rule.ts';

const TYPED = [
  'src/**/*.ts',
  'worklets/**/*.ts',
  'build/**/*.ts',
  'scripts/**/*.ts',
  'demo/**/*.ts',
  'bench/**/*.ts',
  'test/**/*.ts',
];

export default tseslint.config(
  { ignores: ['dist/', 'types/', 'node_modules/', 'coverage/', '.cache/', '**/*.d.ts'] },
  {
    files: ['*.js', 'src/emulator/page/browser/*.js', ...TYPED],
    languageOptions: { globals: globals.node },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-async-promise-executor': 'error',
      'no-constant-condition': 'error',
      'no-debugger': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
          message: 'No test is skipped, and none runs alone; test/engines.ts lists what an engine cannot do.',
        },
      ],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['', '.core', '.engine', '.worklets', '.node', '.test', '.soak'].map(
          (name) => `tsconfig${name}.json`,
        ),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A module that loads later can be named as a type only by `typeof import('…')`.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Numbers and the like in templates say what they say.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `return this.dispatch(…)` in a switch is plain enough.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Old browsers and insecure pages lack what the DOM's types promise.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // The SDK declares the shape of its messages as classes, and takes plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // One enum of the SDK at run time costs 7 kB: its values are written as the strings they are.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Methods are looked at, not called, to learn whether the platform has them.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // It takes a slot for something to click on; what is slotted in is a button of its own.
      'lit-a11y/click-events-have-key-events': 'off',
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    // A test says what it expects in a statement of its own, and may look where a user cannot.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Every assertion of Chai's has a type that can be awaited (some are asynchronous): the rule sees nothing else.
      '@typescript-eslint/no-floating-promises': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: TYPED,
    plugins: { layers: layersPlugin },
    rules: { 'layers/down': 'error' },
  },
);
