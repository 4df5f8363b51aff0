import { expect } from '@open-wc/testing';
import type { GeminiLiveOptions } from '../../src/options.ts';
import { ENGINES, Stage, type StageOptions } from '../support/conversation-harness.ts';
import { BLOCKING, calling, responsesOf } from './support/tool-calls.ts';

for (const engine of ENGINES) {
  describe(`what the visitor sees beside the words (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const find = (part: string): HTMLElement | null | undefined =>
      stage.element.shadowRoot?.querySelector<HTMLElement>(`[part~="${part}"]`);
    const appears = (part: string): Promise<void> =>
      stage.frames(() => find(part)?.checkVisibility() === true);
    const open = async (options: StageOptions, change: GeminiLiveOptions = {}): Promise<void> => {
      stage = await Stage.open({ engine, ...options });
      stage.element.options = { ...stage.element.options, ...change };
    };
    const order = (ran: () => unknown): void => {
      stage.element.tools = [
        { declaration: { name: 'place_order' }, handler: ran, confirm: 'This charges your card.' },
      ];
      stage.element.sendText('Order it.');
    };
    const ordering = calling(BLOCKING, [{ name: 'place_order', args: { article: 'Fjell 3' } }]);

    for (const agreed of [true, false]) {
      it(`a function runs only if the visitor agrees: ${agreed ? 'yes' : 'no'}`, async () => {
        let runs = 0;
        await open(ordering);
        order(() => ++runs);
        await appears('question');
        expect(await stage.shown('question'))
          .to.contain('This charges your card.')
          .and.contain('Fjell 3');
        expect(await stage.shown('call-state')).to.equal('Waiting for you');
        expect(runs).to.equal(0);
        find(agreed ? 'question-allow' : 'question-deny')?.click();
        await stage.twin.wait({ for: 'toolResponse' });
        await stage.frames(() => !find('question'));
        expect(runs).to.equal(agreed ? 1 : 0);
        const [response] = await responsesOf(stage);
        expect(Object.keys((response as { response: object }).response)).to.deep.equal([
          agreed ? 'output' : 'error',
        ]);
      });
    }

    it('a question goes when the visitor hangs up, and the panel that it opened with it', async () => {
      await open({ ...ordering, markup: '<gemini-live layout="floating" visualizer="none"></gemini-live>' });
      order(() => 1);
      await appears('question');
      expect(stage.element.open).to.equal(true);
      await stage.element.stop();
      await stage.frames(() => !find('question') && !stage.element.open);
    });

    it('sources and suggestions of an answer, its styles in a shadow root of their own', async () => {
      const html =
        '<style>a { color: rgb(1, 2, 3) }</style><a href="https://www.google.com/search?q=x">x</a>';
      const chunks = [{ uri: 'https://example.org/tents', title: 'Tents' }];
      await open({
        markup: '<gemini-live google-search visualizer="none"></gemini-live>',
        twin: {
          script: {
            answers: [
              {
                kind: 'steps',
                steps: [
                  { kind: 'say', text: 'It is dry.' },
                  { kind: 'ground', queries: ['x'], chunks, html },
                ],
              },
            ],
          },
        },
      });
      stage.element.sendText('Is it dry?');
      await appears('sources');
      expect((find('source') as HTMLAnchorElement).href).to.equal('https://example.org/tents');
      expect(await stage.shown('source')).to.equal('Tents example.org');
      const link = find('suggestions')?.firstElementChild?.shadowRoot?.querySelector('a');
      expect(link && getComputedStyle(link).color).to.equal('rgb(1, 2, 3)');
    });

    it('voices before, tokens after, where the page offers them', async () => {
      await open({}, { offers: ['voice', 'usage'] });
      await appears('voice-select');
      const select = find('voice-select') as HTMLSelectElement;
      select.value = 'Kore';
      select.dispatchEvent(new Event('change'));
      stage.element.sendText('Hello.');
      await appears('usage');
      expect(find('voice')).to.equal(null);
      expect(JSON.stringify(await stage.setup())).to.contain('"voiceName":"Kore"');
      expect(await stage.shown('usage')).to.match(/^Tokens\s?\d/);
    });

    it('is offered by the JSON child, too', async () => {
      await open({
        markup:
          '<gemini-live visualizer="none"><script type="application/json">{"options":{"offers":["voice"],"strings":{"voice":"Timbre"}}}</script></gemini-live>',
      });
      await appears('voice-select');
      expect(await stage.shown('voice-label')).to.equal('Timbre');
    });
  });
}
