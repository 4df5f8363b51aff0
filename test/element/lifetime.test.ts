import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { ENGINES, rejection, Stage } from '../support/conversation-harness.ts';

/** Where a start can be broken off: `reach` resolves when it has come that far. */
const POINTS: readonly { readonly name: string; readonly reach: (stage: Stage) => Promise<unknown> }[] = [
  { name: 'at once', reach: () => Promise.resolve() },
  {
    name: 'while the microphone is asked for',
    reach: (stage) =>
      new Promise((asked) => {
        stage.microphone.answer = () => {
          asked(undefined);
          return new Promise<never>(() => undefined);
        };
      }),
  },
  {
    name: 'just when the microphone is granted',
    reach: (stage) =>
      new Promise((asked) => {
        const { answer } = stage.microphone;
        stage.microphone.answer = async () => {
          asked(undefined);
          return answer();
        };
      }),
  },
  {
    name: 'while a token is fetched',
    reach: (stage) =>
      new Promise((asked) => {
        stage.element.tokenProvider = () => {
          asked(undefined);
          return new Promise<never>(() => undefined);
        };
      }),
  },
  { name: 'while the connection is made', reach: ({ twin }) => twin.wait({ for: 'connection' }) },
  { name: 'while the setup is not answered', reach: ({ twin }) => twin.wait({ for: 'setup' }) },
];

const SLOW = { setupDelayMs: 60_000 };

const mend = ({ element, microphone, twin }: Stage): void => {
  microphone.answer = () => Promise.resolve(microphone.stream());
  element.tokenProvider = () => twin.token();
};

for (const engine of ENGINES) {
  describe(`start() and stop() (engine ${engine})`, () => {
    let stage: Stage;
    afterEach(() => stage.close());

    for (const { name, reach } of POINTS) {
      it(`stop() ${name}: AbortError, ended, everything given back, and the next start works`, async () => {
        stage = await Stage.open({ engine, twin: SLOW });
        const { element } = stage;
        const reached = reach(stage);
        const starting = rejection(element.start());
        await reached;
        await element.stop();
        expect((await starting).name).to.equal('AbortError');
        expect(element.state).to.equal('ended');
        await stage.expectReleased();
        expect(stage.errors).to.deep.equal([]);
        expect(stage.states).to.deep.equal(['connecting', 'ended']);

        mend(stage);
        const quick = await Stage.open({ engine });
        element.baseUrl = quick.twin.url;
        element.tokenProvider = () => quick.twin.token();
        await element.start();
        expect(element.state).to.equal('listening');
        await element.stop();
        await quick.close();
      });
    }

    it('start() while it runs is the same promise; stop() can be called any number of times', async () => {
      stage = await Stage.open({ engine });
      const { element } = stage;
      const first = element.start();
      expect(element.start()).to.equal(first);
      await first;
      expect(element.start()).to.equal(first);
      await Promise.all([element.stop(), element.stop()]);
      await element.stop();
      expect(stage.states).to.deep.equal(['connecting', 'listening', 'ended']);
      expect(stage.microphone.calls).to.have.length(1);
    });

    it('the sound rests before its context is closed', async () => {
      stage = await Stage.open({ engine });
      const { element, census } = stage;
      await element.start();
      const [context] = census.contexts;
      const states: unknown[] = [];
      context?.addEventListener('statechange', () => states.push(context.state));
      await element.stop();
      await stage.frames(() => states.includes('closed'));
      expect(states).to.deep.equal(['suspended', 'closed']);
    });

    it('start() right after stop() is a run of its own, whatever still comes of the one before', async () => {
      stage = await Stage.open({ engine });
      const { element } = stage;
      const first = rejection(element.start());
      void element.stop();
      const second = element.start();
      const ended = element.stop();
      const third = element.start();
      expect((await first).name).to.equal('AbortError');
      expect((await rejection(second)).name).to.equal('AbortError');
      await third;
      await ended;
      expect(element.state).to.equal('listening');
      const held = await stage.census.held();
      expect(held).to.deep.include({ contexts: 1, tracks: 1 });
    });

    it('a listener may stop and start from within the events', async () => {
      stage = await Stage.open({ engine });
      const { element, microphone } = stage;
      microphone.refuse('NotReadableError');
      let second: Promise<void> | undefined;
      element.addEventListener('gemini-live-statechange', ({ state }) => {
        if (state !== 'failed') return;
        microphone.answer = () => Promise.resolve(microphone.stream());
        second = element.start();
      });
      expect((await rejection(element.start())).code).to.equal('microphone-busy');
      await second;
      expect(element.state).to.equal('listening');
      expect(stage.errors).to.deep.equal(['microphone-busy']);
    });

    it('removed from the page while it connects: everything given back', async () => {
      stage = await Stage.open({ engine, twin: SLOW });
      const starting = rejection(stage.element.start());
      await stage.twin.wait({ for: 'setup' });
      stage.element.remove();
      expect((await starting).name).to.equal('AbortError');
      await stage.expectReleased();
    });

    it('removed from the page in mid-talk: everything given back', async () => {
      stage = await Stage.open({ engine });
      await stage.element.start();
      await stage.say();
      await stage.state('speaking');
      stage.element.remove();
      await stage.state('ended');
      await stage.element.stop();
      await stage.expectReleased();
    });

    it('moved in the page: the conversation goes on', async () => {
      stage = await Stage.open({ engine });
      const { element, twin } = stage;
      await element.start();
      const elsewhere = document.body.appendChild(document.createElement('main'));
      element.remove();
      elsewhere.append(element);
      const { frames } = (await stage.received()).audio;
      await twin.wait({ for: 'audio', count: frames + 20 });
      expect(element.state).to.equal('listening');
      expect(await twin.connections()).to.have.length(1);
      element.remove();
      await stage.state('ended');
      elsewhere.remove();
    });

    it('keep-alive: removed from the page, the conversation goes on', async () => {
      stage = await Stage.open({
        engine,
        markup: '<gemini-live keep-alive visualizer="none"></gemini-live>',
      });
      const { element, twin } = stage;
      await element.start();
      element.remove();
      const { frames } = (await stage.received()).audio;
      await twin.wait({ for: 'audio', count: frames + 20 });
      expect(element.state).to.equal('listening');
    });
  });
}

describe('the life of an element', () => {
  it('shares the page with another one: each talks for itself', async () => {
    const stage = await Stage.open();
    const other = stage.stand('<gemini-live voice="Puck"></gemini-live>');
    other.options = { ...other.options, alongside: true };
    await Promise.all([stage.element.start(), other.start()]);
    await stage.element.stop();
    expect(stage.element.state).to.equal('ended');
    expect(other.state).to.equal('listening');
    await stage.twin.wait({ for: 'closed' });
    const open = (await stage.twin.connections()).filter(({ closed }) => !closed);
    expect(open).to.have.length(1);
    await other.stop();
    other.remove();
    await stage.close();
  });

  it('thirty conversations leave nothing behind, and no listener', async () => {
    const stage = await Stage.open({ twin: { setupDelayMs: 0 } });
    const round = async (element: GeminiLiveElement): Promise<void> => {
      await element.start();
      await element.stop();
    };
    await round(stage.element);
    const { listeners } = stage.census;
    for (let i = 1; i < 30; i += 1) await round(stage.element);
    await stage.expectReleased();
    expect(stage.census.contexts).to.have.length(30);
    expect(stage.census.listeners).to.equal(listeners);
    expect(listeners).to.be.lessThan(5);
    await stage.close();
  }).timeout(60_000);

  it('an element that is thrown away takes its listeners with it', async () => {
    const stage = await Stage.open();
    const { listeners } = stage.census;
    const other = stage.stand('<gemini-live visualizer="none"></gemini-live>');
    await other.updateComplete;
    expect(stage.census.listeners).to.be.greaterThan(listeners);
    await other.start();
    other.remove();
    await stage.until(() => other.state === 'ended');
    expect(stage.census.listeners).to.equal(listeners);
    await other.stop();
    await stage.close();
  });
});
