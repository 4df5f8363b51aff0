import { expect } from '@open-wc/testing';
import { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { rejection, Stage } from '../support/conversation-harness.ts';

const OLD_MODEL = 'gemini-2.5-flash-native-audio-preview-12-2025';

describe('what changes during a conversation', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const begin = async (markup: string): Promise<void> => {
    stage = await Stage.open({ markup });
    await stage.element.start();
  };

  it('instructions: an update on a model that takes it', async () => {
    await begin('<gemini-live system-instruction="One."></gemini-live>');
    stage.element.systemInstruction = 'Two.';
    await stage.twin.wait({ for: 'contextUpdate' });
    const update = (await stage.received()).messages.find(({ kind }) => kind === 'contextUpdate');
    expect(update?.message).to.deep.equal({
      contextUpdate: { systemInstruction: { role: 'user', parts: [{ text: 'Two.' }] } },
    });
    expect(stage.warnings).to.deep.equal([]);
  });

  it('search: an update, on and off', async () => {
    await begin('<gemini-live></gemini-live>');
    stage.element.googleSearch = true;
    await stage.twin.wait({ for: 'contextUpdate' });
    stage.element.googleSearch = false;
    await stage.twin.wait({ for: 'contextUpdate', count: 2 });
    const updates = (await stage.received()).messages.filter(({ kind }) => kind === 'contextUpdate');
    expect(updates.map(({ message }) => message)).to.deep.equal([
      { contextUpdate: { tools: { tools: [{ googleSearch: {} }] } } },
      { contextUpdate: { tools: { tools: [] } } },
    ]);
  });

  it('instructions on a model without updates: one warning, in force with the next conversation', async () => {
    await begin(`<gemini-live model="${OLD_MODEL}" system-instruction="One."></gemini-live>`);
    const { element } = stage;
    element.systemInstruction = 'Two.';
    await stage.until(() => stage.warnings.length === 1);
    element.systemInstruction = 'Three.';
    await element.updateComplete;
    element.sendText('mark');
    await stage.twin.wait({ for: 'text' });
    expect(stage.warnings).to.deep.equal(['takes-effect-later']);
    expect((await stage.received()).messages.map(({ kind }) => kind)).not.to.include('contextUpdate');
    await element.stop();
    await element.start();
    expect(JSON.stringify(await stage.setup())).to.contain('Three.');
  });

  it('the voice: one warning, in force with the next conversation', async () => {
    await begin('<gemini-live voice="Puck"></gemini-live>');
    const { element } = stage;
    element.voice = 'Kore';
    await stage.until(() => stage.warnings.length === 1);
    element.voice = 'Leda';
    await element.updateComplete;
    await element.stop();
    expect(stage.warnings).to.deep.equal(['takes-effect-later']);
    expect(stage.consoleWarnings).to.have.length(1);
    await element.start();
    expect(JSON.stringify(await stage.setup())).to.contain('Leda');
  });

  it('the model, while its token is on the way: the setup is of the model that the token is for', async () => {
    stage = await Stage.open({ markup: '<gemini-live voice="Puck"></gemini-live>' });
    const { element, twin } = stage;
    element.tokenProvider = async ({ model }) => {
      if (model !== 'gemini-3.8-live') return { token: await twin.token() };
      element.model = OLD_MODEL;
      element.voice = 'Kore';
      await element.updateComplete;
      // What the token pins is left out of the setup, which is made once more.
      return { token: await twin.token(), locked: ['temperature'] };
    };
    await element.start();
    const setup = JSON.stringify(await stage.setup());
    expect(setup).to.contain('gemini-3.8-live').and.to.contain('Puck');
    await stage.until(() => stage.warnings.length === 2);
    expect(stage.warnings).to.deep.equal(['takes-effect-later', 'takes-effect-later']);
    await element.stop();
    await element.start();
    expect(JSON.stringify(await stage.setup()))
      .to.contain(OLD_MODEL)
      .and.to.contain('Kore');
  });

  it('hostile values: warned of once, and the conversation goes on', async () => {
    await begin('<gemini-live></gemini-live>');
    const { element } = stage;
    const values: unknown[] = [null, 7, {}, [], Symbol.iterator, () => 1, '\u0000', 'x'.repeat(100_000)];
    for (const value of values) {
      Object.assign(element, { voice: value, vad: value, config: value, variables: value, history: value });
      await element.updateComplete;
    }
    element.sendText('mark');
    await stage.twin.wait({ for: 'text' });
    expect(['listening', 'thinking', 'speaking']).to.include(element.state);
    await element.stop();
    Object.assign(element, { voice: undefined, vad: undefined, config: 7, variables: [], history: 7 });
    await element.start();
    expect(element.state).to.equal('listening');
  });

  it('the silence after which it hangs up', async () => {
    await begin('<gemini-live></gemini-live>');
    const { element } = stage;
    element.idleTimeout = 0.05;
    element.sendText('Hello?');
    await stage.state('ended');
    expect(stage.errors).to.deep.equal([]);
  });

  it('an answer that lasts longer than that is heard to its end', async () => {
    stage = await Stage.open({
      markup: '<gemini-live idle-timeout="0.3" visualizer="none"></gemini-live>',
      twin: {
        script: {
          answers: [{ kind: 'tone', hz: 440, seconds: 1, pace: 0, spoken: 'one two three four five' }],
        },
      },
    });
    stage.element.sendText('Go on.');
    await stage.state('ended');
    expect(stage.states.slice(-3)).to.deep.equal(['speaking', 'listening', 'ended']);
  });

  it('looks: at once, and without a word', async () => {
    await begin('<gemini-live visualizer="none"></gemini-live>');
    const { element } = stage;
    for (const layout of ['floating', 'button', 'inline'] as const) {
      element.layout = layout;
      await element.updateComplete;
    }
    element.noTextInput = true;
    element.noCaptions = true;
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('textarea')).to.equal(null);
    expect(stage.warnings).to.deep.equal([]);
    expect(element.state).to.equal('listening');
  });
});

describe('addresses in markup', () => {
  let stage: Stage;
  afterEach(() => stage.close());
  const FOREIGN = 'http://foreign.invalid';

  it('of a foreign origin: a warning, the default, and never a connection there', async () => {
    stage = await Stage.open({
      markup: `<gemini-live base-url="${FOREIGN}" worklet-base="${FOREIGN}/x/"></gemini-live>`,
    });
    const { element } = stage;
    const asked: string[] = [];
    const Original = WebSocket;
    globalThis.WebSocket = class extends Original {
      constructor(url: string | URL) {
        asked.push(String(url));
        super(stage.twin.url.replace('http', 'ws'));
      }
    };
    element.options = { ...element.options, engine: 'inline' };
    expect((await rejection(element.start())).code).to.equal('network');
    globalThis.WebSocket = Original;
    expect(asked).to.have.length(1);
    expect(asked[0]).to.match(/^wss:\/\/generativelanguage\.googleapis\.com\//);
    expect(stage.warnings).to.deep.equal(['untrusted-address', 'untrusted-address']);
    const requests = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(requests.filter((name) => name.startsWith(FOREIGN))).to.deep.equal([]);
  });

  it('set as a property, by a script: used', async () => {
    stage = await Stage.open({ markup: `<gemini-live base-url="${FOREIGN}"></gemini-live>` });
    stage.element.baseUrl = stage.twin.url;
    await stage.element.start();
    expect(stage.warnings).to.deep.equal([]);
  });

  it('on this machine, or of an origin that a script has allowed: used', async () => {
    stage = await Stage.open();
    const { element } = stage;
    element.setAttribute('base-url', stage.twin.url);
    await element.start();
    await element.stop();
    element.setAttribute('base-url', FOREIGN);
    GeminiLiveElement.allowedOrigins.add(FOREIGN);
    await rejection(element.start());
    GeminiLiveElement.allowedOrigins.delete(FOREIGN);
    expect(stage.warnings).to.deep.equal([]);
  });
});
