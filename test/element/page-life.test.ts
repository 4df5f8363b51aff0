import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

/** Screen locks in the test's hands. */
class Locks {
  held = 0;
  asked = 0;
  refuse = false;
  readonly #undo: PropertyDescriptor | undefined;

  constructor() {
    this.#undo = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
    const request = (): Promise<unknown> => {
      this.asked += 1;
      if (this.refuse) return Promise.reject(new DOMException('Not here.', 'NotAllowedError'));
      this.held += 1;
      return Promise.resolve({
        release: () => {
          this.held -= 1;
          return Promise.resolve();
        },
      });
    };
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
  }

  close(): void {
    Reflect.deleteProperty(navigator, 'wakeLock');
    if (this.#undo) Object.defineProperty(navigator, 'wakeLock', this.#undo);
  }
}

describe('the page around a conversation', () => {
  let stage: Stage;
  let locks: Locks;

  beforeEach(async () => {
    locks = new Locks();
    stage = await Stage.open();
  });

  afterEach(async () => {
    await stage.close();
    locks.close();
  });

  it('the screen stays on while a microphone takes part, and no longer', async () => {
    const { element } = stage;
    element.sendText('Hello.');
    await stage.state('speaking');
    expect(locks.asked).to.equal(0);
    await element.start();
    await stage.say();
    await stage.frames(() => locks.held === 1);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(locks.asked).to.equal(1);
    await element.stop();
    expect(locks.held).to.equal(0);
  });

  it('where the screen may not be kept on, the conversation goes on', async () => {
    locks.refuse = true;
    await stage.element.start();
    await stage.frames(() => locks.asked === 1);
    await stage.say();
    await stage.state('speaking');
    expect([stage.errors, stage.warnings]).to.deep.equal([[], []]);
  });

  it('a page that was frozen finds its line closed, and connects again', async () => {
    const { element, twin } = stage;
    await element.start();
    document.dispatchEvent(new Event('freeze'));
    await twin.terminate();
    document.dispatchEvent(new Event('resume'));
    await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
    await stage.state('listening');
    expect(stage.errors).to.deep.equal([]);
  });

  it('moved into a shadow root and back, the conversation goes on', async () => {
    const { element, twin } = stage;
    await element.start();
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).append(element);
    const { frames } = (await stage.received()).audio;
    await twin.wait({ for: 'audio', count: frames + 10 });
    document.body.append(element);
    host.remove();
    await twin.wait({ for: 'audio', count: frames + 20 });
    expect(element.state).to.equal('listening');
    expect(await twin.connections()).to.have.length(1);
  });

  it('a clone is a fresh element', async () => {
    const { element } = stage;
    await element.start();
    const clone = element.cloneNode(true) as typeof element;
    document.body.append(clone);
    await clone.updateComplete;
    expect(clone.state).to.equal('idle');
    expect(clone.transcript).to.deep.equal([]);
    clone.remove();
    expect(element.state).to.equal('listening');
  });
});
