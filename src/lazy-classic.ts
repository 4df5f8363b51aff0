import chunks from 'virtual:chunks';
import { importChecked } from './lazy-checked-import.ts';

/**
 * `gemini-live.classic.js`, for pages that cannot write `type="module"`: a plain script that imports the module beside it.
 * Its own `integrity` attribute covers everything, since it holds the hash of what it imports.
 */
const script = document.currentScript;
const base = script instanceof HTMLScriptElement ? script.src : document.baseURI;
const hash = chunks['gemini-live.js'];
if (hash !== undefined) {
  const url = new URL('gemini-live.js', base).href;
  importChecked(url, `sha256-${hash}`).catch((error: unknown) => console.error(error));
}
