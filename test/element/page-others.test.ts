import { expect } from '@open-wc/testing';
import { rejection, Stage } from '../support/conversation-harness.ts';

const QUIET = '<gemini-live visualizer="none"></gemini-live>';

describe('several elements on one page', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });

  afterEach(() => stage.close());

  it('the one that begins ends the one that talks', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    await element.start();
    await other.start();
    expect([element.state, other.state]).to.deep.equal(['ended', 'listening']);
    expect(stage.errors).to.deep.equal([]);
    await element.start();
    expect([element.state, other.state]).to.deep.equal(['listening', 'ended']);
    await other.stop();
    other.remove();
  });

  it('of two that begin at once, one is left', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    const first = rejection(element.start());
    await other.start();
    expect((await first).name).to.equal('AbortError');
    await other.stop();
    other.remove();
  });

  it('options.alongside, on either: both talk', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    other.options = { ...other.options, alongside: true };
    await element.start();
    await other.start();
    await stage.state('listening');
    expect([element.state, other.state]).to.deep.equal(['listening', 'listening']);
    await element.stop();
    await element.start();
    expect([element.state, other.state]).to.deep.equal(['listening', 'listening']);
    await other.stop();
    other.remove();
  });

  it('another version of the script says so on the document', async () => {
    const { element } = stage;
    let said = 0;
    const hear = (): void => void (said += 1);
    document.addEventListener('gemini-live-begins', hear);
    await element.start();
    expect(said).to.equal(1);
    document.removeEventListener('gemini-live-begins', hear);
    document.dispatchEvent(new Event('gemini-live-begins'));
    expect(element.state).to.equal('ended');
  });

  it('a start that was broken off silences nobody', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    await element.start();
    const broken = rejection(other.start());
    await other.stop();
    expect((await broken).name).to.equal('AbortError');
    // A turn of the twin's: whatever was still to be loaded is here by then.
    await stage.say();
    await stage.state('speaking');
    other.remove();
  });
});
