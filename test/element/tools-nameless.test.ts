import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling } from './support/tool-calls.ts';

const declaration = { name: 'weather' };
const NONE = { name: 'weather', id: '' };

/** The answers that the twin was sent, as they were. */
const answers = async ({ twin }: Stage): Promise<unknown[]> => {
  const { messages } = await twin.received();
  return messages.flatMap(({ message }) => {
    const { toolResponse } = message as { toolResponse?: { functionResponses: readonly unknown[] } };
    return toolResponse?.functionResponses ?? [];
  });
};

for (const engine of ENGINES) {
  describe(`calls and answers without ids (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const done = (): Promise<void> =>
      stage.until(() => stage.element.transcript.some(({ text }) => text.includes('Done.')));

    it('handlers: by the name alone, in the order of the calls, whichever is ready first', async () => {
      stage = await Stage.open({
        engine,
        ...calling(BLOCKING, [
          { ...NONE, args: { day: 1 } },
          { ...NONE, args: { day: 2 } },
        ]),
      });
      const { element } = stage;
      let first: (result: string) => void = () => undefined;
      element.tools = [
        {
          declaration,
          handler: ({ day }) => {
            if (day === 1) return new Promise((resolve) => (first = resolve));
            // Ready at once; and so is the first, a moment later.
            requestAnimationFrame(() => requestAnimationFrame(() => first('rain')));
            return 'sun';
          },
        },
      ];
      element.sendText('Go.');
      await done();
      expect(await answers(stage)).to.deep.equal([
        { name: 'weather', response: { output: 'rain' } },
        { name: 'weather', response: { output: 'sun' } },
      ]);
      expect(stage.warnings).to.deep.equal([]);
    });

    for (const [what, id] of [
      ['has none', ''],
      ['has one', 'fc_1'],
    ] as const) {
      it(`the page: by the name alone, where the call ${what}; what no call waits for is told, and not sent`, async () => {
        stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather', id }]) });
        const { element } = stage;
        element.tools = [{ declaration }];
        element.addEventListener('gemini-live-toolcall', (event) => {
          event.preventDefault();
          element.sendToolResponse({ name: 'clock', response: { output: 'noon' } });
          element.sendToolResponse({ name: 'weather', response: { output: 'rain' } });
        });
        element.sendText('Go.');
        await done();
        const to = id === '' ? {} : { id };
        expect(await answers(stage)).to.deep.equal([
          { ...to, name: 'weather', response: { output: 'rain' } },
        ]);
        await stage.until(() => stage.warnings.length > 0);
        expect(stage.warnings).to.deep.equal(['bad-value']);
        expect(stage.consoleWarnings[0]).to.include('clock');
      });
    }
  });
}
