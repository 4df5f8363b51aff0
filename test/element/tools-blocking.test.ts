import { expect } from '@open-wc/testing';
import type { LiveTool } from '../../src/tools/live-tool.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling, NON_BLOCKING, responsesOf } from './support/tool-calls.ts';

/** A function that returns when it is told to. */
class Slow {
  begun: Promise<void>;
  finish: (result: unknown) => void = () => undefined;
  readonly tool: LiveTool;

  constructor(declaration: LiveTool['declaration'] = { name: 'weather' }) {
    let begin: () => void = () => undefined;
    this.begun = new Promise((resolve) => (begin = resolve));
    const handler = (): Promise<unknown> => {
      begin();
      return new Promise((resolve) => (this.finish = resolve));
    };
    this.tool = { declaration, handler };
  }
}

for (const engine of ENGINES) {
  describe(`calls that the model waits for (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const texts = async (): Promise<string[]> =>
      (await stage.received()).messages
        .map(({ kind, message }) => (kind === 'toolResponse' ? kind : JSON.stringify(message)))
        .filter((text) => text === 'toolResponse' || text.includes('"text"'));

    it('what is typed meanwhile waits, so that the service does not end the session', async () => {
      const slow = new Slow();
      stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather' }], { strict: true }) });
      const { element } = stage;
      element.tools = [slow.tool];
      element.sendText('First.');
      await slow.begun;
      element.sendText('Second.');
      await element.updateComplete;
      slow.finish('rain');
      await stage.twin.wait({ for: 'text', count: 2 });
      expect(await texts()).to.deep.equal([
        '{"realtimeInput":{"text":"First."}}',
        'toolResponse',
        '{"realtimeInput":{"text":"Second."}}',
      ]);
      expect(await stage.twin.connections()).to.have.length(1);
      expect(stage.errors).to.deep.equal([]);
    });

    it('the voice waits, and none of it is lost', async () => {
      const slow = new Slow();
      stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather' }], { strict: true }) });
      const { element, microphone, twin } = stage;
      element.tools = [slow.tool];
      await element.start();
      // Frames that are on their way when the call comes are nobody's fault; here there are none.
      element.muted = true;
      await twin.wait({ for: 'audioStreamEnd' });
      element.sendText('First.');
      await slow.begun;
      const before = (await stage.received()).audio.frames;
      element.muted = false;
      microphone.speak();
      await stage.frames(() => element.inputLevel > 0.1);
      microphone.hush();
      await stage.frames(() => element.inputLevel < 0.01);
      expect((await stage.received()).audio.frames).to.equal(before);
      slow.finish('rain');
      await twin.wait({ for: 'audio', count: before + 3 });
      expect(await twin.connections()).to.have.length(1);
    });

    it('nothing waits for a function that does not block, nor on a model that hears the visitor meanwhile', async () => {
      for (const [behavior, model] of [
        ['BLOCKING', NON_BLOCKING],
        ['NON_BLOCKING', BLOCKING],
      ] as const) {
        const slow = new Slow({ name: 'weather', behavior });
        stage = await Stage.open({ engine, ...calling(model, [{ name: 'weather' }], { filler: '' }) });
        const { element, twin } = stage;
        element.tools = [slow.tool];
        element.sendText('First.');
        await slow.begun;
        element.sendText('Second.');
        await twin.wait({ for: 'text', count: 2 });
        expect(await texts(), behavior).to.have.length(2);
        slow.finish('rain');
        if (behavior === 'BLOCKING') await stage.close();
      }
    });

    it('a call that the page answers: held until it does, answered once', async () => {
      stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather' }], { strict: true }) });
      const { element, twin } = stage;
      element.tools = [{ declaration: { name: 'weather' }, handler: () => expect.fail('The page answers.') }];
      element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
      element.sendText('First.');
      await stage.until(() => stage.of('gemini-live-toolcall').length === 1);
      element.sendText('Second.');
      const id = stage.of('gemini-live-toolcall')[0]?.call.id ?? '';
      element.sendToolResponse({ id, name: 'weather', response: { sky: 'grey' } });
      await twin.wait({ for: 'text', count: 2 });
      element.sendToolResponse({ id, name: 'weather', response: { sky: 'blue' } });
      await stage.until(() => stage.warnings.length === 1);
      expect(stage.warnings).to.deep.equal(['bad-value']);
      expect(await responsesOf(stage)).to.deep.equal([{ name: 'weather', response: { sky: 'grey' } }]);
      expect(await twin.connections()).to.have.length(1);
    });

    it('a call that the page takes and forgets: answered for it when its time is over', async () => {
      stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather' }]) });
      const { element, twin } = stage;
      element.options = { ...element.options, toolTimeoutMs: 50 };
      element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
      element.sendText('First.');
      await stage.until(() => stage.of('gemini-live-toolcall').length === 1);
      element.sendText('Second.');
      await twin.wait({ for: 'text', count: 2 });
      expect(await responsesOf(stage)).to.deep.equal([
        { name: 'weather', response: { error: 'No result came within 0.05 s.' } },
      ]);
    });

    it('cancelled: what waited goes out', async () => {
      const slow = new Slow();
      stage = await Stage.open({ engine, ...calling(BLOCKING, [{ name: 'weather' }]) });
      const { element, twin } = stage;
      element.tools = [slow.tool];
      element.sendText('First.');
      await slow.begun;
      element.sendText('Second.');
      const id = stage.of('gemini-live-toolcall')[0]?.call.id;
      await twin.send({ toolCallCancellation: { ids: [id, 7, 'unheard of'] } });
      await twin.wait({ for: 'text', count: 2 });
      slow.finish('late');
      element.sendText('Third.');
      await twin.wait({ for: 'text', count: 3 });
      expect(await responsesOf(stage)).to.deep.equal([]);
      expect(stage.of('gemini-live-toolcancel')[0]?.ids).to.deep.equal([id, 'unheard of']);
    });
  });
}
