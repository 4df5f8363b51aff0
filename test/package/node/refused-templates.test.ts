import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { rollup } from 'rollup';
import { minifyLiterals } from '../../../build/minify-literals.ts';
import { virtualModules } from '../../../build/virtual.ts';

const built = async (template: string): Promise<string> => {
  const source = `export default (html, a) => html\`${template}\`;`;
  const build = await rollup({
    input: 'virtual:template',
    plugins: [virtualModules({ 'virtual:template': source }), minifyLiterals()],
  });
  const { output } = await build.generate({});
  return output[0].code;
};

const REFUSED = {
  'a value for a whole element': '<p class="a" ${a}></p>',
  'a value for an element without attributes': '<p ${a}>',
  'a tag that is a value': '<${a}></p>',
  'the end of such a tag': '<p></${a}>',
  'a value in a text area': '<textarea>${a}</textarea>',
};

describe('templates', () => {
  for (const [what, template] of Object.entries(REFUSED)) {
    it(`are refused by the build where our copy of Lit could not render them: ${what}`, async () => {
      await assert.rejects(built(template), /A template has a value/);
    });
  }

  it('are taken with values in attributes and between tags', async () => {
    const code = await built(
      '<p class="a ${a} ${a}" ?hidden=${a} @click=${a} .b=${a}>${a} ${a}<br /> ${a}</p>',
    );
    assert.match(code, /<p class="a \$\{a\} \$\{a\}" \?hidden=\$\{a\} @click=\$\{a\} \.b=\$\{a\}>/);
  });
});
