import { parseInertly } from './parse-inertly.ts';
import { safeNodes, stylesIn } from './safe-nodes.ts';
import { safeSheet } from './safe-sheet.ts';

const BASE = ':host{all:initial;display:block;font:0.875em/1.5 sans-serif}a{outline-offset:-2px}';

/**
 * Google's search suggestions as an element, shown as they came, which its terms ask for: their own styles in a shadow root of
 * their own, rebuilt from what is known to be harmless. `undefined` when nothing can be shown of them.
 */
export const suggestionsOf = (
  html: string,
  trustedHtml: (text: string) => string,
): HTMLElement | undefined => {
  const parsed = parseInertly(html, trustedHtml);
  if (!parsed) return undefined;
  const nodes = safeNodes(parsed);
  if (nodes.querySelector('a[href]') === null) return undefined;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const base = new CSSStyleSheet();
  base.replaceSync(BASE);
  root.adoptedStyleSheets = [base, safeSheet(stylesIn(parsed))];
  root.append(nodes);
  return host;
};
