import { expect } from '@open-wc/testing';
import { ENGINE_MODES, EngineHarness } from '../support/engine-harness.ts';
import { Twin } from '../support/twin.ts';

for (const mode of ENGINE_MODES) {
  describe(`engine (${mode}): what is held back`, () => {
    let twin: Twin;
    let engine: EngineHarness;
    beforeEach(async () => {
      twin = await Twin.start({ setupDelayMs: 0 });
      engine = await EngineHarness.start(mode);
      await engine.open(twin);
    });
    afterEach(async () => {
      engine.close();
      await twin.stop();
    });

    it('the voice: its last ten seconds, and it is told that the rest was not lost to the network', async () => {
      engine.post({ type: 'hold', on: true, why: 'call' });
      // Louder and louder, so that it never counts as the noise of the room.
      for (let value = 1; value <= 501; value += 1) engine.frame(1000 + 60 * value);
      await engine.until(() => engine.of('slow').length > 0);
      expect(engine.of('slow')).to.deep.equal([{ type: 'slow', dropped: 1, held: true }]);
      engine.post({ type: 'hold', on: false, why: 'call' });
      await twin.wait({ for: 'audio', count: 500 });
    });

    it('a picture is dropped, and told of only when it goes out', async () => {
      const picture = (): void =>
        engine.post({ type: 'picture', data: new ArrayBuffer(8), mimeType: 'image/jpeg' });
      engine.post({ type: 'hold', on: true, why: 'call' });
      picture();
      engine.post({ type: 'hold', on: false, why: 'call' });
      picture();
      await twin.wait({ for: 'video' });
      await engine.until(() => engine.of('shown').length > 0);
      engine.post({ type: 'send', message: { realtimeInput: { text: 'hello' } } });
      await twin.wait({ for: 'text' });
      expect(engine.of('shown')).to.have.length(1);
      const { messages } = await twin.received();
      expect(messages.filter(({ kind }) => kind === 'video')).to.have.length(1);
    });
  });
}
