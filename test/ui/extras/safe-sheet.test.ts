import { expect } from '@open-wc/testing';
import { safeSheet } from '../../../src/ui/extras/suggestions/safe-sheet.ts';

const textOf = (css: string): string => [...safeSheet(css).cssRules].map(({ cssText }) => cssText).join(' ');

/** What would load something, reach out of the shadow root, or win against what surrounds it. */
const HOSTILE: readonly string[] = [
  '@import "https://evil.example/a.css";',
  '@import url(https://evil.example/a.css);',
  '@font-face { font-family: f; src: url(https://evil.example/f) }',
  '@namespace svg url(https://evil.example/);',
  'a { background: url(https://evil.example/a) }',
  'a { background: u\\72l(https://evil.example/a) }',
  'a { background: \\75\\72\\6c(https://evil.example/a) }',
  'a { background: URL("https://evil.example/a") }',
  'a { background-image: image-set("https://evil.example/a" 1x) }',
  'a { background-image: -webkit-image-set(url(https://evil.example/a) 1x) }',
  'a { background-image: cross-fade(url(https://evil.example/a), red) }',
  'a { cursor: url(https://evil.example/c), auto }',
  'a { filter: url(https://evil.example/f#x); mask: url(//evil.example/m) }',
  'a { list-style: url(https://evil.example/l); border-image: url(https://evil.example/b) 1 }',
  'a::after { content: url(https://evil.example/c) }',
  'a { --x: url(https://evil.example/a); background: var(--x) }',
  'a { --x: u\\72l(https://evil.example/a); background: var(--x) }',
  ':host { position: fixed !important; inset: 0 !important }',
  ':HOST(*) { position: fixed }',
  'a:is(:host, b) { position: fixed }',
  '::slotted(*) { color: red }',
  'a { color: red; & b { background: url(https://evil.example/a) } }',
  '@media all { @import "https://evil.example/b.css"; a { background: url(https://evil.example/a) } }',
  '@supports (display: grid) { a { background: url(https://evil.example/a) } }',
  '@layer x { a { background: url(https://evil.example/a) } }',
  'a { width: expression(alert(1)); behavior: url(x.htc); -moz-binding: url(x) }',
  'a } b { background: url(https://evil.example/a)',
  'a[title="}b{background:url(https://evil.example/a)}"] { color: red }',
];

describe('safeSheet()', () => {
  for (const css of HOSTILE) {
    it(`makes harmless: ${css.slice(0, 70)}`, () => {
      expect(textOf(css)).not.to.match(
        /evil\.example(?!\/a\)\}"\])|url\((?!https:\/\/evil\.example\/a\)\}"\])|:host|slotted|import|font-face|var\(|expression|important/i,
      );
    });
  }

  it('keeps what is only looks', () => {
    const text = textOf(
      '.chip:hover { color: rgb(1, 2, 3) !important; background: linear-gradient(90deg, #fafafa 15%, #fafafa00 100%); transform: translate(3px, -9px) }' +
        '@media (prefers-color-scheme: dark) { .logo-light { display: none } }',
    );
    expect(text).to.contain('color: rgb(1, 2, 3)');
    expect(text).to.contain('linear-gradient');
    expect(text).to.contain('translate(3px, -9px)');
    expect(text).to.contain('@media (prefers-color-scheme: dark)');
    expect(text).not.to.contain('important');
  });
});
