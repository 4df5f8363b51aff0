import { expect } from '@open-wc/testing';

const STRICT =
  "default-src ORIGIN; style-src 'none'; img-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";

/** What the same markup comes to in a page of its own with this policy; `setHTML` is taken away where `old`. */
const inPage = (policy: string, { old }: { old: boolean }): Promise<unknown> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    // An event and not a message: where the frame's last call is a tail call, WebKit names this page as the message's source.
    frame.addEventListener('shown', (event) => {
      resolve(structuredClone((event as CustomEvent<unknown>).detail));
      frame.remove();
    });
    const page = `/test/ui/extras/support/trusted-types-page.ts?${old ? 'old' : ''}`;
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy.replace('ORIGIN', location.origin)}">
      <script type="module" src="${page}"></script>`;
    document.body.append(frame);
  });

const knowsTrustedTypes = 'trustedTypes' in window;

describe('search suggestions on a page with a strict policy', () => {
  const GOOD = { links: ['https://example.org/'], colour: 'rgb(1, 2, 3)', violations: [] };

  for (const old of [false, true]) {
    it(`are shown where it allows our policy${old ? ', without a sanitizer of the browser' : ''}`, async () => {
      expect(await inPage(`${STRICT}; trusted-types gemini-live`, { old })).to.deep.equal(GOOD);
    });
  }

  it('are shown without our policy where the browser has a sanitizer, and left out elsewhere', async () => {
    const result = await inPage(`${STRICT}; trusted-types 'none'`, { old: false });
    if ('setHTML' in Element.prototype || !knowsTrustedTypes)
      expect(result).to.deep.include({ links: GOOD.links, colour: GOOD.colour });
    else expect(result).to.deep.include({ links: undefined });
  });

  it('are left out where there is neither, and nothing is thrown', async () => {
    const result = await inPage(`${STRICT}; trusted-types 'none'`, { old: true });
    expect(result).to.deep.include({ links: knowsTrustedTypes ? undefined : GOOD.links });
  });
});
