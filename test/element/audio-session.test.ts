import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

const QUIET = '<gemini-live visualizer="none"></gemini-live>';

describe('the audio session of the page, as iOS has it', () => {
  let stage: Stage;
  /** What the session was set to, oldest first. */
  let types: string[];
  const type = (): string | undefined => types.at(-1);

  beforeEach(async () => {
    types = [];
    const session = Object.defineProperty({}, 'type', {
      get: type,
      set: (value: string) => void types.push(value),
    });
    Object.defineProperty(navigator, 'audioSession', { configurable: true, value: session });
    stage = await Stage.open();
  });
  afterEach(async () => {
    await stage.close();
    Reflect.deleteProperty(navigator, 'audioSession');
  });

  it('is for playing and recording from before there is a context until the end', async () => {
    const { element } = stage;
    const starting = element.start();
    expect(types, 'in the gesture').to.deep.equal(['play-and-record']);
    await starting;
    await element.stop();
    expect(types).to.deep.equal(['play-and-record', 'auto']);
    await element.start();
    expect(type()).to.equal('play-and-record');
  });

  it('stays so when another conversation ends the one that ran', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    await element.start();
    await other.start();
    expect([element.state, other.state]).to.deep.equal(['ended', 'listening']);
    expect(types).to.deep.equal(['play-and-record', 'play-and-record']);
    await other.stop();
    expect(type()).to.equal('auto');
    other.remove();
  });

  it('of two that talk, the last one gives it back, also after a start that was broken off', async () => {
    const { element } = stage;
    const other = stage.stand(QUIET);
    other.options = { ...other.options, alongside: true };
    await element.start();
    const broken = other.start().catch((error: unknown) => error);
    await other.stop();
    expect(await broken).to.have.property('name', 'AbortError');
    await other.start();
    await element.stop();
    expect(other.state).to.equal('listening');
    expect(types).not.to.include('auto');
    await other.stop();
    expect(type()).to.equal('auto');
    other.remove();
  });
});
