import { expect } from '@open-wc/testing';
import { ENGINE_MODES, EngineHarness } from '../support/engine-harness.ts';
import { Twin } from '../support/twin.ts';

const ANSWER = { toolResponse: { functionResponses: [{ id: 'a', name: 'f', response: { output: 1 } }] } };

for (const mode of ENGINE_MODES) {
  describe(`engine (${mode}): answers to calls without a line`, () => {
    let twin: Twin;
    let engine: EngineHarness;
    beforeEach(async () => {
      twin = await Twin.start({ setupDelayMs: 0 });
      engine = await EngineHarness.start(mode);
    });
    afterEach(async () => {
      engine.close();
      await twin.stop();
    });

    it('come back, each once and whole; the next line is not told of them, but of what was typed', async () => {
      engine.post({ type: 'send', message: ANSWER });
      await engine.until(() => engine.of('unsent').length === 1);
      await engine.open(twin);
      await twin.terminate();
      await engine.until(() => engine.of('ended').length === 1);
      engine.post({ type: 'send', message: ANSWER });
      engine.post({ type: 'send', message: { realtimeInput: { text: 'hello' } } });
      await engine.until(() => engine.of('unsent').length === 2);
      expect(engine.of('unsent').map(({ message }) => message)).to.deep.equal([ANSWER, ANSWER]);
      await engine.open(twin, { line: 2 });
      await twin.wait({ for: 'text', connection: 2 });
      const { messages } = await twin.received({ connection: 2 });
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'text']);
    });
  });
}
