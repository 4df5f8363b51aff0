import { expect } from '@open-wc/testing';
import { en } from '../../src/locales/en.ts';
import { Stage } from '../support/conversation-harness.ts';
import { hostileTexts, type HostileTexts } from './support/hostile-texts.ts';

const realm = globalThis as { pwned?: () => void };
const ROUNDS = 12;

/** One message of each kind that has a text from outside in it. */
const messages = ({ text, address }: HostileTexts): readonly object[] => [
  { serverContent: { inputTranscription: { text: text() } } },
  { serverContent: { outputTranscription: { text: text() } } },
  { serverContent: { modelTurn: { parts: [{ text: text() }, { text: text(), thought: true }] } } },
  {
    serverContent: {
      groundingMetadata: {
        groundingChunks: Array.from({ length: 6 }, () => ({ web: { uri: address(), title: text() } })),
        webSearchQueries: [text(), text()],
        searchEntryPoint: {
          renderedContent: `<a href="${address()}">x</a>${text()}<a href='${address()}'>${text()}</a>`,
        },
      },
      urlContextMetadata: { urlMetadata: [{ retrievedUrl: address() }] },
    },
  },
  { toolCall: { functionCalls: [{ id: text(), name: text(), args: { [text()]: text() } }] } },
  { toolCallCancellation: { ids: [text()] } },
  { serverContent: { turnComplete: true } },
];

/** Every element below, through shadow roots. */
const elementsBelow = function* (root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsBelow(element.shadowRoot);
  }
};

/** What no text may have become. */
const FORBIDDEN =
  /^(x-evil|script|iframe|object|embed|base|link|meta|style|math|template|video|audio|frame|frameset|foreignobject|use|animate|set|image)$/;

/** Looks at all that is drawn: `undefined`, or what is wrong with it. */
const wrongIn = (element: Element): string | undefined => {
  const { localName, attributes } = element;
  const name = localName.toLowerCase();
  if (FORBIDDEN.test(name)) return `an element ${name}`;
  for (const attribute of attributes) {
    if (/^(on|srcdoc|evil|style|formaction|ping$)/i.test(attribute.name)) return `${name}[${attribute.name}]`;
    if (attribute.name === 'src' && !/^(blob|data):/.test(attribute.value)) return `${name}[src]`;
  }
  if (element instanceof HTMLAnchorElement) {
    if (!element.hasAttribute('href')) return undefined;
    if (!/^https?:$/.test(element.protocol)) return `a link to ${element.protocol}`;
    if (element.username + element.password) return 'a link with a name in it';
    if (!element.relList.contains('noopener') || element.target !== '_blank')
      return `a link with rel="${element.rel}"`;
  } else if (element.hasAttribute('href') || element.hasAttributeNS('http://www.w3.org/1999/xlink', 'href')) {
    return `${name}[href]`;
  }
  return undefined;
};

/** The same wording of the page's for every term: it may come from a CMS, where others write. */
const wording = (texts: HostileTexts): object => ({
  ...Object.fromEntries(Object.keys(en).map((key) => [key, texts.text().slice(0, 200)])),
  lang: 'en',
  speaker: () => texts.text().slice(0, 200),
  errors: Object.fromEntries(
    Object.keys(en.errors).map((code) => [
      code,
      { what: texts.text().slice(0, 200), remedy: texts.text().slice(0, 200) },
    ]),
  ),
});

for (const seed of [1, 2, 3]) {
  describe(`texts from outside (seed ${seed})`, () => {
    let stage: Stage;
    let ran = 0;
    let around = '';
    /** The page but for the element, which is the last thing in it. */
    const page = (): string =>
      document.head.innerHTML + document.title + location.href + String(document.body.childElementCount);
    beforeEach(() => {
      ran = 0;
      realm.pwned = () => ran++;
    });
    afterEach(async () => {
      delete realm.pwned;
      await stage.close();
    });

    /** Opens a panel that shows everything, and lets the service say all this. */
    const open = async (texts: HostileTexts, more: readonly object[]): Promise<void> => {
      stage = await Stage.open({
        markup:
          '<gemini-live model="gemini-3.1-flash-live-preview" visualizer="none" include-thoughts google-search lang="en"></gemini-live>',
        twin: {
          setupDelayMs: 10,
          script: {
            answers: [{ kind: 'say', text: 'All is well.', delayMs: 10 }],
            faults: [
              ...Array.from({ length: ROUNDS }, () => messages(texts)).flat(),
              ...more,
              { goAway: { timeLeft: '77s' } },
            ].map((message) => ({
              at: 'first-input' as const,
              connection: 1,
              do: { kind: 'send' as const, message },
            })),
          },
        },
      });
      const { element } = stage;
      element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
      element.show();
      await element.updateComplete;
      around = page();
      element.sendText(texts.text());
      await stage.until(() => stage.of('gemini-live-goaway').length > 0);
    };

    const expectHarmless = async (): Promise<void> => {
      const { element } = stage;
      await element.updateComplete;
      const drawn = [...elementsBelow(element.shadowRoot as ShadowRoot)];
      expect(drawn.length).to.be.greaterThan(50);
      expect(drawn.flatMap((one) => wrongIn(one) ?? [])).to.deep.equal([]);
      expect([...elementsBelow(element)]).to.deep.equal([]);
      expect(page()).to.equal(around);
      expect(ran).to.equal(0);
      const asked = performance.getEntriesByType('resource').map(({ name }) => name);
      expect(asked.filter((name) => name.includes('evil'))).to.deep.equal([]);
    };

    it('are drawn as texts: transcripts, calls, thoughts and sources', async () => {
      await open(hostileTexts(seed), []);
      const root = stage.element.shadowRoot as ShadowRoot;
      for (const part of ['call', 'source', 'suggestions', 'thought', 'entry']) {
        await stage.frames(() => root.querySelector(`[part~="${part}"]`) !== null);
      }
      await expectHarmless();
    });

    it("are drawn as texts: the page's own wording, with an error and its sentence", async () => {
      const texts = hostileTexts(seed + 100);
      await open(texts, []);
      stage.element.options = { ...stage.element.options, strings: wording(texts) };
      await expectHarmless();
      await stage.twin.close(
        1007,
        texts
          .text()
          .replace(/[^\x20-\x7e]/g, '')
          .slice(0, 100),
      );
      await stage.until(() => stage.errors.length > 0);
      await expectHarmless();
    });
  });
}

describe('the look at what is drawn', () => {
  it('finds what must not be there', () => {
    const host = document.createElement('div');
    // The harmless form of each: nothing here is put on the page.
    host.innerHTML =
      '<x-evil></x-evil><b evil></b><b onclick="1"></b><a href="https://good.example/">x</a><a rel="noopener" target="_blank" href="data:,x">x</a>';
    expect([...elementsBelow(host)].map(wrongIn)).to.deep.equal([
      'an element x-evil',
      'b[evil]',
      'b[onclick]',
      'a link with rel=""',
      'a link to data:',
    ]);
  });
});
