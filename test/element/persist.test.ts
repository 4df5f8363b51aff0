import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { Stage } from '../support/conversation-harness.ts';

const MARKUP = '<gemini-live id="chat" persist="session" visualizer="none"></gemini-live>';
const SCRIPT = { script: { answers: [{ kind: 'say' as const, text: 'Yes.' }] } };

const KEY = `gemini-live:${location.pathname}:gemini-live#chat`;
const stored = (): string => sessionStorage.getItem(KEY) ?? '';
const texts = (element: GeminiLiveElement): string[] => element.transcript.map(({ text }) => text);
const shape = (): Record<string, unknown> => JSON.parse(stored()) as Record<string, unknown>;

/** The page goes: what an element hears of it. */
const leave = (persisted = false): boolean =>
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));

/** The same page after a reload: the element is another, and storage is all that is left. */
const reload = async (stage: Stage, markup = MARKUP): Promise<GeminiLiveElement> => {
  leave();
  stage.element.remove();
  const element = stage.stand(markup);
  element.options = { ...element.options, debug: true };
  await element.updateComplete;
  return element;
};

/** A typed turn, its answer, and a handle for what was said. */
const converse = async (stage: Stage, element: GeminiLiveElement, text: string): Promise<void> => {
  const handles = (): number =>
    stage
      .of('gemini-live-message')
      .filter(({ message }) => (message.sessionResumptionUpdate?.newHandle ?? '') !== '').length;
  const before = handles();
  element.sendText(text);
  await stage.until(() => element.transcript.at(-1)?.role === 'model' && handles() > before);
  await stage.until(() => element.transcript.at(-1)?.final === true);
};

const shown = (stage: Stage, element: GeminiLiveElement): Promise<void> =>
  stage.frames(() => element.transcript.length > 0);

describe('persist="session"', () => {
  let stage: Stage;

  const open = async (twin: object = SCRIPT): Promise<void> => {
    sessionStorage.clear();
    stage = await Stage.open({ markup: MARKUP, twin });
    stage.element.options = { ...stage.element.options, debug: true };
  };

  afterEach(async () => {
    await stage.close();
    sessionStorage.clear();
  });

  it('after a reload the transcript is there, and the next start goes on with the session', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    const said = texts(stage.element);
    expect(said).to.deep.equal(['First.', 'Yes.']);
    const element = await reload(stage);
    await shown(stage, element);
    expect(texts(element)).to.deep.equal(said);
    expect(element.state).to.equal('idle');
    expect(element.transcript.every(({ final }) => final)).to.equal(true);
    element.sendText('Second.');
    await stage.twin.wait({ for: 'text', connection: 2 });
    expect(JSON.stringify(await stage.setup(2))).to.match(/"sessionResumption":\{"handle":"[\w-]+"\}/);
    const { messages } = await stage.twin.received({ connection: 2 });
    expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'text']);
    expect(texts(element).slice(0, 3)).to.deep.equal([...said, 'Second.']);
    await element.stop();
    element.remove();
  });

  it('a tap that comes before what was kept is read goes on with it, too', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    const element = await reload(stage);
    await element.start();
    expect(texts(element)).to.deep.equal(['First.', 'Yes.']);
    expect(JSON.stringify(await stage.setup(2))).to.contain('"handle"');
    await element.stop();
    element.remove();
  });

  for (const [name, spoil] of [
    ['old', (record) => ({ ...record, time: Date.now() - 2 * 3_600_000 })],
    ['of a time to come', (record) => ({ ...record, time: Date.now() + 3_600_000 })],
    ['of another model', (record) => ({ ...record, place: 'gemini other 0' })],
    ['no handle', (record) => ({ ...record, handle: { toString: 'x' } })],
  ] as readonly [string, (record: Record<string, unknown>) => object][]) {
    it(`a handle that is ${name}: a new session that is told what was said`, async () => {
      await open();
      await converse(stage, stage.element, 'First.');
      leave();
      sessionStorage.setItem(
        `gemini-live:${location.pathname}:gemini-live#chat`,
        JSON.stringify(spoil(shape())),
      );
      stage.element.remove();
      const element = stage.stand(MARKUP);
      await element.updateComplete;
      await element.start();
      await stage.twin.wait({ for: 'clientContent', connection: 2 });
      expect(JSON.stringify(await stage.setup(2))).to.contain('"sessionResumption":{}');
      const { messages } = await stage.twin.received({ connection: 2 });
      expect(JSON.stringify(messages[1]?.message)).to.contain('First.').and.to.contain('Yes.');
      await element.stop();
      element.remove();
    });
  }

  it('a handle that the service does not know any more: the same, in one start', async () => {
    await open({
      script: {
        ...SCRIPT.script,
        faults: [
          {
            at: 'setup',
            connection: 2,
            do: { kind: 'close', code: 1008, reason: 'BidiGenerateContent session not found' },
          },
        ],
      },
    });
    await converse(stage, stage.element, 'First.');
    const element = await reload(stage);
    await element.start();
    await stage.twin.wait({ for: 'clientContent', connection: 3 });
    expect(stage.errors).to.deep.equal([]);
    expect(stage.of('gemini-live-reconnect').at(-1)).to.deep.include({ attempt: 1, resumed: false });
    await element.stop();
    element.remove();
  });

  it('hung up by the visitor: shown after a reload, and the next start is a new conversation', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    await stage.element.stop();
    expect(shape()['handle']).to.equal(undefined);
    const element = await reload(stage);
    await shown(stage, element);
    expect(texts(element)).to.deep.equal(['First.', 'Yes.']);
    await element.start();
    expect(element.transcript).to.deep.equal([]);
    expect(JSON.stringify(await stage.setup(2))).to.contain('"sessionResumption":{}');
    expect((await stage.twin.received({ connection: 2 })).messages.map(({ kind }) => kind)).not.to.contain(
      'clientContent',
    );
    await element.stop();
    element.remove();
  });

  it('out of the back/forward cache: hung up, shown, and gone on with by the next start', async () => {
    await open();
    const { element } = stage;
    await converse(stage, element, 'First.');
    leave(true);
    expect(element.state).to.equal('ended');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(texts(element)).to.deep.equal(['First.', 'Yes.']);
    await element.start();
    expect(JSON.stringify(await stage.setup(2))).to.contain('"handle"');
    expect(texts(element)).to.deep.equal(['First.', 'Yes.']);
  });

  it('nothing secret is stored', async () => {
    await open();
    const { element, twin } = stage;
    const tokens: string[] = [];
    element.tokenProvider = async () => {
      const token = await twin.token();
      tokens.push(token);
      return token;
    };
    await converse(stage, element, 'First.');
    leave();
    expect(tokens).to.have.length(1);
    const all = JSON.stringify(sessionStorage) + JSON.stringify(localStorage);
    for (const secret of [...tokens, twin.apiKey, twin.url]) expect(all).not.to.contain(secret);
    expect(all).not.to.match(/auth_tokens|https?:|wss?:/);
    expect(Object.keys(shape()).sort()).to.deep.equal(['ended', 'entries', 'handle', 'place', 'time']);
  });

  it('set to none it is thrown away', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    expect(stored()).to.contain('First.');
    stage.element.persist = 'none';
    await stage.element.updateComplete;
    expect(stored()).to.equal('');
    leave();
    expect(stored()).to.equal('');
  });

  it('what an earlier page has kept is thrown away where the markup says none', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    const element = await reload(stage, MARKUP.replace('"session"', '"none"'));
    await stage.frames(() => stored() === '');
    expect(element.transcript).to.deep.equal([]);
    element.remove();
  });

  it('the key names no more of the address than its path', async () => {
    await open();
    const { href } = location;
    history.replaceState(null, '', '?code=secret');
    await converse(stage, stage.element, 'First.');
    history.replaceState(null, '', href);
    expect(JSON.stringify(sessionStorage)).to.contain('First.').and.not.to.contain('code=secret');
  });

  it('elements in roots of their own keep conversations of their own', async () => {
    await open();
    const markup = MARKUP.replace('id="chat" ', '');
    const inShadow = (): GeminiLiveElement => {
      const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
      const element = stage.stand(markup);
      element.options = { ...element.options, debug: true };
      root.append(element);
      return element;
    };
    const elements = [inShadow(), inShadow()];
    for (const [index, element] of elements.entries()) {
      await converse(stage, element, `Number ${String(index)}.`);
    }
    expect(stage.warnings).not.to.include('persist-taken');
    leave();
    const hosts = elements.map((element) => (element.getRootNode() as ShadowRoot).host);
    for (const host of hosts) host.remove();
    const again = [inShadow(), inShadow()];
    for (const [index, element] of again.entries()) {
      await shown(stage, element);
      expect(texts(element)[0]).to.equal(`Number ${String(index)}.`);
      (element.getRootNode() as ShadowRoot).host.remove();
    }
    await Promise.all(elements.map((element) => element.stop()));
  });

  it('two elements in one place: the second keeps nothing, and says so', async () => {
    await open();
    await converse(stage, stage.element, 'First.');
    const other = stage.stand(MARKUP);
    await stage.until(() => stage.warnings.includes('persist-taken'));
    expect(other.transcript).to.deep.equal([]);
    other.sendText('Other.');
    await stage.until(() => other.transcript.length > 1);
    leave();
    expect(stored()).not.to.contain('Other.');
    await other.stop();
    other.remove();
  });

  it('without room the conversation goes on, and the page’s author is told', async () => {
    await open();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
    await converse(stage, stage.element, 'First.');
    await stage.until(() => stage.warnings.includes('not-kept'));
    Storage.prototype.setItem = setItem;
    expect(stage.warnings).to.deep.equal(['not-kept']);
    expect(stage.errors).to.deep.equal([]);
  });

  it('what was sent once more is marked after a reload, too', async () => {
    await open();
    stage.element.remove();
    const entry = { role: 'user', text: 'Twice.', time: 1, final: true };
    const entries = [true, undefined, 'yes'].map((again, at) => ({ ...entry, id: `t${String(at)}`, again }));
    sessionStorage.setItem(KEY, JSON.stringify({ entries, time: 0, place: '' }));
    const element = stage.stand(MARKUP);
    await shown(stage, element);
    expect(element.transcript.map(({ again }) => again)).to.deep.equal([true, undefined, undefined]);
    element.remove();
  });

  it('what others have put there is text, or nothing', async () => {
    await open();
    const key = `gemini-live:${location.pathname}:gemini-live#chat`;
    const entry = {
      id: 't1',
      role: 'model',
      text: '<img src=x onerror="window.hit=1">',
      time: 1,
      final: false,
    };
    sessionStorage.setItem(
      key,
      JSON.stringify({
        entries: [entry, { ...entry, text: 'twice' }, { ...entry, id: '__proto__' }, null, 7],
        time: 0,
        place: '',
      }),
    );
    stage.element.remove();
    const element = stage.stand(MARKUP);
    await shown(stage, element);
    expect(texts(element)).to.deep.equal([entry.text]);
    await element.updateComplete;
    const part = element.shadowRoot?.querySelector('[part~="entry"]');
    expect(part?.textContent).to.contain(entry.text);
    expect(part?.querySelector('img')).to.equal(null);
    element.remove();
    for (const garbage of ['{', '[]', 'null', '{"entries":{}}', '{"entries":[],"time":"x","place":""}']) {
      sessionStorage.setItem(key, garbage);
      const next = stage.stand(MARKUP);
      await next.start();
      expect(next.transcript, garbage).to.deep.equal([]);
      await next.stop();
      next.remove();
    }
  });
});
