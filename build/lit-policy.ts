import type { Plugin } from 'rollup';

/**
 * Gives our copy of Lit a Trusted Types policy name of its own, `gemini-live-lit`: a page that allows `lit-html` once has
 * given that to its own copy, and the second createPolicy() would throw. So would that of another version of this script:
 * the later one goes without, as it draws nothing, for the tag is taken.
 */
export const litPolicy = (): Plugin => ({
  name: 'lit-policy',
  transform(code, id) {
    if (!id.endsWith('/lit-html/lit-html.js')) return null;
    const renamed = code.replace(
      /(\w+)\.createPolicy\("lit-html",(\{[^}]*\})\)/,
      '(()=>{try{return $1.createPolicy("gemini-live-lit",$2)}catch{}})()',
    );
    if (renamed === code)
      this.error('lit-html no longer makes its policy in the way that this plugin knows.');
    return { code: renamed, map: null };
  },
});
