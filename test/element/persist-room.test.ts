import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import { Stage } from '../support/conversation-harness.ts';

const MARKUP = '<gemini-live id="full" persist="session" visualizer="none"></gemini-live>';
const KEY = `gemini-live:${location.pathname}:gemini-live#full`;
const texts = (element: GeminiLiveElement): string[] => element.transcript.map(({ text }) => text);

/** The page goes into the back/forward cache. */
const leave = (): boolean => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));

describe('persist="session", and storage that others fill up', () => {
  const { setItem } = Storage.prototype;
  let stage: Stage;

  /** The newest handle that the service gave. */
  const handle = (): string =>
    stage
      .of('gemini-live-message')
      .map(({ message }) => message.sessionResumptionUpdate?.newHandle ?? '')
      .filter((each) => each !== '')
      .at(-1) ?? '';

  /** A typed turn, its answer, and a handle for what was said. */
  const converse = async (text: string): Promise<void> => {
    const { element } = stage;
    const before = handle();
    const count = element.transcript.length;
    element.sendText(text);
    await stage.until(() => element.transcript.length === count + 2 && handle() !== before);
    await stage.until(() => element.transcript.at(-1)?.final === true);
  };

  const fill = (): void => {
    Storage.prototype.setItem = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
  };

  beforeEach(async () => {
    sessionStorage.clear();
    stage = await Stage.open({
      markup: MARKUP,
      twin: { script: { answers: [{ kind: 'say', text: 'Yes.' }] } },
    });
    stage.element.options = { ...stage.element.options, debug: true };
    await converse('First.');
    // What keeps it is loaded meanwhile.
    await stage.frames(() => sessionStorage.getItem(KEY)?.includes('First.') === true);
    fill();
    await converse('Second.');
  });

  afterEach(async () => {
    Storage.prototype.setItem = setItem;
    await stage.close();
    sessionStorage.clear();
  });

  const SAID = ['First.', 'Yes.', 'Second.', 'Yes.'];

  it('out of the back/forward cache nothing is missing, and the next start goes on from the newest', async () => {
    const { element } = stage;
    const newest = handle();
    leave();
    expect(texts(element)).to.deep.equal(SAID);
    await element.start();
    expect(texts(element)).to.deep.equal(SAID);
    expect(JSON.stringify(await stage.setup(2))).to.contain(`{"handle":"${newest}"}`);
  });

  it('a start in between that comes to nothing changes nothing', async () => {
    const { element, microphone } = stage;
    leave();
    const { answer } = microphone;
    microphone.refuse('NotAllowedError');
    await element.start().catch(() => undefined);
    microphone.answer = answer;
    expect(texts(element)).to.deep.equal(SAID);
    await element.start();
    expect(texts(element)).to.deep.equal(SAID);
    expect(JSON.stringify(await stage.setup(2))).to.contain('{"handle":"');
  });

  it('hung up, it is not gone on with', async () => {
    const { element } = stage;
    await element.stop();
    expect(texts(element)).to.deep.equal(SAID);
    await element.start();
    expect(texts(element)).to.deep.equal([]);
    expect(JSON.stringify(await stage.setup(2))).to.contain('"sessionResumption":{}');
  });

  it('nothing older is left for the next page, and what has room again is kept', () => {
    expect(sessionStorage.getItem(KEY)).to.equal(null);
    Storage.prototype.setItem = setItem;
    document.dispatchEvent(new Event('freeze'));
    expect(sessionStorage.getItem(KEY)).to.contain('Second.');
    leave();
    expect(texts(stage.element)).to.deep.equal(SAID);
    expect(stage.warnings).to.deep.equal(['not-kept']);
  });
});
