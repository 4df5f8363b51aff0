import { expect } from '@open-wc/testing';
import { Stage } from '../support/conversation-harness.ts';

/** Screen locks in the test's hands. */
class Locks {
  held = 0;
  asked = 0;
  refuse = false;
  /** Resolves when the browser has made up its mind. */
  granted: Promise<unknown> = Promise.resolve();
  #taken: (() => void)[] = [];
  readonly #undo: PropertyDescriptor | undefined;

  constructor() {
    this.#undo = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
    const request = (): Promise<unknown> => {
      this.asked += 1;
      if (this.refuse) return Promise.reject(new DOMException('Not here.', 'NotAllowedError'));
      return this.granted.then(() => this.#give());
    };
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
  }

  /** What the browser does when the page is hidden. */
  takeAway(): void {
    for (const take of this.#taken.splice(0)) take();
  }

  #give(): { readonly release: () => Promise<void> } {
    let released = false;
    const release = (): void => {
      if (!released) this.held -= 1;
      released = true;
    };
    this.held += 1;
    this.#taken.push(release);
    return { release: () => Promise.resolve(release()) };
  }

  close(): void {
    Reflect.deleteProperty(navigator, 'wakeLock');
    if (this.#undo) Object.defineProperty(navigator, 'wakeLock', this.#undo);
  }
}

/** The page is hidden or shown, as far as it can tell. */
const look = (visibilityState: DocumentVisibilityState): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
  document.dispatchEvent(new Event('visibilitychange'));
};

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
    Reflect.deleteProperty(document, 'visibilityState');
    sessionStorage.clear();
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

  it('a page that was hidden has lost the screen, and keeps it on again when it is seen', async () => {
    const { element } = stage;
    await element.start();
    await stage.frames(() => locks.held === 1);
    look('hidden');
    locks.takeAway();
    expect([locks.asked, locks.held]).to.deep.equal([1, 0]);
    look('visible');
    await stage.frames(() => locks.held === 1);
    expect(locks.asked).to.equal(2);
    await element.stop();
    expect(locks.held).to.equal(0);
  });

  it('a screen lock that comes only after the end is given back', async () => {
    const { element } = stage;
    let grant = (): void => undefined;
    locks.granted = new Promise<void>((resolve) => (grant = resolve));
    await element.start();
    await stage.frames(() => locks.asked === 1);
    await element.stop();
    let most = 0;
    const granted = locks.granted.then(() => (most = locks.held));
    grant();
    await granted;
    await stage.frames(() => locks.held === 0);
    expect(most).to.equal(1);
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
    element.persist = 'session';
    await element.start();
    const kept = (): string => JSON.stringify(sessionStorage);
    // What keeps it has to be loaded first.
    await stage.frames(() => {
      document.dispatchEvent(new Event('freeze'));
      return kept().includes('place');
    });
    // Only the freezing is left to keep it: the page may never come back.
    sessionStorage.clear();
    document.dispatchEvent(new Event('freeze'));
    expect(kept()).to.contain('place');
    await twin.terminate();
    document.dispatchEvent(new Event('resume'));
    await stage.until(() => stage.of('gemini-live-reconnect').length > 0);
    await stage.state('listening');
    expect(stage.errors).to.deep.equal([]);
  });

  it('started outside the page, the microphone does not outlive the page either', async () => {
    const { element, census } = stage;
    const before = census.listeners;
    const never = document.createElement('gemini-live');
    const left = stage.stand('<gemini-live visualizer="none"></gemini-live>');
    left.remove();
    await stage.frames(() => census.listeners === before);
    for (const detached of [never, left]) {
      Object.assign(detached, { baseUrl: element.baseUrl, tokenProvider: element.tokenProvider });
      await detached.start();
      expect((await census.held()).tracks).to.equal(1);
      dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(detached.state).to.equal('ended');
      await detached.stop();
      expect((await census.held()).tracks).to.equal(0);
      expect(census.listeners).to.equal(before);
      // The same when the visitor hangs up.
      await detached.start();
      await detached.stop();
      expect(census.listeners).to.equal(before);
    }
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
