import { expect } from '@open-wc/testing';
import type { FromEngine } from '../../src/engine/messages.ts';
import { Stage } from '../support/conversation-harness.ts';
import { BLOCKING, calling, responsesOf } from './support/tool-calls.ts';

describe('an answer in the moment in which the line goes', () => {
  let stage: Stage;
  const { Worker } = globalThis;
  afterEach(async () => {
    globalThis.Worker = Worker;
    await stage.close();
  });

  it('is told as lost when the session that follows does not know the call', async () => {
    stage = await Stage.open(calling(BLOCKING, [{ name: 'weather', id: 'fc_1' }]));
    const { element, twin } = stage;
    let answers = 0;
    // The engine knows that there is no line, the page is just answering, and then hears of it.
    globalThis.Worker = class extends globalThis.Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', (event: MessageEvent<FromEngine>) => {
          const { data } = event;
          if (data.type !== 'ended' || answers > 0) return;
          answers += 1;
          event.stopImmediatePropagation();
          element.sendToolResponse({ id: 'fc_1', name: 'weather', response: { output: 'rain' } });
          setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
        });
      }
    };
    element.tools = [{ declaration: { name: 'weather' } }];
    element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
    element.sendText('Go.');
    await stage.until(() => stage.of('gemini-live-toolcall').length === 1);
    await twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    expect(answers).to.equal(1);
    await stage.until(() => stage.warnings.length > 0);
    expect(stage.warnings).to.deep.equal(['answer-lost']);
    element.sendText('Still there?');
    await twin.wait({ for: 'text', connection: 2 });
    expect(await responsesOf(stage, 2)).to.deep.equal([]);
    expect(await twin.connections()).to.have.length(2);
  });
});
