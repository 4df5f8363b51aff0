import { expect } from '@open-wc/testing';
import { Conversation } from '../../src/conversation/conversation.ts';
import type { ConversationHost, ConversationSettings, Happening } from '../../src/conversation/host.ts';
import { NO_DEVICES } from '../../src/core/devices.ts';
import type { Parts } from '../../src/conversation/parts.ts';
import type { LiveState } from '../../src/core/state.ts';
import * as lazy from '../../src/lazy.ts';
import { Census, NOTHING_HELD } from '../element/support/census.ts';
import { FakeMicrophone } from '../element/support/fake-microphone.ts';
import { rejection } from '../support/conversation-harness.ts';
import { Twin } from '../support/twin.ts';

/** A conversation without an element, whose parts load as the test says. */
class Rig implements ConversationHost {
  readonly microphone = new FakeMicrophone();
  readonly census = new Census(this.microphone.tracks);
  readonly happenings: Happening[] = [];
  readonly conversation: Conversation;
  readonly #twin: Twin;
  engine: ConversationSettings['engine'] = 'auto';

  constructor(twin: Twin, parts: Partial<Parts>) {
    this.#twin = twin;
    this.conversation = new Conversation(this, { ...lazy, ...parts });
  }

  latency(): ConversationSettings['latency'] {
    return 'interactive';
  }
  settings(): ConversationSettings {
    return {
      session: {},
      devices: { devices: NO_DEVICES },
      tokenProvider: () => this.#twin.token(),
      baseUrl: this.#twin.url,
      latency: 'interactive',
      volume: 1,
      engine: this.engine,
      toolTimeoutMs: 60_000,
      connectTimeoutMs: 5000,
      idleTimeout: 0,
      backend: 'gemini',
      video: 'off',
      record: false,
      usageLimit: Infinity,
      hybridEndOfTurn: false,
      halfDuplex: false,
      muted: false,
      persist: 'none',
      alongside: false,
      debug: false,
    };
  }
  emit(happening: Happening): boolean {
    this.happenings.push(happening);
    return true;
  }
  videoEnded(): void {
    // Nothing is shown here.
  }
  changed(): void {
    // Nothing is rendered here.
  }

  of<Type extends Happening['type']>(wanted: Type): Extract<Happening, { type: Type }>[] {
    return this.happenings.filter((one): one is Extract<Happening, { type: Type }> => one.type === wanted);
  }
  get states(): LiveState[] {
    return this.of('statechange').map(({ state }) => state);
  }

  async close(): Promise<void> {
    await this.conversation.stop();
    await this.census.workersEnded();
    for (const { id } of await this.#twin.connections()) {
      await this.#twin.wait({ for: 'closed', connection: id });
    }
    const held = await this.census.held();
    this.microphone.close();
    this.census.close();
    expect(held, JSON.stringify(held)).to.deep.equal(NOTHING_HELD);
  }
}

/** Fails the first time. */
const onceBroken = <Args extends unknown[], Result>(
  load: (...args: Args) => Promise<Result>,
): ((...args: Args) => Promise<Result>) => {
  let broken = true;
  return (...args) => {
    if (!broken) return load(...args);
    broken = false;
    return Promise.reject(new TypeError('Failed to fetch dynamically imported module.'));
  };
};

describe('a conversation whose parts do not load', () => {
  let twin: Twin;
  let rig: Rig;
  beforeEach(async () => {
    twin = await Twin.start({ setupDelayMs: 0 });
  });
  afterEach(async () => {
    await rig.close();
    await twin.stop();
  });

  it('the session’s chunk: a network error, everything given back, and a second start that works', async () => {
    rig = new Rig(twin, { loadSession: onceBroken(lazy.loadSession) });
    const { conversation } = rig;
    expect((await rejection(conversation.start({ microphone: true }))).code).to.equal('network');
    expect(rig.states).to.deep.equal(['connecting', 'failed']);
    expect(rig.of('error')).to.have.length(1);
    await conversation.stop();
    expect(await rig.census.held()).to.deep.equal(NOTHING_HELD);
    await conversation.start({ microphone: true });
    expect(conversation.state).to.equal('listening');
    expect(conversation.error).to.equal(undefined);
  });

  it('the Worker’s text: a network error, and a second start that works', async () => {
    rig = new Rig(twin, { loadWorkerText: onceBroken(lazy.loadWorkerText) });
    expect((await rejection(rig.conversation.start({ microphone: true }))).code).to.equal('network');
    expect(rig.of('error')).to.have.length(1);
    await rig.conversation.start({ microphone: true });
    expect(rig.census.workersMade).to.equal(1);
  });

  it('a Worker that fails as it starts: the same engine on the page', async () => {
    rig = new Rig(twin, { loadWorkerText: () => Promise.resolve('throw new Error("no");') });
    await rig.conversation.start({ microphone: false });
    expect(rig.conversation.state).to.equal('listening');
  });

  it('the engine for the page: a network error, and a second start that works', async () => {
    rig = new Rig(twin, { loadInlineEngine: onceBroken(lazy.loadInlineEngine) });
    rig.engine = 'inline';
    expect((await rejection(rig.conversation.start({ microphone: true }))).code).to.equal('network');
    expect(rig.of('error')).to.have.length(1);
    await rig.conversation.start({ microphone: true });
    expect(rig.conversation.state).to.equal('listening');
  });

  it('the chunk comes after stop(): nothing is opened', async () => {
    let come: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (come = resolve));
    rig = new Rig(twin, { loadSession: () => late.then(() => lazy.loadSession()) });
    const starting = rejection(rig.conversation.start({ microphone: true }));
    await rig.conversation.stop();
    expect((await starting).name).to.equal('AbortError');
    come();
    await lazy.loadSession();
    expect(rig.microphone.calls).to.deep.equal([]);
    expect(await twin.connections()).to.deep.equal([]);
  });

  it('the verbs keep their order while the chunk is on its way', async () => {
    let come: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (come = resolve));
    rig = new Rig(twin, { loadSession: () => late.then(() => lazy.loadSession()) });
    const started = rig.conversation.start({ microphone: false });
    for (const text of ['one', 'two', 'three']) rig.conversation.sendText(text);
    come();
    await started;
    await twin.wait({ for: 'text', count: 3 });
    const { messages } = await twin.received();
    expect(messages.slice(1).map(({ message }) => message)).to.deep.equal(
      ['one', 'two', 'three'].map((text) => ({ realtimeInput: { text } })),
    );
  });

  it('the microphone added to a typed conversation that was just ended is not asked for', async () => {
    rig = new Rig(twin, {});
    await rig.conversation.start({ microphone: false });
    void rig.conversation.start({ microphone: true });
    await rig.conversation.stop();
    await lazy.loadSession();
    expect(rig.microphone.calls).to.deep.equal([]);
  });

  it('a worklet that does not load in a typed conversation gives the microphone back', async () => {
    rig = new Rig(twin, {});
    const { conversation, microphone } = rig;
    const { addModule } = AudioWorklet.prototype;
    let asked: () => void = () => undefined;
    const calls = new Promise<void>((resolve) => (asked = resolve));
    microphone.answer = () => {
      asked();
      return Promise.resolve(microphone.stream());
    };
    AudioWorklet.prototype.addModule = () => Promise.reject(new DOMException('No.', 'AbortError'));
    const starting = rejection(conversation.start({ microphone: true }));
    await calls;
    expect((await starting).code).to.equal('worklet-blocked');
    AudioWorklet.prototype.addModule = addModule;
    expect(rig.of('error')).to.have.length(1);
  });
});
