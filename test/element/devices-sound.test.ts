import { expect } from '@open-wc/testing';
import { en } from '../../src/locales/more/en.ts';
import { Stage } from '../support/conversation-harness.ts';

describe('sound that goes', () => {
  let stage: Stage;
  const undo: (() => void)[] = [];
  beforeEach(async () => {
    stage = await Stage.open();
    await stage.element.start();
    await stage.frames(() => stage.microphone.track?.onmute !== null);
  });
  afterEach(async () => {
    for (const back of undo.splice(0)) back();
    await stage.close();
  });

  /** The context of the conversation. */
  const context = (): AudioContext => {
    const found = stage.census.contexts.at(-1);
    if (!found) throw new Error('There is no context.');
    return found;
  };
  const pretend = (name: string, value: unknown): void => {
    const audio = context();
    Object.defineProperty(audio, name, { configurable: true, value });
    undo.push(() => Reflect.deleteProperty(audio, name));
  };
  const shown = (): string | undefined =>
    stage.element.shadowRoot?.querySelector('[part~="sound-away"]')?.textContent.trim();

  it('suspended: it is resumed, and nobody is alarmed', async () => {
    await context().suspend();
    await stage.frames(() => context().state === 'running');
    expect(stage.warnings).to.deep.equal([]);
  });

  it('interrupted: it is left alone, the visitor is told, and no longer once it is back', async () => {
    let resumed = 0;
    pretend('resume', () => {
      resumed += 1;
      return Promise.resolve();
    });
    pretend('state', 'interrupted');
    context().dispatchEvent(new Event('statechange'));
    await stage.until(() => stage.warnings.includes('sound-away'));
    await stage.frames(() => shown() === en.soundAway);
    expect(resumed).to.equal(0);
    expect(stage.element.state).to.equal('listening');
    for (const back of undo.splice(0)) back();
    context().dispatchEvent(new Event('statechange'));
    await stage.frames(() => shown() === undefined);
    expect(stage.warnings).to.deep.equal(['sound-away']);
  });

  it('running and standing still counts as away', async () => {
    pretend('currentTime', 1);
    context().dispatchEvent(new Event('statechange'));
    await stage.frames(() => shown() === en.soundAway);
    for (const back of undo.splice(0)) back();
    await stage.frames(() => shown() === undefined);
  });

  it('closed by the browser: the conversation ends plainly', async () => {
    pretend('state', 'closed');
    context().dispatchEvent(new Event('statechange'));
    await stage.state('failed');
    await stage.until(() => stage.errors.length > 0);
    expect(stage.errors).to.deep.equal(['service']);
    for (const back of undo.splice(0)) back();
    await context().close();
  });
});
