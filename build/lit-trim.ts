import type { Plugin } from 'rollup';
import { applyCuts } from './cut.ts';
import { ELEMENT_CUTS } from './lit-cuts-element.ts';
import { TEMPLATE_CUTS } from './lit-cuts-templates.ts';

const CUTS = [...ELEMENT_CUTS, ...TEMPLATE_CUTS.map((cut) => ({ ...cut, file: '/lit-html/lit-html.js' }))];

/**
 * Cuts Lit down before it is bundled; the build fails when a new version has changed what is cut. Nothing that is left
 * behaves in another way.
 */
export const trimLit = (): Plugin => ({
  name: 'trim-lit',
  transform(code, id) {
    const cuts = CUTS.filter(({ file }) => id.endsWith(file));
    if (cuts.length === 0) return null;
    const trimmed = applyCuts(code, cuts, (sentence) => this.error(sentence));
    return { code: trimmed, map: null };
  },
});
