import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { LAYERS } from '../../../build/layers.ts';
import { layersPlugin } from '../../../build/layers-rule.ts';
import { path } from '../../../build/paths.ts';

/** Only the rule about layers, so that no file needs to exist. */
const eslint = new ESLint({
  cwd: path('.'),
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { layers: layersPlugin },
      rules: { 'layers/down': 'error' },
    },
  ],
});

const complaints = async (file: string, statement: string): Promise<string[]> => {
  const [result] = await eslint.lintText(`${statement}\n`, { filePath: path(file) });
  return (result?.messages ?? []).map(({ message }) => message);
};

const ownName = (folder: string): string => folder.replace(/^src\//, '');
/** A module of another layer, as a file two folders deep in this one would import it. */
const specifier = (from: string, target: string): string => {
  const depth = `${from}/deep`.split('/').length - (from.startsWith('src/') ? 1 : 0);
  const up = '../'.repeat(depth);
  if (target.startsWith('src/'))
    return from.startsWith('src/') ? `${up}${ownName(target)}/x.ts` : `${up}src/${ownName(target)}/x.ts`;
  return `${up}${from.startsWith('src/') ? '../' : ''}${target}/x.ts`;
};

for (const layer of LAYERS) {
  describe(`imports of ${layer.folder}`, () => {
    const file = `${layer.folder}/deep/x.ts`;
    for (const other of LAYERS.filter(({ folder }) => folder !== layer.folder)) {
      const allowed = layer.below.includes(ownName(other.folder));
      it(`${allowed ? 'may' : 'may not'} reach ${other.folder}`, async () => {
        const target = specifier(layer.folder, other.folder);
        for (const statement of [
          `import { x } from '${target}';`,
          `import type { X } from '${target}';`,
          `export * from '${target}';`,
          `const x = import('${target}');`,
          `type X = typeof import('${target}');`,
        ]) {
          const found = await complaints(file, statement);
          assert.equal(found.length, allowed ? 0 : 1, `${statement} ${found.join(' ')}`);
        }
      });
    }

    it("may not reach the element's own files, beyond what is named", async () => {
      const up = layer.folder.startsWith('src/') ? '../../' : '../../src/';
      assert.equal((await complaints(file, `import { x } from '${up}gemini-live-element.ts';`)).length, 1);
      for (const module of layer.modules ?? []) {
        assert.deepEqual(await complaints(file, `import { x } from '${up}${module}';`), []);
      }
    });

    it('has its packages and no others, types apart', async () => {
      const lit = layer.packages.includes('lit');
      assert.equal((await complaints(file, "import { html } from 'lit';")).length, lit ? 0 : 1);
      assert.equal((await complaints(file, "import { x } from 'some-package';")).length, 1);
      assert.equal((await complaints(file, "import { type X, x } from 'some-package';")).length, 1);
      assert.deepEqual(await complaints(file, "import { type X } from 'some-package';"), []);
      assert.deepEqual(await complaints(file, "import type { Content } from '@google/genai/web';"), []);
      for (const name of layer.packages.filter((one) => !one.endsWith(':'))) {
        assert.deepEqual(await complaints(file, `import { x } from '${name}';`), []);
      }
    });

    it('may reach its own files', async () => {
      assert.deepEqual(await complaints(file, "import { x } from './y.ts';"), []);
      assert.deepEqual(await complaints(file, "import { x } from '../y.ts';"), []);
    });
  });
}
