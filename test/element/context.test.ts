import { expect } from '@open-wc/testing';
import { ENGINES, Stage, type StageOptions } from '../support/conversation-harness.ts';

const OLD = 'gemini-3.1-flash-live-preview';
const NATIVE = 'gemini-2.5-flash-native-audio-latest';
const TRANSLATE = 'gemini-3.5-live-translate-preview';
const turn = (role: string, text: string): { role: string; parts: { text: string }[] } => ({
  role,
  parts: [{ text }],
});
const HISTORY = [turn('user', 'I am Ada.'), turn('model', 'Hello Ada.')];

describe('what the model is told beside the conversation', () => {
  let stage: Stage;
  afterEach(() => stage.close());

  const open = async (options: StageOptions = {}): Promise<Stage> => (stage = await Stage.open(options));
  const on = (model: string): StageOptions => ({
    markup: `<gemini-live model="${model}" silence-duration-ms="200" visualizer="none"></gemini-live>`,
  });
  /** What was sent after the setup, the visitor's voice left out. */
  const sent = async (connection?: number): Promise<unknown[]> => {
    const { messages } = await stage.twin.received(connection === undefined ? {} : { connection });
    return messages
      .slice(1)
      .filter(({ kind }) => kind !== 'audio')
      .map(({ message }) => message);
  };

  /** The line goes, and the next one serves. */
  const lose = async (): Promise<void> => {
    const before = stage.of('gemini-live-reconnect').length;
    await stage.twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length > before);
  };

  for (const engine of ENGINES) {
    it(`content keeps its place between what is typed (${engine})`, async () => {
      const { element, twin } = await open({ engine });
      element.sendText('One.');
      element.sendContext([turn('user', 'Two.')], { turnComplete: false });
      element.sendText('Three.');
      element.updateContext({ systemInstruction: 'Four.' });
      element.sendText('Five.');
      await stage.state('thinking', 'speaking');
      await twin.wait({ for: 'text', count: 3 });
      expect(await sent()).to.deep.equal([
        { realtimeInput: { text: 'One.' } },
        { clientContent: { turns: [turn('user', 'Two.')], turnComplete: false } },
        { realtimeInput: { text: 'Three.' } },
        { contextUpdate: { systemInstruction: turn('user', 'Four.') } },
        { realtimeInput: { text: 'Five.' } },
      ]);
      expect(stage.warnings).to.deep.equal([]);
    });
  }

  it('turns to be answered: the visitor sees that an answer comes, and hears it', async () => {
    const { element } = await open();
    await element.start();
    element.sendContext([turn('user', 'Say hello.')]);
    await stage.state('speaking');
    await stage.state('listening');
    expect(stage.states.slice(0, 4)).to.deep.equal(['connecting', 'listening', 'thinking', 'speaking']);
  });

  it('a history in other forms: texts, entries of a transcript, turns without a role', async () => {
    const { element, twin } = await open();
    const entry = { id: 't1', text: 'Hello Ada.', final: true, interrupted: false, time: 0 };
    element.history = ['I am Ada.', { role: 'model', ...entry }, { parts: [{ text: 'Good.' }] }] as never;
    await element.start();
    await twin.wait({ for: 'clientContent' });
    const turns = [...HISTORY, turn('user', 'Good.')];
    expect((await sent())[0]).to.deep.equal({ clientContent: { turns, turnComplete: false } });
    expect(stage.warnings).to.deep.equal([]);
  });

  for (const [name, history] of [
    ['empty', []],
    ['no list', 5],
    ['hostile', [null, { role: 'system', text: 'x' }, { parts: [{ functionCall: { name: 'f' } }] }]],
  ] as const) {
    it(`a history that is ${name}: nothing is sent, and the conversation begins`, async () => {
      const { element, twin } = await open();
      element.history = history as never;
      await element.start();
      element.sendText('Hi.');
      await twin.wait({ for: 'text' });
      expect(await sent()).to.deep.equal([{ realtimeInput: { text: 'Hi.' } }]);
      if (name !== 'empty') await stage.until(() => stage.warnings.includes('bad-value'));
    });
  }

  it('a huge history: the newest turns, one warning, and the session stands', async () => {
    const { element, twin } = await open();
    element.history = Array.from({ length: 5_000 }, (_, i) =>
      turn('user', `${String(i)} ${'x'.repeat(400)}`),
    );
    await element.start();
    element.sendText('Hi.');
    await twin.wait({ for: 'text' });
    const [seed] = (await sent()) as { clientContent: { turns: { parts: { text: string }[] }[] } }[];
    const turns = seed?.clientContent.turns ?? [];
    expect(turns.length).to.be.within(900, 1_000);
    expect(turns.at(-1)?.parts[0]?.text).to.match(/^4999 /);
    expect(stage.warnings).to.deep.equal(['bad-value']);
    await stage.state('speaking');
  });

  it('3.1, which takes content only at its beginning: history there, text later, the rest with one warning', async () => {
    const { element, twin } = await open(on(OLD));
    element.history = HISTORY;
    await element.start();
    await stage.say();
    await stage.state('speaking');
    await stage.state('listening');
    element.sendContext([turn('user', 'And now?')]);
    await twin.wait({ for: 'text' });
    element.sendContext([turn('model', 'Now.')], { turnComplete: false });
    element.updateContext({ systemInstruction: 'New.' });
    await stage.until(() => stage.warnings.length === 2);
    element.sendContext([turn('user', 'By the way.')], { turnComplete: false });
    element.sendText('mark');
    await twin.wait({ for: 'text', count: 2 });
    expect(await sent()).to.deep.equal([
      { clientContent: { turns: HISTORY, turnComplete: false } },
      { realtimeInput: { text: 'And now?' } },
      { realtimeInput: { text: 'By the way.\n\nmark' } },
    ]);
    await stage.until(() => stage.warnings.length === 3);
    expect(stage.warnings.sort()).to.deep.equal([
      'not-supported-by-model',
      'not-supported-by-model',
      'takes-effect-later',
    ]);
    expect((await twin.connections()).length).to.equal(1);
  });

  it('2.5 answers no turn of its own: it is told, not asked, and the line holds', async () => {
    const { element, twin } = await open(on(NATIVE));
    await element.start();
    element.sendContext(HISTORY);
    element.sendText('mark');
    await twin.wait({ for: 'text' });
    expect((await sent())[0]).to.deep.equal({
      clientContent: { turns: HISTORY, turnComplete: false },
    });
    expect(stage.warnings).to.deep.equal(['not-supported-by-model']);
    await stage.state('speaking');
  });

  it('a pipeline only hears: nothing of it is sent, one warning each, and the line holds', async () => {
    const { element, twin } = await open(on(TRANSLATE));
    element.history = HISTORY;
    await element.start();
    element.sendText('Hi.');
    element.sendContext(HISTORY);
    element.updateContext({ systemInstruction: 'New.' });
    await stage.until(() => stage.warnings.length === 4);
    await twin.wait({ for: 'audio', count: 10 });
    expect(await sent()).to.deep.equal([]);
    expect(element.transcript).to.deep.equal([]);
    expect(stage.warnings).to.deep.equal(Array.from({ length: 4 }, () => 'not-supported-by-model'));
  });

  it('a lost line without a handle: the next session is told the history and what was said', async () => {
    const { element, twin } = await open();
    element.config = { sessionResumption: null as never };
    element.history = HISTORY;
    element.sendText('Who am I?');
    await stage.state('speaking');
    await stage.state('listening');
    await twin.terminate();
    await stage.until(() => stage.of('gemini-live-reconnect').length === 1);
    await twin.wait({ for: 'clientContent', count: 2 });
    const [seed] = await sent(2);
    const turns = (seed as { clientContent: { turns: object[] } }).clientContent.turns;
    expect(turns.slice(0, 3)).to.deep.equal([...HISTORY, turn('user', 'Who am I?')]);
  });

  it('a lost line without a handle: what the page told is in its place, and what may be unknown comes once more', async () => {
    const { element, twin } = await open();
    element.config = { sessionResumption: null as never };
    element.sendText('One.');
    await stage.state('speaking');
    await stage.state('listening');
    element.sendContext([turn('user', 'Two.')], { turnComplete: false });
    element.sendText('Three.');
    await stage.state('speaking');
    await stage.state('listening');
    element.sendContext([turn('user', 'Four.')], { turnComplete: false });
    await twin.wait({ for: 'clientContent', count: 2 });
    await twin.terminate();
    await twin.wait({ for: 'clientContent', count: 4 });
    const [seed, ...rest] = (await sent(2)) as {
      clientContent: { turns: { role: string; parts: object[] }[] };
    }[];
    expect(seed?.clientContent.turns).to.deep.equal(
      ['One.', 'Two.', 'Three.'].map((text) => turn('user', text)),
    );
    expect(rest).to.deep.equal([{ clientContent: { turns: [turn('user', 'Four.')], turnComplete: false } }]);
  });

  it('a lost line: instructions and tools of the last update hold on the next', async () => {
    const { element, twin } = await open();
    element.systemInstruction = 'One.';
    await element.start();
    element.updateContext({ systemInstruction: 'Two.', tools: { tools: [{ googleSearch: {} }] } });
    await twin.wait({ for: 'contextUpdate' });
    element.systemInstruction = 'Three.';
    await twin.wait({ for: 'contextUpdate', count: 2 });
    await lose();
    const newer = await stage.setup(2);
    expect(newer).to.deep.include({
      systemInstruction: turn('user', 'Three.'),
      tools: [{ googleSearch: {} }],
    });
    element.updateContext({ systemInstruction: 'Four.' });
    await twin.wait({ for: 'contextUpdate', count: 3 });
    element.config = { temperature: 0.5 };
    await lose();
    expect(await stage.setup(3)).to.deep.include({
      systemInstruction: turn('user', 'Four.'),
      tools: [{ googleSearch: {} }],
    });
  });
});
