import { expect } from '@open-wc/testing';
import { allowedOrigins, isTrustedAddress } from '../../src/conversation/trust.ts';
import { Stage } from '../support/conversation-harness.ts';

const SERVICE = [
  'https://generativelanguage.googleapis.com',
  'wss://generativelanguage.googleapis.com/ws/x',
  'https://aiplatform.googleapis.com',
  'https://us-central1-aiplatform.googleapis.com',
  'wss://northamerica-northeast1-aiplatform.googleapis.com',
  'https://aiplatform.eu.rep.googleapis.com',
  'https://aiplatform.us.rep.googleapis.com',
  'https://firebasevertexai.googleapis.com',
];

const STRANGERS = [
  'https://generativelanguage.evil.googleapis.com',
  'https://evil-generativelanguage.googleapis.com',
  'https://generativelanguage.storage.googleapis.com',
  'https://x-aiplatform.storage.googleapis.com',
  'https://us-central1-aiplatform.evil.googleapis.com',
  'https://aiplatform.us.evil.googleapis.com',
  'https://aiplatform.a.b.rep.googleapis.com',
  'https://x-firebasevertexai.googleapis.com',
  'https://storage.googleapis.com/aiplatform.googleapis.com',
  'https://generativelanguage.googleapis.com.evil.example',
  'https://evil.example/generativelanguage.googleapis.com',
  'https://generativelanguage.googleapis.com@evil.example',
  'https://generativelanguage-googleapis.com',
  // Letters of another script, and a name that ends in a dot, are other hosts.
  'https://generаtivelanguage.googleapis.com',
  'https://generativelanguage.googleapis.com.',
  // Unencrypted, anybody on the way is the service.
  'http://generativelanguage.googleapis.com',
  'ws://generativelanguage.googleapis.com',
  'https://localhost.evil.example',
  'https://127.0.0.1.evil.example',
  'https://evil.example',
  'data:text/javascript,1',
  'blob:https://evil.example/1',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://',
];

/** The module as one that was loaded from this address. */
const loadedFrom = async (address: string): Promise<typeof isTrustedAddress> => {
  const text = await (await fetch('/src/conversation/trust.ts')).text();
  const there = text.replaceAll('import.meta.url', JSON.stringify(address));
  expect(there).not.to.equal(text);
  const url = URL.createObjectURL(new Blob([there], { type: 'text/javascript' }));
  const module = (await import(url)) as { isTrustedAddress: typeof isTrustedAddress };
  URL.revokeObjectURL(url);
  return module.isTrustedAddress;
};

describe('addresses that stand in markup', () => {
  for (const address of [...SERVICE, location.origin, '/here', 'http://localhost:7', 'ws://127.0.0.1:7']) {
    it(`${address} is trusted`, () => expect(isTrustedAddress(address)).to.equal(true));
  }
  for (const address of STRANGERS) {
    it(`${address} is not`, () => expect(isTrustedAddress(address)).to.equal(false));
  }

  it('the origin of this page is trusted with its port alone', () => {
    // localhost would do with any.
    allowedOrigins.add('https://shop.example:8443');
    try {
      expect(isTrustedAddress('https://shop.example:8443/x')).to.equal(true);
      expect(isTrustedAddress('wss://shop.example:8443/x')).to.equal(true);
      expect(isTrustedAddress('https://shop.example')).to.equal(false);
      expect(isTrustedAddress('http://shop.example:8443')).to.equal(false);
    } finally {
      allowedOrigins.clear();
    }
  });

  it("of the script's origin, the service may be anywhere, and code in the script's own package", async () => {
    const isTrusted = await loadedFrom(
      'https://cdn.example/npm/gemini-live-element@1.0.0/dist/cdn/gemini-live.js',
    );
    const own = 'https://cdn.example/npm/gemini-live-element@1.0.0/dist/';
    expect(isTrusted('wss://cdn.example/relay')).to.equal(true);
    expect(isTrusted(`${own}cdn/`, true)).to.equal(true);
    expect(isTrusted(`${own}worklets/`, true)).to.equal(true);
    for (const foreign of [
      'https://cdn.example/npm/evil/',
      'https://cdn.example/npm/gemini-live-element@1.0.0-evil/dist/worklets/',
      `${own}../../evil/`,
      `${own}%2e%2e/%2e%2e/evil/`,
      'https://cdn.example:444/npm/gemini-live-element@1.0.0/dist/worklets/',
      'https://other.example/npm/gemini-live-element@1.0.0/dist/worklets/',
    ]) {
      expect(isTrusted(foreign, true), foreign).to.equal(false);
    }
  });

  it('a script of no address has no origin to trust', async () => {
    const isTrusted = await loadedFrom('blob:https://cdn.example/1');
    expect(isTrusted('https://cdn.example/')).to.equal(false);
    expect(isTrusted('https://cdn.example/', true)).to.equal(false);
  });
});

describe('an address in the answer of a token endpoint', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const elsewhere = (): string => {
    const url = new URL(location.origin);
    url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    return url.origin;
  };
  const FOREIGN = 'http://foreign.invalid';

  /** Starts with what this endpoint answers, and gives the warnings and the sockets that were opened. */
  const outcome = async (endpoint: string): Promise<{ warnings: string[]; asked: string[] }> => {
    stage = await Stage.open({
      markup: `<gemini-live token-endpoint="${endpoint}"></gemini-live>`,
      engine: 'inline',
    });
    const asked: string[] = [];
    const Original = WebSocket;
    globalThis.WebSocket = class extends Original {
      constructor(url: string | URL) {
        asked.push(new URL(url).origin);
        super(stage.twin.url.replace('http', 'ws'));
      }
    };
    await stage.element.start().catch(() => undefined);
    globalThis.WebSocket = Original;
    return { warnings: stage.warnings, asked };
  };
  const say = (origin: string): string =>
    `${origin}/__token/say?${new URLSearchParams({ token: 'auth_tokens/x', baseUrl: FOREIGN }).toString()}`;
  const to = (url: string): string => `/__token/to?${new URLSearchParams({ url }).toString()}`;
  const FOLLOWED = { warnings: [], asked: [FOREIGN.replace('http', 'ws')] };

  it("of the page's own origin is followed", async () => {
    expect(await outcome(say(''))).to.deep.equal(FOLLOWED);
  });

  it('of its own origin by way of its own origin is followed', async () => {
    expect(await outcome(to(say('')))).to.deep.equal(FOLLOWED);
  });

  for (const [way, endpoint] of [
    ['asked directly', () => say(elsewhere())],
    ["that the page's own endpoint redirects to", () => to(say(elsewhere()))],
  ] as const) {
    it(`of another origin, ${way}: warned of, and not followed`, async () => {
      const { warnings, asked } = await outcome(endpoint());
      expect(warnings).to.deep.equal(['untrusted-address']);
      expect(asked).to.deep.equal([new URL(stage.twin.url.replace('http', 'ws')).origin]);
    });
  }
});
