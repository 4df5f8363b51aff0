import { expect } from '@open-wc/testing';
import { ENGINES, Stage } from '../support/conversation-harness.ts';

const LONG = { kind: 'tone' as const, hz: 440, seconds: 30, delayMs: 10 };
const SHORT = { kind: 'tone' as const, hz: 440, seconds: 0.3, delayMs: 10 };
const goAway = (timeLeftMs: number | null, connection = 1) =>
  ({ at: 'turn-complete', connection, do: { kind: 'go-away', timeLeftMs } }) as const;
/** One connection a session. On a busy machine the end of one may arrive a while after the setup of the next. */
const refusing = { resumption: { whileOpen: 'refuse' }, setupDelayMs: 250 } as const;

for (const engine of ENGINES) {
  describe(`the service announces the end of a connection (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    /** A turn at whose end goAway comes; then a successor has taken over. */
    const cross = async (options: Parameters<typeof Stage.open>[0]): Promise<void> => {
      stage = await Stage.open({ engine, ...options });
      stage.element.sendText('First.');
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
    };
    const texts = async (connection: number): Promise<string[]> =>
      (await stage.twin.received({ connection })).messages
        .filter(({ kind }) => kind === 'text')
        .map(({ message }) => (message as { realtimeInput: { text: string } }).realtimeInput.text);

    it('a successor takes over with the last handle and a new token; the visitor sees nothing of it', async () => {
      const tokens = new Set<string>();
      stage = await Stage.open({ engine, twin: { script: { answers: [SHORT], faults: [goAway(50_000)] } } });
      const { element, twin } = stage;
      element.tokenProvider = async () => {
        const token = await twin.token();
        tokens.add(token);
        return token;
      };
      element.sendText('First.');
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      const [reconnect] = stage.of('gemini-live-reconnect');
      expect(reconnect).to.deep.include({ attempt: 0, resumed: true, again: 0, lost: 0 });
      expect(stage.of('gemini-live-goaway')).to.have.length(1);
      await twin.wait({ for: 'closed', connection: 1 });
      element.sendText('Second.');
      await twin.wait({ for: 'text', connection: 2 });
      await stage.state('speaking');
      expect(stage.states).to.not.include('reconnecting');
      expect(tokens.size).to.equal(2);
      expect(JSON.stringify(await stage.setup(2))).to.match(/"sessionResumption":\{"handle":"[\w-]+"\}/);
      expect(await texts(1)).to.deep.equal(['First.']);
      expect(await texts(2)).to.deep.equal(['Second.']);
      expect(stage.errors).to.deep.equal([]);
    });

    it('without a word of how much time is left', async () => {
      await cross({ twin: { script: { answers: [SHORT], faults: [goAway(null)] } } });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 0, resumed: true });
    });

    it('the service refuses two connections on a session: the first is closed, then the second opened', async () => {
      await cross({
        twin: {
          ...refusing,
          script: { answers: [SHORT], faults: [goAway(50_000)] },
        },
      });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 0, resumed: true, again: 0 });
      expect((await stage.twin.connections()).length).to.equal(3);
      stage.element.sendText('Second.');
      await stage.twin.wait({ for: 'text', connection: 3 });
      expect(stage.states).to.not.include('reconnecting');
    });

    it('… and is asked once more when it has not seen yet that the first was closed', async () => {
      const refusal = { kind: 'close' as const, code: 1008, reason: 'BidiGenerateContent session not found' };
      await cross({
        twin: {
          script: {
            answers: [SHORT],
            faults: [
              goAway(50_000),
              { at: 'setup', connection: 2, do: refusal },
              { at: 'setup', connection: 3, do: refusal },
            ],
          },
        },
      });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 1, resumed: true, again: 0 });
      expect((await stage.twin.connections()).length).to.equal(4);
    });

    it('… but not for ever', async () => {
      const faults = [2, 3, 4].map((connection) => ({
        at: 'setup' as const,
        connection,
        do: { kind: 'close' as const, code: 1008, reason: 'BidiGenerateContent session not found' },
      }));
      await cross({ twin: { script: { answers: [SHORT], faults: [goAway(50_000), ...faults] } } });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 2, resumed: false });
    });

    it('… and a function that runs meanwhile is answered where it was called', async () => {
      const called = {
        kind: 'call' as const,
        calls: [{ name: 'look_up', args: {} }],
        filler: '',
        next: SHORT,
      };
      stage = await Stage.open({
        engine,
        twin: { ...refusing, script: { answers: [SHORT, called] } },
      });
      const { element, twin } = stage;
      let found = (): void => undefined;
      const handler = () => new Promise((resolve) => (found = () => resolve('found')));
      element.tools = [{ declaration: { name: 'look_up', description: 'Looks up.' }, handler }];
      element.sendText('First.');
      await stage.state('speaking');
      await stage.state('listening');
      element.sendText('Look it up.');
      await stage.until(() => stage.of('gemini-live-toolcall').length > 0);
      await twin.send({ goAway: { timeLeft: '50s' } }, { connection: 1 });
      // A second connection is tried, and refused.
      await twin.wait({ for: 'closed', connection: 2 });
      found();
      await twin.wait({ for: 'toolResponse', connection: 1 });
      expect(stage.of('gemini-live-toolcancel')).to.deep.equal([]);
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      expect(stage.states).to.not.include('reconnecting');
    });

    it('no time left in mid-answer: what was asked is asked once more, and that is told', async () => {
      stage = await Stage.open({
        engine,
        twin: {
          script: {
            answers: [LONG],
            faults: [{ at: 'first-audio', connection: 1, do: { kind: 'go-away', timeLeftMs: 1000 } }],
          },
        },
      });
      stage.element.sendText('Talk.');
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 0, again: 1 });
      await stage.twin.wait({ for: 'text', connection: 2 });
      expect(await texts(2)).to.deep.equal(['Talk.']);
      expect(stage.element.transcript.filter(({ role }) => role === 'user')).to.have.length(1);
      expect(stage.states).to.not.include('reconnecting');
    });

    it('the successor fails at first: another is had while the line still serves', async () => {
      await cross({
        twin: {
          script: {
            answers: [SHORT],
            faults: [
              goAway(50_000),
              {
                at: 'setup',
                connection: 2,
                do: { kind: 'close', code: 1011, reason: 'Internal error encountered.' },
              },
            ],
          },
        },
      });
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 0, again: 0 });
      expect(stage.states).to.not.include('reconnecting');
    });

    it('the visitor talks right after it: nothing is lost or sent twice', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [SHORT] } } });
      const { element, twin } = stage;
      await element.start();
      await stage.say();
      await stage.state('speaking');
      await stage.state('listening');
      await twin.send({ goAway: { timeLeft: '50s' } });
      await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
      // A successor that was set up before the handle of this turn came has been replaced by one that knows it.
      const { connection } = await stage.received();
      expect(connection).to.be.greaterThan(1);
      await stage.say();
      await stage.state('speaking');
      expect((await stage.received()).connection).to.equal(connection);
      expect(stage.of('gemini-live-reconnect')).to.have.length(1);
      expect(stage.of('gemini-live-reconnect')[0]).to.deep.include({ attempt: 0, again: 0, lost: 0 });
      expect(stage.element.transcript.filter(({ role }) => role === 'user')).to.have.length(2);
      expect(stage.states).to.not.include('reconnecting');
    });

    it('stop() while a successor is being had: everything is given back', async () => {
      stage = await Stage.open({ engine, twin: { script: { answers: [SHORT] } } });
      const { element, twin } = stage;
      await element.start();
      const asked = new Promise<void>((resolve) => {
        element.tokenProvider = () => {
          resolve();
          return new Promise<never>(() => undefined);
        };
      });
      await twin.send({ goAway: { timeLeft: '50s' } });
      await asked;
      await element.stop();
      await stage.expectReleased();
      expect(stage.errors).to.deep.equal([]);
    });
  });
}
