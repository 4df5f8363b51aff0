import { expect } from '@open-wc/testing';
import { engine } from '../engines.ts';
import { builtElement } from '../soak/support/soak.ts';
import { Twin } from '../support/twin.ts';
import type { Look } from './support/messages.ts';
import { RealPage, type ToldOf } from './support/real-page.ts';

// A page in a window of its own, as a host has it: the built script from another origin, the browser's own microphone, a reload
// that is one. What a browser does with a page that is left is its own affair; what becomes of the conversation is not.

/** Where a page that was left in the middle of a conversation comes back as it was: elsewhere socket or microphone keep it out. */
const COMES_BACK = { chromium: false, firefox: false, webkit: true };
/** … and after it: Chromium without a window has no such cache, one with a window may. */
const COMES_BACK_AFTER = { chromium: false, firefox: true, webkit: true };

const SAID = ['user: First.', 'model: Yes.'];

describe('a real page that goes', () => {
  let twin: Twin;
  let page: RealPage;

  before(async function () {
    this.timeout(180_000);
    await builtElement();
  });

  beforeEach(async () => {
    const script = { answers: [{ kind: 'say' as const, text: 'Yes.', delayMs: 10 }] };
    twin = await Twin.start({ setupDelayMs: 10, script });
    page = await RealPage.open(twin);
  });

  afterEach(async () => {
    page.close();
    await twin.stop();
  });

  /** A typed turn and its answer, then the microphone. */
  const converse = async (): Promise<void> => {
    await page.do('say', 'First.');
    await page.do('start');
    await twin.wait({ for: 'audio', count: 10, connection: 1 });
    expect(await page.do('look')).to.deep.include({ state: 'listening', tracks: ['live'] });
  };

  /** The conversation was over before the page had gone, and nothing that it held outlives it. */
  const expectHungUp = async ({ look }: ToldOf<'left'>): Promise<void> => {
    expect(look).to.deep.include({ state: 'ended', transcript: SAID, tracks: ['ended'], complaints: [] });
    expect(look.secrets).to.have.length(4);
    for (const secret of look.secrets) expect(look.stored).not.to.contain(secret);
    expect(look.stored).not.to.match(/auth_tokens|https?:|wss?:|127\.0\.0\.1/);
    await twin.wait({ for: 'closed', connection: 1 });
    expect(await twin.connections()).to.have.length(1);
  };

  /** The next start goes on with the session, by the newest handle, and the microphone is heard again. */
  const expectGoesOn = async (handle: string): Promise<void> => {
    const { handles } = await twin.received({ connection: 1 });
    expect(JSON.stringify(handles)).to.contain(handle);
    await page.do('start');
    await twin.wait({ for: 'audio', count: 10, connection: 2 });
    const { messages } = await twin.received({ connection: 2 });
    expect(messages[0]?.message).to.have.nested.property('setup.sessionResumption.handle', handle);
    expect(messages.map(({ kind }) => kind)).not.to.contain('clientContent');
    const { complaints, tracks, transcript } = await page.do('look');
    // A microphone that plays a tone may have spoken since.
    expect(transcript.slice(0, 2)).to.deep.equal(SAID);
    expect([tracks.at(-1), complaints]).to.deep.equal(['live', []]);
    expect(await twin.connections()).to.have.length(2);
  };

  /** What was kept is shown: it is fetched with the first update that finds something. */
  const restored = async (): Promise<Look> => {
    await page.do('restored');
    return page.do('look');
  };

  it('reloaded: the transcript is there, and the next start goes on', async () => {
    await converse();
    const { left, shown } = await page.reload();
    expect([left.persisted, shown.persisted]).to.deep.equal([false, false]);
    await expectHungUp(left);
    const look = await restored();
    expect(look).to.deep.include({ state: 'idle', transcript: SAID, tracks: [], handle: '' });
    await expectGoesOn(left.look.handle);
  });

  it('left and come back to: hung up, the microphone free, and the next start goes on', async () => {
    await converse();
    const left = await page.leave();
    await expectHungUp(left);
    const shown = await page.back();
    if (COMES_BACK[engine()]) expect(shown.persisted).to.equal(true);
    const look = await restored();
    expect(look).to.deep.include({ transcript: SAID });
    // A page that was kept remembers its own run; one that was loaded anew has had none.
    if (shown.persisted) expect(look).to.deep.include({ state: 'ended', tracks: ['ended'] });
    else expect(look).to.deep.include({ state: 'idle', tracks: [] });
    await expectGoesOn(left.look.handle);
  });

  it('left after the visitor hung up: the transcript is there, and the next start is a new conversation', async () => {
    await converse();
    await page.do('stop');
    const left = await page.leave();
    await expectHungUp(left);
    const shown = await page.back();
    if (COMES_BACK_AFTER[engine()]) expect(shown.persisted).to.equal(true);
    expect((await restored()).transcript).to.deep.equal(SAID);
    await page.do('start');
    await twin.wait({ for: 'audio', count: 10, connection: 2 });
    const { messages } = await twin.received({ connection: 2 });
    expect(JSON.stringify(messages[0]?.message)).to.contain('"sessionResumption":{}');
    expect((await page.do('look')).transcript).not.to.include('user: First.');
  });

  it('left while it still loads what a conversation needs: the next start has all of it', async () => {
    await page.do('start');
    const left = await page.leave();
    expect(left.look.tracks).to.deep.equal(['ended']);
    await twin.wait({ for: 'closed', connection: 1 });
    await page.back();
    // WebKit breaks off what is being loaded before it says that the page goes: that is complained of, once.
    const before = (await page.do('look')).complaints;
    expect(before.filter((code) => code !== 'not-loaded')).to.deep.equal([]);
    expect(before.length).to.be.at.most(1);
    await page.do('say', 'First.');
    await page.do('start');
    await twin.wait({ for: 'audio', count: 10, connection: 2 });
    const { complaints, transcript } = await page.do('look');
    expect(transcript.slice(0, 2)).to.deep.equal(SAID);
    expect(complaints).to.deep.equal(before);
    const { left: again } = await page.reload();
    expect(again.look.stored).to.contain('First.');
  });
});
