import { seeded } from '../../../src/core/random.ts';

/** What would run, load or stand in the page if a text were taken for anything else. `evil` marks whatever is made of it. */
const PIECES: readonly string[] = [
  '<x-evil evil>',
  '<script>pwned()</script>',
  '<img src=x onerror=pwned() evil>',
  '<svg onload=pwned()><x-evil/></svg>',
  '<iframe srcdoc="<script>parent.pwned()</script>" evil></iframe>',
  '<style>*{background:url(https://evil.example/css)}</style>',
  '"><x-evil evil onclick="pwned()">',
  "'><x-evil evil onclick='pwned()'>",
  '</p></div></template><x-evil>',
  '<!--><x-evil>-->',
  '<a href="javascript:pwned()" evil>click</a>',
  '<base href="https://evil.example/"><link rel=stylesheet href="https://evil.example/a.css">',
  '<form action="https://evil.example"><button evil>Sign in</button></form>',
  '<slot name="consent" evil></slot>',
  '${pwned()}',
  '{{constructor.constructor("pwned()")()}}',
  '?lit$evil$<!--lit-part x-->',
  '$lit$ <!--?lit$1$-->',
  '&lt;x-evil&gt; &#60;x-evil&#62;',
  '\u202egpj.exe\u2066\u2069\u200f',
  '\u0000\u0001raw\u0002key\u0003',
  '\ud800',
  '\udfff\ud800',
  '\u2028\u2029\ufeff',
  '__proto__',
  'https://evil.example/',
  'javascript:pwned()',
  'a word',
  '\n\t ',
];

const ADDRESSES: readonly string[] = [
  'https://good.example/page',
  'http://good.example/',
  'javascript:pwned()',
  'JaVa\nScRiPt:pwned()',
  ' \u0001javascript:pwned()',
  'data:text/html,<script>pwned()</script>',
  'vbscript:pwned()',
  'blob:https://good.example/1',
  'file:///etc/passwd',
  'about:blank',
  'intent://evil#Intent;end',
  'https://good.example@evil.example/',
  'https://user:password@evil.example/',
  '//evil.example/',
  '/relative',
  '',
  'https://good.example/"><x-evil evil onclick="pwned()">',
  'https://\u202eexample.good/',
  `https://long.example/${'x'.repeat(10_000)}`,
];

export interface HostileTexts {
  /** A text of some pieces; one in 16 has half a million characters. */
  text(): string;
  /** An address, or what is passed off as one. */
  address(): string;
}

/** The same seed gives the same texts in every engine. */
export const hostileTexts = (seed: number): HostileTexts => {
  const random = seeded(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const text = (): string => {
    const some = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PIECES)).join('');
    return random() < 1 / 16 ? some.repeat(Math.ceil(500_000 / some.length)) : some;
  };
  return { text, address: () => (random() < 0.1 ? text() : pick(ADDRESSES)) };
};
