import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

const LONG = { kind: 'tone' as const, hz: 440, seconds: 3, delayMs: 10 };
const SILENT = { kind: 'none' as const, end: 'nothing' as const };

for (const engine of ENGINES) {
  describe(`nothing is lost with the line (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const reconnected = (count = 1): Promise<void> =>
      stage.until(() => stage.of('gemini-live-reconnect').length >= count);

    it('what was asked and not answered is asked once more, and that is told', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [LONG] } } });
      const { element, twin } = stage;
      element.sendText('Talk.');
      await stage.state('speaking');
      await twin.terminate();
      await reconnected();
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 1, again: 1, lost: 0 });
      await twin.wait({ for: 'text', connection: 2 });
      expect(element.transcript.filter(({ role }) => role === 'user')).to.have.length(1);
    });

    it('what was said and not answered is said once more; its second transcript is marked', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [LONG] } } });
      const { element, twin } = stage;
      await element.start();
      await stage.say(40);
      await stage.state('speaking');
      await stage.until(() => element.transcript.some(({ role }) => role === 'user'));
      await twin.terminate();
      await reconnected();
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ again: 1, lost: 0 });
      await stage.until(() => element.transcript.some(({ again }) => again));
      const [first, ...others] = element.transcript.filter(({ role }) => role === 'user');
      expect(first?.again).to.equal(undefined);
      expect(others.map(({ again }) => again)).to.deep.equal([true]);
    });

    it('what was answered is not said again', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      element.options = { ...element.options, debug: true };
      element.sendText('First.');
      await stage.until(() =>
        stage.of('gemini-live-message').some(({ message }) => message.sessionResumptionUpdate?.newHandle),
      );
      await twin.terminate();
      await reconnected();
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ again: 0, lost: 0, resumed: true });
      element.sendText('Second.');
      await twin.wait({ for: 'text', connection: 2 });
      const { messages } = await twin.received({ connection: 2 });
      expect(messages.filter(({ kind }) => kind === 'text')).to.have.length(1);
    });

    it('a line that is dead without a word is noticed, and the question is asked anew', async () => {
      stage = await Stage.open({
        engine,
        twin: {
          script: { answers: [LONG], faults: [{ at: 'first-input', connection: 1, do: { kind: 'stall' } }] },
        },
      });
      stage.element.sendText('Anybody?');
      await reconnected();
      await stage.twin.wait({ for: 'text', connection: 2 });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ again: 1 });
      await stage.state('speaking');
    }).timeout(20_000);

    it('a model that chooses silence is not taken for a dead line again and again', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [SILENT] } } });
      stage.element.sendText('Hm.');
      await reconnected();
      expect(stage.states).to.not.include('failed');
      expect(stage.errors).to.deep.equal([]);
    }).timeout(20_000);

    it('the page goes offline: another line is tried at once', async () => {
      stage = await Stage.open({ engine });
      await stage.element.start();
      dispatchEvent(new Event('offline'));
      await reconnected();
      await stage.twin.wait({ for: 'connection', count: 2 });
      expect(stage.errors).to.deep.equal([]);
    });

    it('the network is gone when the line is doubted: it is shown, and the next one comes by itself', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [LONG] } } });
      const { element, twin } = stage;
      await element.start();
      element.tokenProvider = () => Promise.reject(new TypeError('no network'));
      dispatchEvent(new Event('offline'));
      await stage.state('reconnecting');
      element.sendText('Kept.');
      element.tokenProvider = () => twin.token();
      dispatchEvent(new Event('online'));
      await reconnected();
      await twin.wait({ for: 'text', connection: 2 });
      expect(stage.errors).to.deep.equal([]);
    });

    it('offline for a moment, and an endpoint that fails once: the line that serves goes on until there is another', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      let asked = 0;
      element.tokenProvider = () => {
        asked += 1;
        if (asked === 2) throw new TypeError('Failed to fetch');
        return twin.token();
      };
      await element.start();
      dispatchEvent(new Event('offline'));
      await reconnected();
      expect(asked).to.equal(3);
      expect(stage.states).to.not.include('reconnecting');
    });

    it('the network goes after the end was announced: that is shown', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      let down = false;
      element.tokenProvider = () => {
        if (down) throw new TypeError('Failed to fetch');
        return twin.token();
      };
      await element.start();
      down = true;
      await twin.send({ goAway: { timeLeft: '50s' } });
      await stage.until(() => stage.of('gemini-live-goaway').length > 0);
      dispatchEvent(new Event('offline'));
      await stage.state('reconnecting');
      down = false;
      await reconnected();
      expect(stage.errors).to.deep.equal([]);
    });

    it('the token endpoint has enough of it for a moment: one more attempt', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.start();
      let asked = 0;
      element.tokenProvider = async () => {
        asked += 1;
        if (asked < 3) throw new Error('429');
        return twin.token();
      };
      await twin.terminate();
      await reconnected();
      expect(asked).to.equal(3);
      expect(stage.of('gemini-live-reconnect')[0]?.attempt).to.equal(3);
    });

    it('the last end after 58 minutes: the handle is refused, and a new session is told what was said', async () => {
      stage = await Stage.open({
        engine,
        twin: {
          script: {
            answers: [{ kind: 'say', text: 'Yes.' }],
            faults: [
              { at: 'turn-complete', connection: 1, afterMs: 50, do: { kind: 'refuse', as: 'deadline' } },
              { at: 'setup', connection: 2, do: { kind: 'refuse', as: 'sessionOver' } },
            ],
          },
        },
      });
      stage.element.sendText('First.');
      await reconnected();
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ resumed: false, again: 0 });
      await stage.twin.wait({ for: 'clientContent', connection: 3 });
      const { messages } = await stage.twin.received({ connection: 3 });
      expect(JSON.stringify(messages[1]?.message)).to.contain('First.').and.to.contain('Yes.');
      expect(stage.errors).to.deep.equal([]);
    });
  });
}
