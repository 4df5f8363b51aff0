import { build } from 'esbuild';
import type { TestRunnerPlugin } from '@web/test-runner-core';

const NAME = '@google/genai/web';
const PATH = '/__bundled/genai.js';

/**
 * Serves the SDK to tests as one module. Its web build imports a CommonJS package, which bundlers take and browsers do not.
 */
export const bundledSdk = (): TestRunnerPlugin => {
  let text: Promise<string> | undefined;
  const bundle = async (): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [NAME],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
    });
    return outputFiles[0]?.text ?? '';
  };
  return {
    name: 'bundled-sdk',
    resolveImport: ({ source }) => (source === NAME ? PATH : undefined),
    serve: async ({ path }) => (path === PATH ? { body: await (text ??= bundle()), type: 'js' } : undefined),
  };
};
