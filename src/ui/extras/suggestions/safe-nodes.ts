import { LINK_REL, webAddress } from '../web-address.ts';

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** All that search suggestions are made of: boxes, words, links, and Google's mark as a drawing. */
const ELEMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  [HTML]: words('div span p a b i em strong small ul ol li br h1 h2 h3 h4 h5 h6'),
  [SVG]: words('svg g path circle ellipse rect line polygon polyline'),
};

/** Elements whose text is none that a reader should see. */
const DROPPED_WHOLE = words(
  'style script template noscript iframe object embed math title textarea select option button form input noembed noframes xmp plaintext audio video canvas',
);

const ANYWHERE = words('class dir lang title aria-label');
const DRAWING = words(
  'width height viewBox fill fill-rule clip-rule fill-opacity opacity d cx cy r rx ry x y x1 y1 x2 y2 points stroke stroke-width stroke-linecap stroke-linejoin',
);

/** The same for the browser's own sanitizer, and style sheets, which are read apart. */
export const ALLOWED = {
  elements: [
    'style',
    ...Object.entries(ELEMENTS).flatMap(([namespace, names]) =>
      [...names].map((name) => ({ name, namespace })),
    ),
  ],
  attributes: ['href', ...ANYWHERE, ...DRAWING],
};

/** Numbers, names and colours: an address, or anything that calls for one, needs other signs. */
const PLAIN_VALUE = /^[\w\s.,#%+-]*$/;

/** What a page is not to be kept busy with. */
const MAX_NODES = 1000;
const MAX_DEPTH = 20;

const copyAttributes = (from: Element, to: Element): void => {
  for (const { name, value } of from.attributes) {
    const drawn = from.namespaceURI === SVG && DRAWING.has(name);
    if (ANYWHERE.has(name) || (drawn && PLAIN_VALUE.test(value))) to.setAttribute(name, value);
  }
  if (from.localName !== 'a') return;
  const url = webAddress(from.getAttribute('href'));
  if (!url) return;
  to.setAttribute('href', url.href);
  to.setAttribute('rel', LINK_REL);
  to.setAttribute('target', '_blank');
};

/**
 * The children of `root` made anew, in this document, from what is on the list alone: nothing that was parsed is taken over,
 * so that it does not matter how a parser read it. An element that is not on the list gives way to its children.
 */
export const safeNodes = (root: ParentNode): DocumentFragment => {
  const fragment = document.createDocumentFragment();
  let left = MAX_NODES;
  const copy = (from: ParentNode, to: ParentNode, depth: number): void => {
    for (const node of from.childNodes) {
      if (left-- <= 0 || depth > MAX_DEPTH) return;
      if (node.nodeType === Node.TEXT_NODE) to.append(node.textContent ?? '');
      if (!(node instanceof Element) || DROPPED_WHOLE.has(node.localName.toLowerCase())) continue;
      const { localName, namespaceURI } = node;
      if (!namespaceURI || !ELEMENTS[namespaceURI]?.has(localName)) {
        copy(node, to, depth + 1);
        continue;
      }
      const fresh = document.createElementNS(namespaceURI, localName);
      copyAttributes(node, fresh);
      to.append(fresh);
      copy(node, fresh, depth + 1);
    }
  };
  copy(root, fragment, 0);
  return fragment;
};

/** The text of the style elements below `root`. */
export const stylesIn = (root: ParentNode): string =>
  [...root.querySelectorAll('style')].map(({ textContent }) => textContent ?? '').join('\n');
