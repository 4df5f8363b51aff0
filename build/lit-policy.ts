import type { Plugin } from 'rollup';

/**
 * Gives our copy of Lit a Trusted Types policy name of its own, `gemini-live-lit`: a page that allows `lit-html` once has
 * given that to its own copy, and the second createPolicy() would throw.
 */
export const litPolicy = (): Plugin => ({
  name: 'lit-policy',
  transform(code, id) {
    if (!id.endsWith('/lit-html/lit-html.js')) return null;
    const renamed = code.replace('createPolicy("lit-html"', 'createPolicy("gemini-live-lit"');
    if (renamed === code)
      this.error('lit-html no longer makes its policy in the way that this plugin knows.');
    return { code: renamed, map: null };
  },
});
