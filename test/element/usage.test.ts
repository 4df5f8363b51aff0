import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';
import type { TwinStart } from '../support/twin-commands.ts';

type Answers = NonNullable<Extract<TwinStart['script'], { answers?: unknown }>['answers']>;

describe('what a conversation costs', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const open = async (usageLimit: unknown, answers: Answers): Promise<void> => {
    stage = await Stage.open({ twin: { script: { answers } } });
    stage.element.options = { ...stage.element.options, usageLimit: usageLimit as number };
  };

  it('by modality, in a running total over turns and connections', async () => {
    await open(undefined, [{ kind: 'tone', hz: 440, seconds: 0.4 }]);
    const { element, twin } = stage;
    element.sendText('One.');
    await stage.until(() => stage.of('gemini-live-usage').length === 1);
    const [first] = stage.of('gemini-live-usage');
    expect(first?.usage.byModality.audio?.response).to.equal(first?.usage.responseTokens);
    await stage.state('listening');
    await twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    element.sendText('Two.');
    await stage.until(() => stage.of('gemini-live-usage').length === 2);
    const { totalTokens = 0, last } = element.usage ?? {};
    expect(totalTokens).to.equal((first?.usage.totalTokens ?? 0) + (last?.totalTokens ?? 0));
    expect(totalTokens).to.be.greaterThan(last?.totalTokens ?? 0);
  });

  it('a ceiling: the answer is heard to its end, one warning, then it is over; anew after that', async () => {
    // The end of the turn, and its cost with it, comes at once: most of the sound is still to be heard.
    await open(5, [{ kind: 'tone', hz: 440, seconds: 0.8, pace: 0, turnComplete: 'at-once' }]);
    const { element } = stage;
    element.sendText('One.');
    await stage.until(() => stage.of('gemini-live-usage').length === 1);
    await stage.state('ended');
    const at = (wanted: string): number =>
      stage.of('gemini-live-statechange').find(({ state }) => state === wanted)?.timeStamp ?? NaN;
    expect(at('ended') - at('speaking')).to.be.greaterThan(600);
    await stage.until(() => stage.warnings.length === 1);
    expect(stage.warnings).to.deep.equal(['usage-limit']);
    expect(stage.errors).to.deep.equal([]);
    await stage.frames(() => !!element.shadowRoot?.querySelector('[part~="limit"]'));
    element.sendText('Again.');
    await stage.state('speaking');
    await stage.state('ended');
  });

  it('counts over connections, and holds when it is set in mid-conversation', async () => {
    await open(undefined, [{ kind: 'say', text: 'La' }]);
    const { element, twin } = stage;
    element.sendText('One.');
    await stage.until(() => stage.of('gemini-live-usage').length === 1);
    await stage.state('listening');
    await twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    await stage.state('listening');
    element.options = { ...element.options, usageLimit: element.usage?.totalTokens ?? 0 };
    await stage.state('ended');
    await stage.until(() => stage.warnings.includes('usage-limit'));
  });

  for (const wrong of [0, -1, NaN, 'ten']) {
    it(`a ceiling that is none (${String(wrong)}): one warning, and no ceiling`, async () => {
      await open(wrong, [{ kind: 'tone', hz: 440, seconds: 0.2 }]);
      stage.element.sendText('One.');
      await stage.until(() => stage.of('gemini-live-usage').length === 1);
      await stage.state('listening');
      expect(stage.warnings).to.deep.equal(['bad-value']);
    });
  }
});
