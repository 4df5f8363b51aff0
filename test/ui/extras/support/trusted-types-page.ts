import { trustedHtml } from '../../../../src/trusted-script-url.ts';
import { suggestionsOf } from '../../../../src/ui/extras/suggestions/suggestions.ts';

/** Runs in a page of its own, under a policy of its own, and tells the test what was shown there. */
if (location.search === '' && import.meta.url.endsWith('?old'))
  Reflect.deleteProperty(Element.prototype, 'setHTML');
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));

const host = suggestionsOf(
  '<style>a { color: rgb(1, 2, 3) }</style><a href="https://example.org/">good</a><img src="https://evil.example/x" alt="">',
  trustedHtml,
);
if (host) document.body.append(host);
const links = host && [...(host.shadowRoot?.querySelectorAll('a') ?? [])];
const [first] = links ?? [];
// A violation is told in a task of its own.
setTimeout(() => {
  const detail = {
    links: links?.map(({ href }) => href),
    colour: first && getComputedStyle(first).color,
    violations,
  };
  frameElement?.dispatchEvent(new CustomEvent('shown', { detail }));
});
