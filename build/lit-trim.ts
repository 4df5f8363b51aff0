import type { Plugin } from 'rollup';
import { applyCuts, type Cut } from './cut.ts';

interface LitCut extends Cut {
  /** End of the file's path. */
  readonly file: string;
}

const SHEETS = '/reactive-element/css-tag.js';
const REACTIVE = '/reactive-element/reactive-element.js';
const TEMPLATES = '/lit-html/lit-html.js';
const ELEMENT = '/lit-element/lit-element.js';

/**
 * What Lit carries for pages, browsers and ways of writing that cannot meet this element: its own style sheet asks for
 * more than `adoptedStyleSheets`, and its properties are declared in one table, texts and booleans only. Nothing that is
 * left behaves in another way. 1.0 kB (gzip) in all.
 */
const CUTS: readonly LitCut[] = [
  {
    what: 'the question whether style sheets can be adopted',
    file: SHEETS,
    found: /(?<=,)e=t\.ShadowRoot&&.*?CSSStyleSheet\.prototype(?=,)/,
    put: 'e=!0',
  },
  {
    what: 'the guard of a class that is private here',
    file: SHEETS,
    found: /if\(this\._\$cssResult\$=!0,\w!==\w\)throw Error\(".*?"\);/,
    put: 'this._$cssResult$=!0;',
  },
  {
    what: 'sheets shared between uses of one template, which the build turns into plain texts',
    file: SHEETS,
    found: /const s=this\.t;if\(e&&void 0===t\)\{.*?\}(?=return t\})/,
    put: 'void 0===t&&(this.o=t=new CSSStyleSheet).replaceSync(this.cssText);',
  },
  {
    what: 'the initializers of decorators',
    file: REACTIVE,
    found: /static addInitializer\(t\)\{.*?\}(?=static)/,
    put: '',
  },
  {
    what: "the initializers' inheritance",
    file: REACTIVE,
    found: 'void 0!==t.l&&(this.l=[...t.l]),',
    put: '',
  },
  {
    what: "the initializers' calls",
    file: REACTIVE,
    found: ',this.constructor.l?.forEach(t=>t(this))',
    put: '',
  },
  {
    what: 'the metadata that decorators keep',
    file: REACTIVE,
    found: 'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;',
    put: '',
  },
  {
    what: 'the reading of that metadata',
    file: REACTIVE,
    found: /const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/,
    put: '',
  },
  {
    what: 'objects as attributes',
    file: REACTIVE,
    found: 'case Object:case Array:t=null==t?t:JSON.stringify(t)',
    put: '',
  },
  {
    what: 'numbers and objects from attributes',
    file: REACTIVE,
    found: /case Number:.*?break;case Object:case Array:try\{.*?\}catch\(t\)\{i=null\}/,
    put: '',
  },
  {
    what: 'defaults that an attribute goes back to, where it is read',
    file: REACTIVE,
    found: '=r??this._$Ej?.get(e)??r,',
    put: '=r,',
  },
  {
    what: 'the same, where a change is looked for',
    file: REACTIVE,
    found: '||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))',
    put: '',
  },
  {
    what: 'the same, where a change is noted',
    file: REACTIVE,
    found: 'i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(',
    put: '(',
  },
  {
    what: 'first values of accessors that a class brings along; ours have none before they are set',
    file: REACTIVE,
    found: /const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(.*?this\.C\(s,void 0,i,e\)\}/,
    put: '',
  },
  {
    what: 'attributes named after their property; each of ours says its name, or that it has none',
    file: REACTIVE,
    found: /const i=s\.attribute;return!1===i\?void 0:.*?(?=\}constructor)/,
    put: 'return s.attribute||void 0',
  },
  {
    what: 'converters that are functions',
    file: REACTIVE,
    found: '"function"==typeof t.converter?{fromAttribute:t.converter}:',
    put: '',
  },
  { what: 'properties with a symbol for a name', file: REACTIVE, found: '[...r(t),...o(t)]', put: 'r(t)' },
  { what: 'the polyfill of the element', file: REACTIVE, found: 'p?.({ReactiveElement:y}),', put: '' },
  {
    what: 'where that polyfill would be',
    file: REACTIVE,
    found: 'p=a.reactiveElementPolyfillSupport,',
    put: '',
  },
  {
    what: 'the polyfill of templates',
    file: TEMPLATES,
    found: 'B=t.litHtmlPolyfillSupport;B?.(S,k),',
    put: 'B=0;',
  },
  {
    what: 'values in a text area or a title, which `minifyLiterals` refuses',
    file: TEMPLATES,
    found: /if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8)/,
    put: '',
  },
  {
    what: 'values in comments, which have no comments left by then',
    file: TEMPLATES,
    found: /else\{let t=-1;for\(.*?\}(?=l\+\+)/,
    put: '',
  },
  {
    what: 'templates that were compiled in advance',
    file: TEMPLATES,
    found: /"number"==typeof s\?(this\._\$AC\(t\)):\(void 0===s\.el&&.*?,s\)(?=;)/,
    put: '$1',
  },
  {
    what: 'the opening of MathML',
    file: TEMPLATES,
    found: '2===i?"<svg>":3===i?"<math>":""',
    put: '2===i?"<svg>":""',
  },
  {
    what: 'the end of MathML',
    file: TEMPLATES,
    found: '2===i?"</svg>":3===i?"</math>":""',
    put: '2===i?"</svg>":""',
  },
  {
    what: 'the wrapping of MathML',
    file: TEMPLATES,
    found: '2===i||3===i',
    put: '2===i',
  },
  {
    what: 'the list of copies of Lit',
    file: TEMPLATES,
    found: /\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    put: '',
  },
  {
    what: 'the list of copies of the element',
    file: REACTIVE,
    found: /,\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    put: ';',
  },
  {
    what: 'the list of copies of the base class',
    file: ELEMENT,
    found: /\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    put: '',
  },
  {
    what: 'hydration and its polyfill',
    file: ELEMENT,
    found:
      /,s\.litElementHydrateSupport\?\.\(\{LitElement:i\}\);const o=s\.litElementPolyfillSupport;o\?\.\(\{LitElement:i\}\);/,
    put: ';',
  },
];

/** Cuts Lit down before it is bundled; the build fails when a new version has changed what is cut. */
export const trimLit = (): Plugin => ({
  name: 'trim-lit',
  transform(code, id) {
    const cuts = CUTS.filter(({ file }) => id.endsWith(file));
    if (cuts.length === 0) return null;
    const trimmed = applyCuts(code, cuts, (sentence) => this.error(sentence));
    return { code: trimmed, map: null };
  },
});
