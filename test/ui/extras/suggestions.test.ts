import { expect } from '@open-wc/testing';
import { suggestionsOf } from '../../../src/ui/extras/suggestions/suggestions.ts';

const AS_GOOGLE = `<style>
.container { display: flex; padding: 8px; }
@media (prefers-color-scheme: light), (prefers-color-scheme: dark) { .chip { color: rgb(1, 2, 3); border-radius: 16px; } }
</style>
<div class="container"><svg width="18" height="18" viewBox="9 9 35 35" fill="none" xmlns="http://www.w3.org/2000/svg"><path fill-rule="evenodd" d="M1 2L3 4" fill="#4285F4"/></svg>
<div class="carousel"><a class="chip" href="https://www.google.com/search?q=x&amp;hl=en">x &lt;y&gt;</a></div></div>`;

const LINK = '<a href="https://example.org/">good</a>';

/** Markup that has got the better of sanitizers. Each stands after a good link, without which there is nothing to show. */
const HOSTILE: readonly string[] = [
  '<script>pwned()</script>',
  '<img src=x onerror=pwned()>',
  '<svg><script>pwned()</script></svg>',
  '<svg onload=pwned()><g onclick=pwned() onbegin=pwned()></g></svg>',
  '<svg><animate onbegin=pwned() attributeName=x dur=1s></svg>',
  '<svg><a><animate attributeName=href values=javascript:pwned() /><text x=20 y=20>click</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>pwned()</script></svg>#x"/></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>parent.pwned()</script>"></iframe></foreignObject></svg>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<iframe src="javascript:parent.pwned()"></iframe>',
  '<object data="javascript:pwned()"></object><embed src="javascript:pwned()">',
  '<form action="javascript:pwned()"><button formaction="javascript:pwned()">go</button><input autofocus onfocus=pwned()></form>',
  '<details open ontoggle=pwned()>x</details>',
  '<div style="background:url(https://evil.example/a)">x</div>',
  '<a href="javascript:pwned()">x</a>',
  '<a href="java\nscript:pwned()">x</a>',
  '<a href=" &#1; javascript:pwned()">x</a>',
  '<a href="data:text/html,<script>pwned()</script>">x</a>',
  '<a href="vbscript:x">x</a><a href="/relative">x</a><a href="//evil.example">x</a>',
  '<a href="https://google.com@evil.example/">x</a>',
  '<a href="https://example.org/" onclick="pwned()" ping="https://evil.example" download>x</a>',
  // What changed its meaning between one parser and the next.
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>',
  '<svg></p><style><a id="</style><img src=1 onerror=pwned()>">',
  '<svg><title><style><img src=x onerror=pwned()></style></title></svg>',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=pwned()></style></annotation-xml></math>',
  '<select><template><img src=x onerror=pwned()></template></select>',
  '<template shadowrootmode=open><img src=x onerror=pwned()></template>',
  '<xmp><img src=x onerror=pwned()></xmp><plaintext-x></plaintext-x>',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/a.css"><link rel=dns-prefetch href="//evil.example">',
  '<video src=x onerror=pwned() autoplay></video><audio src=x onerror=pwned()></audio>',
  '<x-element onclick=pwned()>x</x-element><slot name=consent></slot>',
  '<svg><path d="M0 0" fill="url(https://evil.example/a#b)" stroke="\\75 rl(https://evil.example)" filter="url(#x)"/></svg>',
  '<svg><rect fill="expression(pwned())" style="fill:red" mask="url(//evil.example)"/></svg>',
  '<svg><image href="https://evil.example/a.png"/><feImage href="https://evil.example/b"/></svg>',
  `${'<div>'.repeat(5000)}deep`,
];

const ELEMENTS =
  /^(div|span|p|a|b|i|em|strong|small|ul|ol|li|br|h[1-6]|svg|g|path|circle|ellipse|rect|line|polygon|polyline)$/;

const realm = globalThis as { pwned?: () => void };

/** With the browser's own sanitizer, where there is one, and with none. */
const WAYS = ['as the browser can', 'by the parser alone'] as const;

for (const way of WAYS) {
  describe(`search suggestions, parsed ${way}`, () => {
    let ran = 0;
    const own = Object.getOwnPropertyDescriptor(Element.prototype, 'setHTML');
    beforeEach(() => {
      ran = 0;
      realm.pwned = () => ran++;
      if (way === 'by the parser alone') Reflect.deleteProperty(Element.prototype, 'setHTML');
    });
    afterEach(() => {
      delete realm.pwned;
      if (own) Object.defineProperty(Element.prototype, 'setHTML', own);
      document.querySelector('.suggestions-under-test')?.remove();
    });

    const shown = (markup: string): ShadowRoot => {
      const host = suggestionsOf(markup, (text) => text);
      if (!host?.shadowRoot) throw new Error('Nothing was shown.');
      host.className = 'suggestions-under-test';
      document.body.append(host);
      return host.shadowRoot;
    };

    it('look as they came', () => {
      const root = shown(AS_GOOGLE);
      const link = root.querySelector('a');
      expect(link?.textContent).to.equal('x <y>');
      expect(link?.href).to.equal('https://www.google.com/search?q=x&hl=en');
      expect(link?.target).to.equal('_blank');
      expect(link?.rel).to.equal('noopener noreferrer nofollow');
      expect(link && getComputedStyle(link).color).to.equal('rgb(1, 2, 3)');
      expect(root.querySelector('svg path')?.getAttribute('d')).to.equal('M1 2L3 4');
      expect(root.querySelector('svg')?.getBoundingClientRect().width).to.equal(18);
      expect(root.textContent).not.to.contain('prefers-color-scheme');
    });

    for (const markup of HOSTILE) {
      it(`are harmless: ${markup.slice(0, 70)}`, async () => {
        const before = performance.getEntriesByType('resource').length;
        const root = shown(LINK + markup);
        for (const element of root.querySelectorAll('*')) {
          expect(element.localName).to.match(ELEMENTS);
          for (const { name, value } of element.attributes) {
            expect(name, markup).to.match(
              /^(class|dir|lang|title|aria-label|href|rel|target|width|height|viewBox|fill|d|x|y)$/,
            );
            if (name === 'href') expect(value).to.match(/^https:\/\/example\.org\//);
            else if (element.namespaceURI?.endsWith('svg')) expect(value).not.to.match(/[(\\]/);
          }
          if (element instanceof HTMLElement && element.localName !== 'a') element.click();
        }
        // Whatever would run does so in a task of its own, and a request stands in the timeline.
        await new Promise((resolve) => setTimeout(resolve));
        expect(ran).to.equal(0);
        expect(performance.getEntriesByType('resource').length).to.equal(before);
      });
    }

    it('are nothing without a link', () => {
      for (const markup of ['', 'words', '<script>pwned()</script>', '<a href="javascript:pwned()">x</a>'])
        expect(suggestionsOf(markup, (text) => text)).to.equal(undefined);
    });

    it('are bounded', () => {
      const root = shown(LINK + '<b>x</b>'.repeat(50_000));
      expect(root.querySelectorAll('*').length).to.be.below(1001);
    });
  });
}
