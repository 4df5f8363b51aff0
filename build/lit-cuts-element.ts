import type { Cut } from './cut.ts';

export interface LitCut extends Cut {
  /** End of the file's path. */
  readonly file: string;
}

const SHEETS = '/reactive-element/css-tag.js';
const REACTIVE = '/reactive-element/reactive-element.js';
const ELEMENT = '/lit-element/lit-element.js';

/**
 * What Lit's elements carry for pages, browsers and ways of writing that cannot meet this one: its own style sheet asks for
 * more than `adoptedStyleSheets`, and its properties are declared in one table, texts and booleans only.
 */
export const ELEMENT_CUTS: readonly LitCut[] = [
  {
    what: 'the question whether style sheets can be adopted',
    file: SHEETS,
    found: /(?<=,)e=t\.ShadowRoot&&.*?CSSStyleSheet\.prototype(?=,)/,
    put: 'e=!0',
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
    what: 'marks by which `css` knows its own, and their guard',
    file: SHEETS,
    found: /if\(this\._\$cssResult\$=!0,\w!==\w\)throw Error\(".*?"\);(this\.cssText=t),this\.t=\w/,
    put: '$1',
  },
  { what: 'the text of a sheet as text', file: SHEETS, found: 'toString(){return this.cssText}', put: '' },
  { what: 'what is given for it', file: SHEETS, found: '"string"==typeof t?t:t+"",void 0,s', put: 't' },
  {
    what: 'sheets that are given twice',
    file: REACTIVE,
    found: /(?<=static finalizeStyles\(s\))\{.*?return i\}/,
    put: '{return[s??[]].flat(1/0)}',
  },
  {
    what: 'ways to declare a property that ours are not declared in',
    file: REACTIVE,
    found: /createProperty\(t,s=b\)\{.*?\}\}(?=static getPropertyDescriptor)/,
    put: 'createProperty(t,s){this._$Ei(),this.elementProperties.set(t,s),e(this.prototype,t,this.getPropertyDescriptor(t,Symbol(),s))}',
  },
  {
    what: 'what they would be declared as otherwise',
    file: REACTIVE,
    found: '{attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f}',
    put: '{}',
  },
  {
    what: 'rules of their own for what is a change, and what is only known while they are set up',
    file: REACTIVE,
    found: /requestUpdate\(t,s,i,e=!1,h\)\{.*?\}(?=!1===this)/,
    put: 'requestUpdate(t,s,i){if(void 0!==t){if(!f(this[t],s))return;this.C(t,s,i??this.constructor.getPropertyOptions(t))}',
  },
  {
    what: 'the same, where a change is noted',
    file: REACTIVE,
    found: /(?<=C\(t,s,\{)useDefault:i.*?\}(?=async)/,
    put: 'reflect:e}){this._$AL.has(t)||this._$AL.set(t,this.hasUpdated?s:void 0),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t)}',
  },
  {
    what: 'converters to attributes',
    file: REACTIVE,
    found: '(void 0!==i.converter?.toAttribute?i.converter:u)',
    put: 'u',
  },
  {
    what: 'an empty script for attributes that run none',
    file: REACTIVE,
    found: 'c?c.emptyScript:""',
    put: '""',
  },
  {
    what: 'what parts are told of the page, for directives that wait',
    file: ELEMENT,
    found: /connectedCallback\(\)\{.*?\}(?=render)/,
    put: '',
  },
  {
    what: 'the same at the first update',
    file: ELEMENT,
    found: 'this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),',
    put: '',
  },
  { what: 'the part that would be told', file: ELEMENT, found: ',this._$Do=void 0', put: '' },
  { what: 'its keeping', file: ELEMENT, found: 'this._$Do=', put: '' },
  { what: 'a template for who has none', file: ELEMENT, found: 'render(){return r}', put: '' },
  { what: 'a mark for tools', file: ELEMENT, found: 'i._$litElement$=!0,', put: '' },
  {
    what: 'hydration and its polyfill',
    file: ELEMENT,
    found:
      /,s\.litElementHydrateSupport\?\.\(\{LitElement:i\}\);const o=s\.litElementPolyfillSupport;o\?\.\(\{LitElement:i\}\);/,
    put: ';',
  },
];
