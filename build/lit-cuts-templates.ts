import type { Cut } from './cut.ts';

/**
 * What Lit's templates carry for ways of writing them that ours have not: `minifyLiterals` refuses what this copy could not
 * render. A value is a text, a template, a list of those, a node or `nothing`; one that stands in a tag is an attribute's, a property's or a listener.
 */
export const TEMPLATE_CUTS: readonly Cut[] = [
  {
    what: 'the polyfill of templates',
    found: 'B=t.litHtmlPolyfillSupport;B?.(S,k),',
    put: 'B=0;',
  },
  {
    what: 'values in a text area or a title, which `minifyLiterals` refuses',
    found: /if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8)/,
    put: '',
  },
  {
    what: 'values in comments, which have no comments left by then',
    found: /else\{let t=-1;for\(.*?\}(?=l\+\+)/,
    put: '',
  },
  {
    what: 'templates that were compiled in advance',
    found: /"number"==typeof s\?(this\._\$AC\(t\)):\(void 0===s\.el&&.*?,s\)(?=;)/,
    put: '$1',
  },
  {
    what: 'the opening of MathML',
    found: '2===i?"<svg>":3===i?"<math>":""',
    put: '2===i?"<svg>":""',
  },
  {
    what: 'the end of MathML',
    found: '2===i?"</svg>":3===i?"</math>":""',
    put: '2===i?"</svg>":""',
  },
  {
    what: 'the wrapping of MathML',
    found: '2===i||3===i',
    put: '2===i',
  },
  {
    what: 'the list of copies of Lit',
    found: /\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    put: '',
  },
  {
    what: 'the sentence of a guard that stays',
    found: '"invalid template strings array"',
    put: '',
  },
  {
    what: 'the look for comments, for tags that are values and for elements of text',
    found: /(?<=,v=).*?(?=,p=)/,
    put: '/<\\/?[a-zA-Z][^>\\s]*/g',
  },
  {
    what: 'what was to be done about those',
    found: /(?<=c===v\?)"!--"===.*?(?=:c===p)/,
    put: 'c=p',
  },
  { what: 'the end of an element of text', found: 'c=n??v', put: 'c=v' },
  {
    what: 'values for a whole element',
    found: 'void 0===u[1]?d=-2:(',
    put: '(',
  },
  { what: 'the ends of comments', found: 'c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', put: 'c=p' },
  { what: 'the mark of a value for an element', found: '(-2===d?i:x)', put: 'x' },
  {
    what: 'the finding of that mark',
    found: 'else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))',
    put: '',
  },
  {
    what: 'the making of its part',
    found: '1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t))',
    put: 'i=new r.ctor(h,r.name,r.strings,this,t)',
  },
  { what: 'directives', found: /function M\(.*?(?=class R)/, put: 'const M=(t,i)=>i;' },
  {
    what: 'the value that says to leave things as they are, which directives give',
    found: 't!==this._$AH&&t!==E&&',
    put: 't!==this._$AH&&',
  },
  {
    what: 'the same in attributes, and the parts that tell directives where they are',
    found: /_\$AI\(t,i=this,s,e\)\{.*?(?=j\(t\)\{)/,
    put:
      '_$AI(t,i,s){const h=this.strings;let o=!1;if(void 0===h)o=!a(t)||t!==this._$AH,this._$AH=t;else{const e=t;let n,r;' +
      'for(t=h[0],n=0;n<h.length-1;n++)r=e[s+n],o||=!a(r)||r!==this._$AH[n],r===A?t=A:t!==A&&(t+=(r??"")+h[n+1]),this._$AH[n]=r}o&&this.j(t)}',
  },
  {
    what: 'what a template tells its directives',
    found: /this\._\$AN=void 0,(this\._\$AD=t),this\._\$AM=i\}get parentNode.*?(?=u\(t\))/,
    put: '$1}',
  },
  {
    what: 'documents other than the page',
    found: '(t?.creationScope??l)',
    put: 'l',
  },
  {
    what: 'whether a part is connected, and where it lies',
    found: /class k\{.*?(?=_\$AI)/,
    put: 'class k{constructor(t,i,s,e){this._$AH=A,this._$AA=t,this._$AB=i,this.options=e}',
  },
  { what: 'what a part tells its directives at its end', found: 'this._$AP?.(!1,!0,s)', put: '' },
  { what: 'what it is told of the page', found: /setConnected\(t\)\{.*?\}(?=\}class H)/, put: '' },
  {
    what: 'the same of an attribute',
    found: /get tagName.*?(?=constructor)/,
    put: '',
  },
  {
    what: 'what it keeps for directives',
    found: 'this.type=1,this._$AH=A,this._$AN=void 0,this.element=t,this.name=i,this._$AM=e,',
    put: 'this._$AH=A,this.element=t,this.name=i,',
  },
  {
    what: 'the kinds of attributes by number',
    found: /constructor\(\)\{super\(\.\.\.arguments\),this\.type=\d\}/g,
    put: '',
  },
  {
    what: 'listeners with options',
    found: /constructor\(t,i,s,e,h\)\{super.*?(?=e&&this)/,
    put: '_$AI(t){t??=A;const s=this._$AH,e=t===A&&s!==A,h=t!==A&&s===A;',
  },
  {
    what: 'listeners that are objects',
    found: /handleEvent\(t\)\{.*?\}(?=\}class Z)/,
    put: 'handleEvent(t){this._$AH.call(this.options.host,t)}',
  },
  {
    what: 'rendering into what is no element of ours',
    found: /(?<=D=\(t,i,s\)=>)\{.*?return h\._\$AI\(t\),h\}/,
    put: '((s.renderBefore??i)._$litPart$??=new k(i.insertBefore(c(),s.renderBefore),s.renderBefore,void 0,s))._$AI(t)',
  },
];
