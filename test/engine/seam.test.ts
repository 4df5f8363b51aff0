import { expect } from '@open-wc/testing';
import { ENGINE_MODES, EngineHarness } from '../support/engine-harness.ts';
import type { ClientMessage } from '../../src/engine/messages.ts';
import { geminiUrl } from '../../src/wire/backends/gemini.ts';
import { Twin } from '../support/twin.ts';

const typed = (text: string): ClientMessage => ({ realtimeInput: { text } });

for (const mode of ENGINE_MODES) {
  describe(`engine (${mode}): one line takes over from another`, () => {
    let twin: Twin;
    let engine: EngineHarness;
    beforeEach(async () => {
      engine = await EngineHarness.start(mode);
    });
    afterEach(async () => {
      engine.close();
      await twin.stop();
    });

    const begin = async (text: string, options: Parameters<typeof Twin.start>[0] = {}): Promise<void> => {
      twin = await Twin.start({ setupDelayMs: 0, ...options });
      await engine.open(twin);
      if (text) engine.post({ type: 'send', message: typed(text) });
      if (text) await twin.wait({ for: 'text' });
    };
    let asked = 0;
    const succeed = (line: number, withinMs: number, closeFirst = false): void => {
      asked = performance.now();
      engine.post({
        type: 'open',
        line,
        first: [],
        takeOver: { withinMs, closeFirst },
        options: {
          url: geminiUrl({ baseUrl: twin.url, apiVersion: 'v1beta', credential: twin.apiKey }),
          model: 'gemini-3.8-live',
          config: { responseModalities: ['AUDIO' as never] },
          timeoutMs: 5000,
        },
      });
    };
    const openedOn = async (line: number) => {
      await engine.until(() => engine.of('opened').some((one) => one.line === line));
      return engine.of('opened').find((one) => one.line === line);
    };
    const textsOn = async (connection: number): Promise<unknown[]> =>
      (await twin.received({ connection })).messages
        .filter(({ kind }) => kind === 'text')
        .map(({ message }) => (message as { realtimeInput: { text: string } }).realtimeInput.text);

    it('at once where nobody speaks; nothing is said twice, and nothing is told of an end', async () => {
      await begin('');
      succeed(2, 60_000);
      expect(await openedOn(2)).to.deep.include({ took: true, again: 0, lost: 0 });
      await twin.wait({ for: 'closed', connection: 1 });
      engine.post({ type: 'send', message: typed('hello') });
      await twin.wait({ for: 'text', connection: 2 });
      expect(engine.of('ended')).to.deep.equal([]);
    });

    it('not while an answer is being given, and not before its turn is over', async () => {
      await begin('Talk.', { script: { answers: [{ kind: 'tone', hz: 440, seconds: 1.5, delayMs: 0 }] } });
      await engine.until(() => engine.of('audio').length > 0);
      succeed(2, 60_000);
      await openedOn(2);
      const at = engine.messages.findIndex((one) => one.type === 'opened' && one.line === 2);
      const over = engine.messages.findIndex(
        (one) => one.type === 'message' && one.message.serverContent?.generationComplete === true,
      );
      expect(over).to.be.within(0, at);
      // It was asked for before there was an answer that it could have been told of.
      await twin.wait({ for: 'text', connection: 2 });
      expect(await textsOn(2)).to.deep.equal(['Talk.']);
    });

    it('one that is asked for when the answer is over knows of it', async () => {
      await begin('Talk.', { script: { answers: [{ kind: 'tone', hz: 440, seconds: 0.2, delayMs: 0 }] } });
      await engine.until(() =>
        engine.of('message').some(({ message }) => message.serverContent?.generationComplete === true),
      );
      succeed(2, 60_000);
      expect(await openedOn(2)).to.deep.include({ again: 0 });
      expect(await textsOn(2)).to.deep.equal([]);
    });

    it('in mid-answer when there is no time left: what was asked is asked once more', async () => {
      await begin('Talk.', { script: { answers: [{ kind: 'tone', hz: 440, seconds: 30, delayMs: 0 }] } });
      await engine.until(() => engine.of('audio').length > 0);
      succeed(2, 0);
      expect(await openedOn(2)).to.deep.include({ took: true, again: 1, spoken: 0 });
      await twin.wait({ for: 'text', connection: 2 });
      expect(await textsOn(2)).to.deep.equal(['Talk.']);
    });

    it('the line is lost while a successor stands by: it serves at once, and no end is told', async () => {
      await begin('Talk.', { script: { answers: [{ kind: 'tone', hz: 440, seconds: 30, delayMs: 0 }] } });
      await engine.until(() => engine.of('audio').length > 0);
      succeed(2, 60_000);
      await twin.wait({ for: 'message', connection: 2 });
      await twin.wait({ for: 'connection', count: 2 });
      // The twin has answered its setup by the time that a second connection is there and quiet.
      await twin.terminate({ connection: 1 });
      const opened = await openedOn(2);
      expect(opened).to.deep.include({ again: 1 });
      expect(engine.of('ended').map(({ line }) => line)).to.deep.equal(opened?.took ? [] : [1]);
    });

    it('a successor that fails is told of, and the line goes on', async () => {
      await begin('', {
        script: {
          faults: [
            {
              at: 'setup',
              connection: 2,
              do: { kind: 'close', code: 1011, reason: 'Internal error encountered.' },
            },
          ],
        },
      });
      succeed(2, 60_000);
      await engine.until(() => engine.of('ended').length > 0);
      expect(engine.of('ended')[0]).to.deep.include({ line: 2, healthyMs: 0 });
      engine.post({ type: 'send', message: typed('still here') });
      await twin.wait({ for: 'text', connection: 1 });
    });

    it('where two at once are refused, the first is closed before the second is opened', async () => {
      await begin('');
      succeed(2, 60_000, true);
      expect(await openedOn(2)).to.deep.include({ took: true });
      await twin.wait({ for: 'closed', connection: 1 });
    });

    it('not while the model waits for functions of the page’s', async () => {
      await begin('');
      engine.post({ type: 'calling', on: true });
      succeed(2, 2500);
      await engine.until(() => engine.of('opened').some(({ line }) => line === 2));
      // Nobody spoke: without the call it would have been at the first look.
      expect(performance.now() - asked).to.be.least(2400);
    });

    it('the line is lost while the next waits for it to be closed: the end is told, and the next opened', async () => {
      await begin('Talk.', { script: { answers: [{ kind: 'tone', hz: 440, seconds: 30, delayMs: 0 }] } });
      await engine.until(() => engine.of('audio').length > 0);
      succeed(2, 60_000, true);
      await twin.terminate();
      await openedOn(2);
      expect(engine.of('ended').map(({ line }) => line)).to.deep.equal([1]);
    });

    it('an answer that does not come lets the line be doubted, once', async () => {
      await begin('Anybody?', { script: { answers: [{ kind: 'none', end: 'nothing' }] } });
      await engine.until(() => engine.of('doubt').length > 0);
      expect(engine.of('doubt')).to.deep.equal([{ type: 'doubt', line: 1 }]);
    }).timeout(15_000);
  });
}
