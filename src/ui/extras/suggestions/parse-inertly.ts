import { ALLOWED } from './safe-nodes.ts';

/** In a tag. None is taken over, and Chromium reports each that the page's policy refuses, even here. */
const STYLE_ATTRIBUTE = /(\W)style(?=\s*=)/gi;

/** More is not read: Google's suggestions have about 8,000 characters. */
const MAX_LENGTH = 100_000;

/** The browser's own sanitizer, which asks for no Trusted Types policy; TypeScript does not know it yet. */
interface Sanitizing {
  setHTML(html: string, options: { readonly sanitizer: typeof ALLOWED }): void;
}
const isSanitizing = (element: object): element is Sanitizing => 'setHTML' in element;

/**
 * HTML from outside as a tree that is in no document: nothing in it runs, nothing is loaded, and the page's policy has no cause
 * to report what stands in it. `undefined` where the page lets nobody parse: it asks for Trusted Types, and does not allow our
 * policy.
 */
export const parseInertly = (html: string, trustedHtml: (text: string) => string): ParentNode | undefined => {
  const text = html.slice(0, MAX_LENGTH).replace(/<[^<>]*>/g, (tag) => tag.replace(STYLE_ATTRIBUTE, '$1x'));
  const template = document.implementation.createHTMLDocument().createElement('template');
  try {
    if (isSanitizing(template)) {
      template.setHTML(text, { sanitizer: ALLOWED });
      return template.content;
    }
  } catch {
    // A sanitizer of another draft: the parser will do, since nothing of what it yields is taken over.
  }
  try {
    template.innerHTML = trustedHtml(text);
    return template.content;
  } catch {
    return undefined;
  }
};
