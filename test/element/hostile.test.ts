import { expect } from '@open-wc/testing';
import type { FaultAction } from '../../src/emulator/script/fault.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';
import { hostileMessages } from './support/hostile-messages.ts';

const LEGAL = ['idle', 'connecting', 'listening', 'thinking', 'speaking', 'reconnecting', 'ended', 'failed'];

/** Sent by the twin as soon as the client says something, on its first connection. */
const sends = (actions: readonly FaultAction[]) => ({
  setupDelayMs: 10,
  script: {
    answers: [{ kind: 'say' as const, text: 'All is well.', delayMs: 10 }],
    faults: actions.map((action) => ({ at: 'first-input' as const, connection: 1, do: action })),
  },
});

for (const engine of ENGINES) {
  describe(`a service that sends anything (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    /** A normal turn works: the visitor types, the model is heard. */
    const expectTurn = async (): Promise<void> => {
      const { element } = stage;
      const before = stage.states.length;
      element.sendText('Is all well?');
      await stage.until(
        () =>
          element.transcript.some(({ text }) => text === 'All is well.') &&
          stage.states.slice(before).includes('speaking') &&
          element.state === 'listening',
      );
    };

    for (const seed of [1, 2]) {
      it(`2000 messages of every shape but the right one (seed ${seed}): no exception, and a normal turn after it`, async () => {
        const messages = hostileMessages(seed, 2000);
        stage = await Stage.open({
          engine,
          twin: sends([
            ...messages.map((message) => ({ kind: 'send' as const, message })),
            { kind: 'send', message: { serverContent: { interrupted: true, turnComplete: true } } },
            { kind: 'send', message: { goAway: { timeLeft: '77s' } } },
          ]),
        });
        const { element } = stage;
        element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
        element.options = { ...element.options, debug: true };
        element.sendText('Begin.');
        await stage.until(() => stage.of('gemini-live-goaway').some(({ timeLeft }) => timeLeft === 77_000));
        expect(LEGAL).to.include(element.state);
        await expectTurn();
        expect(stage.states.every((state) => LEGAL.includes(state))).to.equal(true);
        expect(stage.errors).to.deep.equal([]);
        // A successor may have been sent for; the visitor saw nothing of it.
        expect(stage.states).to.not.include('reconnecting');
        expect(element.transcript.every(({ text, id }) => typeof text === 'string' && id !== '')).to.equal(
          true,
        );
        expect(Number.isFinite(element.usage?.totalTokens)).to.equal(true);
        expect('polluted' in {}).to.equal(false);
        expect(element.shadowRoot?.querySelector('img')).to.equal(null);
      }).timeout(60_000);
    }

    it('frames that are no message: one warning, and a normal turn after it', async () => {
      const texts = ['', ' ', 'nonsense', '[1]', 'null', '7', '"text"', '{"serverContent":', '{}', '\u0000'];
      stage = await Stage.open({
        engine,
        twin: sends([
          ...texts.map((text) => ({ kind: 'raw' as const, text })),
          { kind: 'raw', base64: btoa('\u00ff\u00fe\u0000') },
          { kind: 'raw', base64: '' },
        ]),
      });
      await expectTurn();
      expect(stage.warnings).to.deep.equal(['bad-message']);
      expect(stage.errors).to.deep.equal([]);
    });

    it('calls that cannot be answered, and answers that cannot be sent: a normal turn after it', async () => {
      const functionCalls = [{ name: 'f' }, { name: 'f', id: 5 }, { name: 'f', id: null }, { id: 'x' }, null];
      stage = await Stage.open({
        engine,
        twin: sends([{ kind: 'send', message: { toolCall: { functionCalls } } }]),
      });
      const { element } = stage;
      // The service knows nothing of these calls, and ends the line at an answer.
      element.addEventListener('gemini-live-toolcall', (event) => event.preventDefault());
      element.sendText('Begin.');
      await stage.until(() => stage.of('gemini-live-toolcall').length === 3);
      element.sendToolResponse([]);
      element.sendToolResponse({ name: 'f' });
      element.sendToolResponse(7 as never);
      element.sendContext(7 as never);
      element.updateContext(null as never);
      element.sendContext([{ role: 'user', parts: [() => 1] as never }]);
      await expectTurn();
      expect(stage.errors).to.deep.equal([]);
      const messages = stage.of('gemini-live-warning').map(({ message }) => message);
      expect(messages).to.have.length(4);
      const named = /^(A message was not sent|sendContext\(\)): /;
      expect(messages.every((message) => named.test(message))).to.equal(true);
    });

    it('a history that is none: a warning, and a conversation without it', async () => {
      stage = await Stage.open({ engine, twin: sends([]) });
      stage.element.history = [7, 'x', {}] as never;
      await expectTurn();
      expect(stage.warnings).to.deep.equal(['bad-value']);
    });

    it('a message of two megabytes, and a thousand in one burst', async () => {
      const text = 'x'.repeat(2_000_000);
      const small = { kind: 'send' as const, message: { serverContent: {} } };
      stage = await Stage.open({
        engine,
        twin: sends([
          {
            kind: 'send',
            message: { serverContent: { outputTranscription: { text }, turnComplete: true }, odd: text },
          },
          ...Array.from({ length: 1000 }, () => small),
        ]),
      });
      await expectTurn();
    }).timeout(30_000);
  });
}
