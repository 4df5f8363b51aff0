import { expect } from '@open-wc/testing';
import type { GeminiLiveErrorCode } from '../../src/errors.ts';
import { en } from '../../src/locales/en.ts';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

/** An answer that is long enough for something to happen in the middle of it. */
const LONG = { kind: 'tone' as const, hz: 440, seconds: 3, delayMs: 10 };
const QUOTA = 'You exceeded your current quota, please check your plan and billing details.';

interface Close {
  readonly code: number;
  readonly reason: string;
  /** The error that it ends with; without one, the conversation goes on over a new connection. */
  readonly error?: GeminiLiveErrorCode;
}

/** A close of a session that is set up, with each code of the service. */
const CLOSES: readonly Close[] = [
  { code: 1000, reason: '' },
  { code: 1005, reason: '' },
  { code: 1006, reason: '' },
  { code: 1007, reason: 'Request contains an invalid argument.', error: 'config' },
  { code: 1007, reason: "Invalid JSON payload received. Unknown name 'x'", error: 'config' },
  { code: 1007, reason: 'realtime_input.media_chunks is deprecated.', error: 'config' },
  { code: 1008, reason: 'Operation is not implemented, or supported, or enabled.' },
  { code: 1008, reason: 'Requested entity was not found.' },
  { code: 1008, reason: 'The operation was aborted.' },
  { code: 1011, reason: QUOTA, error: 'quota' },
  { code: 1011, reason: 'Internal error encountered.' },
  { code: 1011, reason: 'Deadline expired before operation could complete.' },
  { code: 1011, reason: 'The service is currently unavailable.' },
];

for (const engine of ENGINES) {
  describe(`a line that breaks (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    const goesOn = async ({ code, error }: Close): Promise<void> => {
      const { element } = stage;
      if (error) {
        await stage.until(() => stage.errors.length > 0);
        expect(element.state).to.equal('failed');
        expect(stage.errors).to.deep.equal([error]);
        expect(await stage.shown('error')).to.contain(en.errors[error].what);
        await element.stop();
        await stage.expectReleased();
        await element.start();
        expect(await stage.shown('error')).to.equal(undefined);
      } else {
        await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
        expect(stage.of('gemini-live-reconnect')[0]?.attempt).to.equal(1);
        expect(stage.states, String(code)).to.include('reconnecting');
        expect(stage.errors).to.deep.equal([]);
      }
      await stage.state('listening', 'thinking', 'speaking');
      expect((await stage.twin.connections()).length).to.equal(2);
    };

    // Each engine takes one of the two moments: what the codes mean is decided behind it.
    const moment = engine === 'auto' ? 'first-audio' : 'setup-complete';
    it(`closed by each code (${moment})`, async () => {
      for (const close of CLOSES) {
        if (close !== CLOSES[0]) await stage.close();
        const { code, reason } = close;
        const fault = { at: moment, connection: 1, do: { kind: 'close', code, reason } } as const;
        stage = await Stage.open({ engine, twin: { script: { answers: [LONG], faults: [fault] } } });
        stage.element.sendText('Talk.');
        await goesOn(close);
      }
    }).timeout(90_000);

    it('with a handle: resumed, the transcript kept, and what is said meanwhile arrives', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [{ kind: 'say', text: 'Yes.' }] } } });
      const { element, twin } = stage;
      element.options = { ...element.options, debug: true };
      element.sendText('First.');
      await stage.until(() =>
        stage.of('gemini-live-message').some(({ message }) => message.sessionResumptionUpdate?.newHandle),
      );
      const before = element.transcript.map(({ text }) => text);
      await twin.terminate();
      await stage.state('reconnecting');
      element.sendText('Second.');
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      const [reconnect] = stage.of('gemini-live-reconnect');
      expect(reconnect).to.deep.include({ attempt: 1, resumed: true });
      await twin.wait({ for: 'text', connection: 2 });
      const { messages } = await stage.received();
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'text']);
      expect(JSON.stringify(await stage.setup(2))).to.match(/"sessionResumption":\{"handle":"[\w-]+"\}/);
      expect(element.transcript.map(({ text }) => text).slice(0, 3)).to.deep.equal([...before, 'Second.']);
    });

    it('with a handle that is not known any more: a new session that is told what was said', async () => {
      stage = await Stage.open({
        engine,
        twin: {
          script: {
            answers: [{ kind: 'say', text: 'Yes.' }],
            faults: [
              {
                at: 'setup',
                connection: 2,
                do: { kind: 'close', code: 1008, reason: 'BidiGenerateContent session not found' },
              },
            ],
          },
        },
      });
      const { element, twin } = stage;
      element.options = { ...element.options, debug: true };
      element.history = [{ role: 'user', parts: [{ text: 'Earlier.' }] }];
      element.sendText('First.');
      await stage.until(() =>
        stage.of('gemini-live-message').some(({ message }) => message.sessionResumptionUpdate?.newHandle),
      );
      await twin.terminate();
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      const [reconnect] = stage.of('gemini-live-reconnect');
      expect(reconnect).to.deep.include({ attempt: 2, resumed: false });
      await twin.wait({ for: 'clientContent', connection: 3 });
      const { messages } = await stage.received();
      const [, seed] = messages;
      expect(JSON.stringify(seed?.message)).to.contain('Earlier.').and.to.contain('First.');
      expect(JSON.stringify(await stage.setup(3))).to.contain('"sessionResumption":{}');
      expect(stage.errors).to.deep.equal([]);
    });

    it('what was typed while the line was down is sent once, and is no part of the seed', async () => {
      stage = await Stage.open({
        engine,
        twin: { script: { answers: [{ kind: 'none' }] } },
      });
      const { element, twin } = stage;
      // Without resumption there is never a handle.
      element.config = { sessionResumption: null as never };
      element.sendText('Before.');
      await twin.wait({ for: 'text' });
      element.tokenProvider = async () => {
        element.sendText('Meanwhile.');
        return twin.token();
      };
      await twin.terminate();
      await twin.wait({ for: 'text', connection: 2 });
      const { messages } = await twin.received({ connection: 2 });
      const said = messages.slice(1).map(({ message }) => JSON.stringify(message));
      expect(said.filter((text) => text.includes('Before.'))).to.have.length(1);
      expect(said.filter((text) => text.includes('Meanwhile.'))).to.have.length(1);
    });

    it('the voice of the visitor is kept while the line is down', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.start();
      await twin.wait({ for: 'audio', count: 5 });
      // The next token is kept back until the microphone has gone on for half a second.
      const [context] = stage.census.contexts;
      const clock = (): number => context?.currentTime ?? 0;
      const from = clock();
      element.tokenProvider = async () => {
        await stage.frames(() => clock() > from + 0.5);
        return twin.token();
      };
      await twin.terminate();
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      await twin.wait({ for: 'audio', connection: 2, count: 20 });
      const frames = (await stage.received()).messages.filter(({ kind }) => kind === 'audio');
      const first = frames[0]?.at ?? 0;
      // Sent at once; frames that are just spoken come 20 ms apart, or 80 inline.
      const kept = frames.filter(({ at }) => at - first < 100).length;
      expect(kept).to.be.greaterThan(engine === 'inline' ? 4 : 15);
    });

    it('stop() while it waits for the next attempt, or for its token: ended, everything given back', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.start();
      await twin.terminate();
      await stage.state('reconnecting');
      await element.stop();
      await stage.expectReleased();
      await element.start();
      const asked = new Promise<void>((resolve) => {
        element.tokenProvider = ({ reason }) => {
          expect(reason).to.equal('reconnect');
          resolve();
          return new Promise<never>(() => undefined);
        };
      });
      await twin.terminate();
      await asked;
      await element.stop();
      await stage.expectReleased();
      expect(stage.errors).to.deep.equal([]);
      expect(element.state).to.equal('ended');
    });

    it('no microphone for a conversation that is typed: one error, and it goes on', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone } = stage;
      element.sendText('Hello?');
      await stage.state('speaking');
      microphone.refuse('NotAllowedError');
      await element.start();
      await stage.until(() => stage.errors.length > 0);
      expect(stage.errors).to.deep.equal(['microphone-denied']);
      await stage.state('listening');
      microphone.answer = () => Promise.resolve(microphone.stream());
      await element.start();
      await stage.twin.wait({ for: 'audio' });
      expect(await stage.shown('error')).to.equal(undefined);
      await element.stop();
      expect(stage.errors).to.have.length(1);
    });

    it('muted, a conversation that was typed is joined without the microphone', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone } = stage;
      element.sendText('Hello?');
      await stage.state('listening', 'speaking');
      element.muted = true;
      await element.updateComplete;
      await element.start();
      element.sendText('mark');
      await stage.twin.wait({ for: 'text', count: 2 });
      expect(microphone.calls).to.deep.equal([]);
      element.muted = false;
      await stage.twin.wait({ for: 'audio' });
    });
  });
}
