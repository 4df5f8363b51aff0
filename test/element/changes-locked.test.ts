import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';
import { TestRelay } from '../support/relay.ts';

const MODELS = { gemini: 'gemini-3.8-live', vertex: 'gemini-live-2.5-flash-native-audio' } as const;
/** What carries new instructions, on either. */
const UPDATES = ['contextUpdate', 'clientContent'];

describe('a change of what the token pins', () => {
  let stage: Stage;
  let relay: TestRelay | undefined;
  afterEach(async () => {
    await stage.close();
    await relay?.stop();
    relay = undefined;
  });

  for (const backend of ['gemini', 'vertex'] as const) {
    const model = MODELS[backend];

    /** A conversation whose token pins these. */
    const begin = async (locked: readonly string[]): Promise<void> => {
      stage = await Stage.open({
        markup: `<gemini-live model="${model}" backend="${backend}" visualizer="none"></gemini-live>`,
      });
      const { element, twin } = stage;
      if (backend === 'vertex') {
        // A relay that lets them through: it is the page that keeps them back.
        const more = ['systemInstruction'];
        relay = await TestRelay.start({ service: twin.url, models: [model], more });
      }
      const ticket = async (): Promise<object> => {
        const headers = { 'content-type': 'application/json' };
        const asked = { method: 'POST', headers, body: JSON.stringify({ model }) };
        return (await (await fetch(relay?.endpoint ?? '', asked)).json()) as object;
      };
      if (relay) element.baseUrl = null as never;
      element.tokenProvider = async () =>
        ({ ...(relay ? await ticket() : { token: await twin.token() }), locked }) as never;
      await element.start();
    };
    /** What was sent after the setup, up to a word that is typed now. */
    const kinds = async (): Promise<string[]> => {
      stage.element.sendText('mark');
      await stage.twin.wait({ for: 'text' });
      return (await stage.received()).messages
        .map(({ kind }) => kind)
        .filter((kind) => UPDATES.includes(kind));
    };

    it(`${backend}: instructions by attribute are not sent, and told once`, async () => {
      await begin(['system_instruction']);
      stage.element.systemInstruction = 'Two.';
      expect(await kinds()).to.deep.equal([]);
      await stage.until(() => stage.warnings.length > 0);
      stage.element.systemInstruction = undefined;
      await stage.element.updateComplete;
      stage.element.systemInstruction = 'Two.';
      expect(await kinds()).to.deep.equal([]);
      expect(stage.warnings).to.deep.equal(['locked-by-token']);
      expect(stage.consoleWarnings[0]).to.include('pins systemInstruction');
    });

    it(`${backend}: nor are those of config; without the pin they are`, async () => {
      await begin(['systemInstruction.parts']);
      stage.element.config = { systemInstruction: 'Two.' };
      expect(await kinds()).to.deep.equal([]);
      await stage.until(() => stage.warnings.includes('locked-by-token'));
      await stage.close();
      await relay?.stop();
      await begin(['temperature']);
      stage.element.config = { systemInstruction: 'Two.' };
      expect(await kinds()).to.deep.equal([backend === 'gemini' ? 'contextUpdate' : 'clientContent']);
      expect(stage.warnings).to.deep.equal([]);
    });
  }
});
